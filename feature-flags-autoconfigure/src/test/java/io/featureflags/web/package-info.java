@NullMarked
package io.featureflags.web;

import org.jspecify.annotations.NullMarked;
