@NullMarked
package io.featureflags.text;

import org.jspecify.annotations.NullMarked;
