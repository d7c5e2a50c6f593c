package com.example.mail

import io.featureflags.test.TestFeatureFlags
import io.featureflags.test.WithFeature
import io.featureflags.test.WithoutFeature
import org.springframework.beans.factory.annotation.Autowired
import org.springframework.boot.test.context.SpringBootTest
import spock.lang.Specification

/** The flags of a class, and objects without Spring. */
@SpringBootTest
@WithFeature('short_signature')
class ShortSignatureSpec extends Specification {

    @Autowired
    Signature signature

    def 'the class decides'() {
        expect:
        signature.of('Ada') == 'Ada'
    }

    @WithoutFeature('short_signature')
    def 'the feature is nearer'() {
        expect:
        signature.of('Ada') == 'Yours faithfully, Ada'
    }

    def 'an object without Spring'() {
        expect:
        TestFeatureFlags.off().set('short_signature', value).route(new Signature()).of('Ada') == wanted

        where:
        value   || wanted
        'true'  || 'Ada'
        'false' || 'Yours faithfully, Ada'
    }
}
