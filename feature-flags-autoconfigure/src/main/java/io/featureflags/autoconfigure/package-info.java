/** Assembles everything for a Spring Boot application. */
@NullMarked
package io.featureflags.autoconfigure;

import org.jspecify.annotations.NullMarked;
