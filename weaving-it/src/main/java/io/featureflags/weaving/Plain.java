package io.featureflags.weaving;

/** Without toggles: nothing is woven into it. */
class Plain {

    String checkout(String user) {
        return "plain " + user;
    }
}
