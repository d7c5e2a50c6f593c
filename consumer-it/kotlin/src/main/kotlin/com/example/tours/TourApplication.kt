package com.example.tours

import org.springframework.boot.autoconfigure.SpringBootApplication
import org.springframework.boot.runApplication

/** Guided tours. */
@SpringBootApplication
class TourApplication

fun main(args: Array<String>) {
    runApplication<TourApplication>(*args)
}
