package io.featureflags.benchmarks.rollout;

/**
 * What the endpoint shows of a rollout at one moment.
 *
 * @param seconds time since the start of the recording
 * @param step percentage of the flag
 * @param evidence evidence against the new code; NaN while the plan does not run
 */
record Moment(double seconds, double step, double evidence) {}
