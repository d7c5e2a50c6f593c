package com.example.lending;

import org.springframework.boot.autoconfigure.SpringBootApplication;

/** Books that are lent. */
@SpringBootApplication
public class LendingApplication {}
