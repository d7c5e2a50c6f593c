package com.example.mail

import io.featureflags.test.TestFeatureFlags
import java.util.concurrent.ExecutionException
import java.util.concurrent.FutureTask
import org.spockframework.runtime.model.FeatureMetadata
import org.springframework.beans.factory.annotation.Autowired
import org.springframework.boot.test.context.SpringBootTest
import org.springframework.test.context.TestContextManager
import spock.lang.Isolated
import spock.lang.Specification

/** Messages name the features of Spock, whose methods have numbers only. */
@Isolated
@SpringBootTest
class FeatureNamesSpec extends Specification {

    @Autowired
    TestFeatureFlags flags

    def 'a thread that belongs to no test'() {
        given: 'another test in the same application context'
        def spec = new ShortSignatureSpec()
        def feature = ShortSignatureSpec.declaredMethods.find {
            it.getAnnotation(FeatureMetadata)?.name() == 'the class decides'
        }
        def other = new TestContextManager(ShortSignatureSpec)
        other.prepareTestInstance(spec)
        onNewThread { other.beforeTestMethod(spec, feature) }

        when:
        onNewThread { flags.on('short_signature') }

        then:
        def ex = thrown(ExecutionException)
        ex.cause.message.contains(
            '[FeatureNamesSpec.a thread that belongs to no test, ShortSignatureSpec.the class decides]')

        cleanup:
        onNewThread { other.afterTestMethod(spec, feature, null) }
    }

    private static void onNewThread(Closure<?> action) {
        def task = new FutureTask(action)
        new Thread(task).start()
        task.get()
    }
}
