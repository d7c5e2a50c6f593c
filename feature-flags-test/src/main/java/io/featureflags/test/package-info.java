/** The test kit: tests set flags for themselves alone, in one application context and in parallel. */
@NullMarked
package io.featureflags.test;

import org.jspecify.annotations.NullMarked;
