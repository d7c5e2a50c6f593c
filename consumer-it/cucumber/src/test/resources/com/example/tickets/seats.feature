Feature: Seats

  Scenario: Without a tag
    When a ticket is bought with the wish "window"
    Then the seat is "any"

  @flag:seat_choice=true
  Scenario: By a tag
    When a ticket is bought with the wish "window"
    Then the seat is "window"
    And the new code ran 1 time

  Scenario: After one with a tag
    When a ticket is bought with the wish "window"
    Then the seat is "any"

  @flag:seat_choice=0%
  Scenario: By a tag with a percentage
    When a ticket is bought with the wish "window"
    Then the seat is "any"

  Scenario Outline: By a step, <value>
    Given the flag "seat_choice" is "<value>"
    When a ticket is bought with the wish "aisle"
    Then the seat is "<seat>"

    Examples:
      | value | seat  |
      | true  | aisle |
      | false | any   |
      | 100%  | aisle |
