package io.featureflags.processor;

import java.time.Clock;
import java.util.Set;
import javax.annotation.processing.AbstractProcessor;
import javax.annotation.processing.RoundEnvironment;
import javax.lang.model.SourceVersion;
import javax.lang.model.element.TypeElement;

/**
 * Reports the mistakes of feature toggles that would stop the start of the application. Each type is checked on its own,
 * with its super-types, so that build tools can compile incrementally. It claims no annotation.
 */
public final class FeatureToggleProcessor extends AbstractProcessor {

    private final Compilation compilation = new Compilation();

    private final Clock clock;

    /** Creates the processor. Compilers find it by this constructor. */
    public FeatureToggleProcessor() {
        this(Clock.systemUTC());
    }

    FeatureToggleProcessor(Clock clock) {
        this.clock = clock;
    }

    /** Returns all annotations, as a composed one may be a toggle. */
    @Override
    public Set<String> getSupportedAnnotationTypes() {
        return Set.of("*");
    }

    @Override
    public Set<String> getSupportedOptions() {
        return ProcessorOptions.NAMES;
    }

    @Override
    public SourceVersion getSupportedSourceVersion() {
        return SourceVersion.latest();
    }

    @Override
    public boolean process(Set<? extends TypeElement> annotations, RoundEnvironment round) {
        compilation.add(round, processingEnv.getElementUtils());
        if (round.processingOver()) {
            ToggleChecks checks = new ToggleChecks(processingEnv, compilation.names(), clock);
            compilation.forEachType(processingEnv.getElementUtils(), checks::check);
        }
        return false;
    }
}
