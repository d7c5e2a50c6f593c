/** Tests of the OpenFeature provider, by real clients of both SDKs that are supported. */
@NullMarked
package io.featureflags.openfeature;

import org.jspecify.annotations.NullMarked;
