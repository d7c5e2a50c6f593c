/** 404 for a disabled feature. Public types are for assembly only. */
@NullMarked
package io.featureflags.web;

import org.jspecify.annotations.NullMarked;
