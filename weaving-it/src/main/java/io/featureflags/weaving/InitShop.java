package io.featureflags.weaving;

import org.springframework.beans.factory.InitializingBean;

/** Calls its toggled method during its initialisation by the container. */
class InitShop extends Shop implements InitializingBean {

    String atStart = "";

    InitShop() {
        super("init");
    }

    @Override
    public void afterPropertiesSet() {
        atStart = checkoutOfItself("ada");
    }
}
