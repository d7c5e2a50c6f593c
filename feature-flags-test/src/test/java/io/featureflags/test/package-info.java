@NullMarked
package io.featureflags.test;

import org.jspecify.annotations.NullMarked;
