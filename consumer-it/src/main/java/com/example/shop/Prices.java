package com.example.shop;

/** What things cost. */
interface Prices {

    int price(String thing);
}
