package io.featureflags.weaving;

/** Inherits the annotation of its super-class, which AspectJ does not see. */
class PartnerPayment extends NewPayment {

    @Override
    public String pay(String user) {
        return "partner " + super.pay(user);
    }
}
