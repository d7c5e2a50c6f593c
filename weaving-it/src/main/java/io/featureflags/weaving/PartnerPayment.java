package io.featureflags.weaving;

/** Inherits the annotation of its super-class, which AspectJ ignores. */
class PartnerPayment extends NewPayment {

    @Override
    public String pay(String user) {
        return "partner " + super.pay(user);
    }
}
