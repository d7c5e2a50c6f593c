package com.example.mail;

import org.springframework.boot.autoconfigure.SpringBootApplication;

/** Mail with a signature. */
@SpringBootApplication
public class MailApplication {}
