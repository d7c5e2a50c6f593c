package com.example.shop;

import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;

/** A purchase, with the code that made it. */
@Entity
public class Purchase {

    @Id
    @GeneratedValue
    private Long id;

    private String code;

    protected Purchase() {}

    Purchase(String code) {
        this.code = code;
    }

    Long getId() {
        return id;
    }

    String getCode() {
        return code;
    }
}
