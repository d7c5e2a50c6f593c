package io.featureflags.weaving;

/** Has nothing but bridges to its super-class. */
public class Ticket extends BaseTicket {}
