/**
 * The console: a page below the endpoint, on which people see and change flags. Public types are for assembly only.
 *
 * <p>{@code ServletConsoleMapping} and {@code ReactiveConsoleMapping} map each {@code ConsoleRoute}. {@code ConsoleAccess}
 * decides who may change flags, {@code ConsoleReaderViews} what each reader sees, and {@code ConsoleOperations} carries out
 * the requests of the page.
 */
@NullMarked
package io.featureflags.console;

import org.jspecify.annotations.NullMarked;
