package com.example.parcels;

import org.springframework.boot.autoconfigure.SpringBootApplication;

/** Parcels and their prices. */
@SpringBootApplication
public class ParcelApplication {}
