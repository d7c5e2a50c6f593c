package com.example.tickets;

import org.springframework.boot.autoconfigure.SpringBootApplication;

/** Tickets and their seats. */
@SpringBootApplication
public class TicketApplication {}
