/** Records guarded rollouts of the sample shop and draws them. */
@NullMarked
package io.featureflags.benchmarks.rollout;

import org.jspecify.annotations.NullMarked;
