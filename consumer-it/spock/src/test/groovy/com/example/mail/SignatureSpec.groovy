package com.example.mail

import io.featureflags.test.TestFeatureFlags
import io.featureflags.test.WithFeature
import io.featureflags.test.WithFlagValue
import org.springframework.beans.factory.annotation.Autowired
import org.springframework.boot.test.context.SpringBootTest
import spock.lang.Specification

/** Annotations on features, and the bean within where: blocks. */
@SpringBootTest
class SignatureSpec extends Specification {

    @Autowired
    Signature signature

    @Autowired
    TestFeatureFlags flags

    String before

    def setup() {
        before = signature.of('Ada')
    }

    def 'legacy code by default'() {
        expect:
        signature.of('Ada') == 'Yours faithfully, Ada'
    }

    @WithFeature('short_signature')
    def 'new code, in setup too'() {
        expect:
        signature.of('Ada') == 'Ada'
        before == 'Ada'
        flags.branch('short_signature').newCode() == 2
    }

    @WithFlagValue(flag = 'short_signature', value = '0%')
    def 'a value is decided as in production'() {
        expect:
        signature.of('Ada') == 'Yours faithfully, Ada'
    }

    def 'each row has its own value: #value'() {
        given:
        flags.set('short_signature', value)

        expect:
        before == 'Yours faithfully, Ada'
        signature.of('Ada') == wanted

        where:
        value   || wanted
        'true'  || 'Ada'
        'false' || 'Yours faithfully, Ada'
        '100%'  || 'Ada'
    }

    @WithFeature('short_signature')
    def 'each row starts with the annotations: #name'() {
        when:
        def first = signature.of(name)
        flags.off('short_signature')

        then:
        first == name
        signature.of(name) == "Yours faithfully, $name"

        where:
        name << ['Ada', 'Linus']
    }

    def 'a misspelt flag is rejected'() {
        when:
        flags.on('short_signatur')

        then:
        def ex = thrown(IllegalArgumentException)
        ex.message.contains("Did you mean 'short_signature'?")
    }

    def 'JUnit Jupiter is absent'() {
        when:
        Class.forName('org.junit.jupiter.api.Test')

        then:
        thrown(ClassNotFoundException)
    }
}
