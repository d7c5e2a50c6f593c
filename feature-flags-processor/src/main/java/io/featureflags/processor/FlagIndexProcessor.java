package io.featureflags.processor;

import java.util.Set;
import javax.annotation.processing.AbstractProcessor;
import javax.annotation.processing.RoundEnvironment;
import javax.lang.model.SourceVersion;
import javax.lang.model.element.TypeElement;

/**
 * Writes the index of all flags of a compilation, {@code META-INF/feature-flags.json}, and warns about methods of one flag
 * that disagree on its default. Both need all types at once, unlike {@link FeatureToggleProcessor}.
 */
public final class FlagIndexProcessor extends AbstractProcessor {

    private final Compilation compilation = new Compilation();

    /** Creates the processor. Compilers find it by this constructor. */
    public FlagIndexProcessor() {}

    /** Returns all annotations, as a composed one may be a toggle. */
    @Override
    public Set<String> getSupportedAnnotationTypes() {
        return Set.of("*");
    }

    @Override
    public SourceVersion getSupportedSourceVersion() {
        return SourceVersion.latest();
    }

    @Override
    public boolean process(Set<? extends TypeElement> annotations, RoundEnvironment round) {
        compilation.add(round, processingEnv.getElementUtils());
        if (round.processingOver()) {
            FlagIndex index = new FlagIndex(processingEnv, compilation.names());
            compilation.forEachType(processingEnv.getElementUtils(), index::add);
            index.warnAboutDefaults();
            if (!round.errorRaised()) {
                index.write();
            }
        }
        return false;
    }
}
