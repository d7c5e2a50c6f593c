package com.example.mail;

import io.featureflags.FeatureToggle;
import org.springframework.stereotype.Service;

/** The last line of a mail. */
@Service
public class Signature {

    @FeatureToggle(value = "short_signature", fallback = "longSignature")
    public String of(String name) {
        return name;
    }

    protected String longSignature(String name) {
        return "Yours faithfully, " + name;
    }
}
