package io.featureflags.weaving;

/** Has no toggles, so that nothing is woven into it. */
class Plain {

    String checkout(String user) {
        return "plain " + user;
    }
}
