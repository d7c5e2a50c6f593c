import org.spockframework.runtime.model.parallel.ExecutionMode

// Specifications run in parallel, but not the features of one: spock-spring 2.4 would then skip Spring's callback after some
// of them, so that nothing of Spring ends with the feature.
runner {
    parallel {
        enabled true
        defaultSpecificationExecutionMode ExecutionMode.CONCURRENT
        defaultExecutionMode ExecutionMode.SAME_THREAD
        fixed(4)
    }
}
