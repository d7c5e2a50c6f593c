package io.featureflags.weaving;

import org.springframework.beans.factory.InitializingBean;

/** Calls its toggled method as soon as the container has made it. */
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
