package io.featureflags.ofrep;

import org.springframework.boot.WebApplicationType;

class ServletOfrepRowsTests extends AbstractOfrepRowsTests {

    ServletOfrepRowsTests() {
        super(WebApplicationType.SERVLET);
    }
}
