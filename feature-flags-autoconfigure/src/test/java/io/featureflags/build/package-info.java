/** Rules of the build itself: what runs where, what is pinned, and what is published. */
@NullMarked
package io.featureflags.build;

import org.jspecify.annotations.NullMarked;
