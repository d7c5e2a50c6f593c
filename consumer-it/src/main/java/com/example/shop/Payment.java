package com.example.shop;

/** Takes the money for a purchase. */
interface Payment {

    String pay(int amount);
}
