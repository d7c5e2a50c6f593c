package com.example.shop;

/** The prices of articles. */
interface Prices {

    int price(String thing);
}
