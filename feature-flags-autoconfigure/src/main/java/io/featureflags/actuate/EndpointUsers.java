package io.featureflags.actuate;

/**
 * Users of the endpoint over HTTP.
 *
 * @param actors resolver of users who may change flags
 * @param views views of users who read flags
 */
public record EndpointUsers(ActorResolver actors, ReaderViews views) {}
