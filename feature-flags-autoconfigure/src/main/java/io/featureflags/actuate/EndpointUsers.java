package io.featureflags.actuate;

/** Users of the endpoint over HTTP. */
final class EndpointUsers {

    /** Resolver of users who may change flags. */
    final ActorResolver actors;

    /** Views of users who read flags. */
    final ReaderViews views;

    /**
     * Creates the users.
     *
     * @param actors resolver of users who may change flags
     * @param views views of users who read flags
     */
    EndpointUsers(ActorResolver actors, ReaderViews views) {
        this.actors = actors;
        this.views = views;
    }
}
