/**
 * Changes flags; publishes changes. Public types are for assembly only.
 *
 * <p>A change takes this way: {@link io.featureflags.admin.FailureReportingAdmin} passes it on, and reports a failure to the
 * audit. {@link io.featureflags.admin.LedgerAdmin} has {@code WriteChecks} check it. Then the
 * {@link io.featureflags.spi.FlagLedger} of the store writes the value with its audit entry, in Redis by one Lua script.
 */
@NullMarked
package io.featureflags.admin;

import org.jspecify.annotations.NullMarked;
