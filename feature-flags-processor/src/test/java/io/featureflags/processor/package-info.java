@NullMarked
package io.featureflags.processor;

import org.jspecify.annotations.NullMarked;
