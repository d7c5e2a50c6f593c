/**
 * Sends audit entries to the log and to Boot's audit. {@link io.featureflags.audit.AuditSink} is public API. Any other
 * public type is for assembly only.
 */
@NullMarked
package io.featureflags.audit;

import org.jspecify.annotations.NullMarked;
