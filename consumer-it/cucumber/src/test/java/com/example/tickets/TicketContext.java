package com.example.tickets;

import io.cucumber.spring.CucumberContextConfiguration;
import org.springframework.boot.test.context.SpringBootTest;

/** The application context of all scenarios. */
@CucumberContextConfiguration
@SpringBootTest
public class TicketContext {}
