/** Tells others of the record of changes: the log, and Spring Boot's audit. */
@NullMarked
package io.featureflags.audit;

import org.jspecify.annotations.NullMarked;
