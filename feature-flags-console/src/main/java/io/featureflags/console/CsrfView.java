package io.featureflags.console;

/**
 * Token that a change must send, where Spring Security requires one.
 *
 * @param header name of the header
 * @param token the token
 */
record CsrfView(String header, String token) {}
