/** Changes flags; publishes changes. Public types are for assembly only. */
@NullMarked
package io.featureflags.admin;

import org.jspecify.annotations.NullMarked;
