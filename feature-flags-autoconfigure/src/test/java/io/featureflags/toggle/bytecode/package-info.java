@NullMarked
package io.featureflags.toggle.bytecode;

import org.jspecify.annotations.NullMarked;
