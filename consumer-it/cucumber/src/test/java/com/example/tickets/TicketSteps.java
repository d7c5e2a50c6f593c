package com.example.tickets;

import static org.assertj.core.api.Assertions.assertThat;

import io.cucumber.java.en.Given;
import io.cucumber.java.en.Then;
import io.cucumber.java.en.When;
import io.featureflags.test.TestFeatureFlags;

/** The steps of the scenarios. */
public class TicketSteps {

    private final Seats seats;

    private final TestFeatureFlags flags;

    private String seat;

    public TicketSteps(Seats seats, TestFeatureFlags flags) {
        this.seats = seats;
        this.flags = flags;
    }

    @Given("the flag {string} is {string}")
    public void setFlag(String name, String value) {
        flags.set(name, value);
    }

    @When("a ticket is bought with the wish {string}")
    public void buy(String wish) {
        seat = seats.seat(wish);
    }

    @Then("the seat is {string}")
    public void check(String wanted) {
        assertThat(seat).isEqualTo(wanted);
    }

    @Then("the new code ran {int} time(s)")
    public void checkBranch(int times) {
        assertThat(flags.branch("seat_choice").newCode()).isEqualTo(times);
    }
}
