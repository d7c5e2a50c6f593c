package com.example.shop;

import org.springframework.stereotype.Service;

/** Payment on account, as it always was. */
@Service
class InvoicePayment implements Payment {

    @Override
    public String pay(int amount) {
        return "invoice over " + amount;
    }
}
