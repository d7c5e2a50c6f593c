package com.example.tickets;

import org.junit.platform.suite.api.IncludeEngines;
import org.junit.platform.suite.api.SelectPackages;
import org.junit.platform.suite.api.Suite;

/** Runs the scenarios. */
@Suite
@IncludeEngines("cucumber")
@SelectPackages("com.example.tickets")
class TicketFeaturesTests {}
