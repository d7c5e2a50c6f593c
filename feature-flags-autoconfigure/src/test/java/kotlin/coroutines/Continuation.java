package kotlin.coroutines;

/** Stands for Kotlin's type of this name: the last parameter of every suspend function. */
public interface Continuation<T> {}
