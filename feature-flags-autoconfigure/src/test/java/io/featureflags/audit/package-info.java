@NullMarked
package io.featureflags.audit;

import org.jspecify.annotations.NullMarked;
