package com.example.lending;

import io.featureflags.FeatureToggle;
import org.springframework.stereotype.Service;

/** How long a book is lent, and what a late one costs. */
@Service
public class Loans {

    @FeatureToggle(value = "long_loans", fallback = "shortLoan")
    public int days() {
        return 28;
    }

    protected int shortLoan() {
        return 14;
    }

    @FeatureToggle(value = "late_fee", fallback = "noFee")
    public int fee() {
        return 5;
    }

    protected int noFee() {
        return 0;
    }
}
