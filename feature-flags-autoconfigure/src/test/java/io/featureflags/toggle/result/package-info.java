@NullMarked
package io.featureflags.toggle.result;

import org.jspecify.annotations.NullMarked;
