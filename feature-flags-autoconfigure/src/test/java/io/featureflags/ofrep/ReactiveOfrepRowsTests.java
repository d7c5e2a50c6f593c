package io.featureflags.ofrep;

import org.springframework.boot.WebApplicationType;

class ReactiveOfrepRowsTests extends AbstractOfrepRowsTests {

    ReactiveOfrepRowsTests() {
        super(WebApplicationType.REACTIVE);
    }
}
