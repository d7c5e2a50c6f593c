package io.featureflags.sample.readme;

import org.springframework.stereotype.Service;

/** Legacy code in another bean. */
@Service
class CardPayment implements Payment {

    @Override
    public String pay(String order) {
        return order + " by card";
    }
}
