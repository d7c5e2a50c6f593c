package io.featureflags.rollout;

/** What the rule of a guarded rollout decides. */
public enum RolloutVerdict {

    /** The new code fails more users, or is slower: take it back. */
    TAKE_BACK,

    /** The step has lasted long enough and shows no difference: go to the next one. */
    ADVANCE,

    /** Stay at this step, for one of the reasons of {@link RolloutJudgement#waitsFor}. */
    WAIT
}
