/** Tells Spring Boot's health how flags are. */
@NullMarked
package io.featureflags.health;

import org.jspecify.annotations.NullMarked;
