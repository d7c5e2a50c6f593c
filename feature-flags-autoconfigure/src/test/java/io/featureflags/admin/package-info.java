@NullMarked
package io.featureflags.admin;

import org.jspecify.annotations.NullMarked;
