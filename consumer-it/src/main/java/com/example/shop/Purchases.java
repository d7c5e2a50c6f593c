package com.example.shop;

import org.springframework.data.jpa.repository.JpaRepository;

/** All purchases. */
interface Purchases extends JpaRepository<Purchase, Long> {

    long countByCode(String code);
}
