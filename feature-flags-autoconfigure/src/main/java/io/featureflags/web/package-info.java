/** What a web request gets that has met a feature which is off: nothing, as if it was not there. */
@NullMarked
package io.featureflags.web;

import org.jspecify.annotations.NullMarked;
