package io.featureflags.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.featureflags.InvalidFlagValueException;
import io.featureflags.decision.FlagValue;
import io.featureflags.decision.Percentage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Values that were meant to be something else: they are not understood, and the message names what was meant. */
class MisspeltValuesTests {

    private final TextFlagValueParser parser = new TextFlagValueParser();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{ }",
                "{\"owner\": \"x\"}",
                "{\"description\": \"d\", \"salt\": \"2\", \"bucketBy\": \"tenant\"}",
                "{\"expires\": \"2026-01-01\"}",
                "{\"rollout\": {\"steps\": [1, 100]}}",
                "{\"variants\": [{\"name\": \"a\"}], \"offVariant\": \"a\", \"shadow\": 10}",
                "{\"note\": \"beta\"}"
            })
    void objectMustStateWhoGetsTheFlag(String value) {
        assertProblem(
                value,
                "an object must state who gets the flag, by one of the fields enabled, percentage, users, excluded,"
                        + " rules, from, until, requires");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "user|users",
                "Users|users",
                "USERS|users",
                "usres|users",
                "user_ids|users",
                "whitelist|users",
                "for|users",
                "user_name|users",
                "include|users",
                "allow|users",
                "percent|percentage",
                "Percentage|percentage",
                "percantage|percentage",
                "rollout_percentage|percentage",
                "rollout-percentage|percentage",
                "exclude|excluded",
                "deny|excluded",
                "blacklist|excluded",
                "enable|enabled",
                "ENABLED|enabled",
                "active|enabled",
                "on|enabled",
                "off|enabled",
                "rule|rules",
                "conditions|rules",
                "if|rules",
                "start|from",
                "form|from",
                "start_date|from",
                "end|until",
                "to|until",
                "untill|until",
                "endsAt|until",
                "require|requires",
                "depends_on|requires",
                "prerequisites|requires",
                "bucket_by|bucketBy",
                "bucketby|bucketBy",
                "Salt|salt",
                "expiry|expires",
                "expire|expires",
                "owners|owner",
                "Description|description"
            })
    void misspeltFieldIsNotUnderstood(String written, String meant) {
        String problem = "field '" + written + "' is unknown (did you mean '" + meant + "'?)";

        assertProblem("{\"" + written + "\": 5}", problem);
        assertProblem("{\"enabled\": true, \"" + written + "\": [\"a\"]}", problem);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"percent\": 5}|field 'percent' of rule 1 is unknown (did you mean 'percentage'?)",
                "{\"If\": []}|field 'If' of rule 1 is unknown (did you mean 'if'?)",
                "{\"when\": []}|field 'when' of rule 1 is unknown (did you mean 'if'?)",
                "{\"users\": [\"a\"]}|field 'users' of rule 1 is unknown (did you mean 'if'?)",
                "{\"attribute\": \"a\", \"operator\": \"in\"}|field 'attribute' of rule 1 is unknown (did you mean 'if'?)",
                "{\"if\": [{\"attr\": \"a\"}]}|field 'attr' of condition 1 of rule 1 is unknown (did you mean 'attribute'?)",
                "{\"if\": [{\"attribut\": \"a\"}]}|field 'attribut' of condition 1 of rule 1 is unknown (did you mean 'attribute'?)",
                "{\"if\": [{\"op\": \"in\"}]}|field 'op' of condition 1 of rule 1 is unknown (did you mean 'operator'?)",
                "{\"if\": [{\"value\": 1}]}|field 'value' of condition 1 of rule 1 is unknown (did you mean 'values'?)",
                "{\"if\": [{\"attribute\": \"a\", \"operator\": \"exists\", \"value\": [false]}]}|field 'value' of condition 1 of rule 1 is unknown (did you mean 'values'?)",
                "{\"if\": [{\"attribute\": \"a\", \"operator\": \"in\", \"values\": [1], \"negate\": true}]}|field 'negate' of condition 1 of rule 1 is unknown (did you mean 'operator'?)"
            })
    void misspeltFieldOfARuleIsNotUnderstood(String rule, String problem) {
        assertProblem("{\"rules\": [" + rule + "]}", problem);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "note",
                "notes",
                "comment",
                "team",
                "ticket",
                "jira",
                "name",
                "id",
                "key",
                "title",
                "tags",
                "link",
                "url",
                "type",
                "kind",
                "status",
                "state",
                "scope",
                "region",
                "priority",
                "contact",
                "slack",
                "since",
                "version",
                "created",
                "createdAt",
                "createdBy",
                "updatedAt",
                "updatedBy",
                "reason",
                "x",
                "later",
                "$schema",
                "environment"
            })
    void fieldThatIsNearNoneIsAccepted(String field) {
        assertThat(parser.parse("{\"percentage\": 10, \"" + field + "\": {\"user\": 1}}"))
                .isEqualTo(FlagValue.of(new Percentage(10_000)));
        assertThat(parser.parse("{\"rules\": [{\"description\": \"d\", \"" + field + "\": 1, \"if\":"
                                + " [{\"attribute\": \"user\", \"operator\": \"in\", \"values\": [1], \"" + field
                                + "\": 1}]}]}")
                        .rules())
                .hasSize(1);
    }

    /** The plan of a guarded rollout has this name, but people write the number of a percentage. */
    @Test
    void numberAsRolloutIsNotUnderstood() {
        String problem = "field 'rollout' must not be a number (did you mean 'percentage'?)";

        assertProblem("{\"rollout\": 10}", problem);
        assertProblem("{\"enabled\": true, \"rollout\": 0.5}", problem);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"name\": \"beta testers\"}", "{\"description\": \"d\", \"later\": []}"})
    void ruleMustStateWhoGetsTheFlag(String rule) {
        assertProblem(
                "{\"percentage\": 0, \"rules\": [{\"percentage\": 5}, " + rule + "]}",
                "a rule must state who gets the flag: field 'if' or 'percentage' of rule 2 is missing");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "10|10%",
                "\"10\"|10%",
                "10.5|10.5%",
                "10 %|10%",
                "10,5%|10.5%",
                "10,5|10.5%",
                "10 percent|10%",
                "+10%|10%",
                ".5%|0.5%",
                "'10%'|10%",
                "\"10%\"|10%",
                "%10|10%",
                "100|100%",
                "1|true or 1%",
                "0|false or 0%",
                "on|true",
                "ON|true",
                "\"on\"|true",
                "off|false",
                "yes|true",
                "no|false",
                "enabled|true",
                "disabled|false",
                "active|true",
                "\"true\"|true",
                "'FALSE'|false",
                "\u201ctrue\u201d|true",
                "ture|true",
                "tru|true",
                "flase|false",
                "fales|false",
                "[\"ada\"]|{\"users\": [...]}",
                "'{\"percentage\": 5}'|the object without quotes around it",
                "\"{\\\"percentage\\\": 5}\"|the object without quotes around it"
            })
    void valueSuggestsWhatWasMeant(String value, String meant) {
        assertThatExceptionOfType(InvalidFlagValueException.class)
                .isThrownBy(() -> parser.parse(value))
                .withMessageEndingWith(" (did you mean " + meant + "?)");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "user_12345", "250", "checkout", "1,000.5", "ten percent", "%", "\"\"", "-1%", "NaN%"})
    void valueThatIsNearNoneHasNoSuggestion(String value) {
        assertThatExceptionOfType(InvalidFlagValueException.class)
                .isThrownBy(() -> parser.parse(value))
                .withMessageNotContaining("did you mean");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "equal|equals",
                "eq|equals",
                "=|equals",
                "==|equals",
                "not_in|notIn",
                "notin|notIn",
                "!=|notIn",
                "IN|in",
                "one_of|in",
                "starts_with|startsWith",
                "startWith|startsWith",
                "gt|greaterThan",
                ">|greaterThan",
                "greater_than|greaterThan",
                "semver_gt|semverGreaterThan",
                "includes|contains",
                "exist|exists"
            })
    void warningOfAMisspeltOperatorSuggestsOne(String written, String meant) {
        assertThat(ofOperator(written).warnings())
                .containsExactly("the operator of condition 1 in rule 1 is unknown, so that the rule never matches"
                        + " (did you mean '" + meant + "'?)");
    }

    @ParameterizedTest
    @ValueSource(strings = {"between", "regex", "", "🙂"})
    void operatorThatIsNearNoneHasNoSuggestion(String written) {
        assertThat(ofOperator(written).warnings())
                .containsExactly("the operator of condition 1 in rule 1 is unknown, so that the rule never matches");
    }

    private FlagValue ofOperator(String operator) {
        return parser.parse("{\"rules\": [{\"if\": [{\"attribute\": \"a\", \"operator\": \"" + operator
                + "\", \"values\": [1]}]}]}");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"enabled\": true , }|a trailing comma before '}', at character 18",
                "`{\"users\": [\"a\",\n]}`|a trailing comma before ']', at character 15",
                "{\"rules\": [{\"percentage\": 5,},]}|a trailing comma before '}', at character 28",
                "{'enabled': true}|a text in double quotes is missing: these are quotes of another kind, at character 2",
                "{\"users\": ['ada']}|a JSON value is missing: these are quotes of another kind, at character 12",
                "{\u201cenabled\u201d: true}|a text in double quotes is missing: these are quotes of another kind, at character 2",
                "{enabled: true}|a text in double quotes is missing: the quotes are missing, at character 2",
                "{\"users\": [ada]}|a JSON value is missing: the quotes are missing, at character 12",
                "{\"enabled\": True}|a JSON value is missing: true and false must be written in small letters, at character 13",
                "`{\"enabled\": true // on\n}`|a comment, which JSON does not allow, at character 18",
                "{/* new */ \"enabled\": true}|a comment, which JSON does not allow, at character 2",
                "{\"enabled\": true \"percentage\": 5}|a comma is missing, at character 18",
                "{\"users\": [\"a\" \"b\"]}|a comma is missing, at character 16",
                "{\"percentage\": 10%}|'}' is missing: a number must be written without %, at character 18",
                "{\"enabled\" true}|':' is missing, at character 12",
                "{\"users\": [\"ada]}|the JSON ends too early, at character 18"
            })
    void commonMistakeOfJsonIsNamed(String value, String problem) {
        assertProblem(value, problem);
    }

    private void assertProblem(String value, String problem) {
        assertThatExceptionOfType(InvalidFlagValueException.class)
                .isThrownBy(() -> parser.parse(value))
                .withMessage(problem);
    }
}
