package io.featureflags.value;

import io.featureflags.text.KnownNames;
import java.util.List;

/**
 * The fields of a value, with the words that people and other libraries use for them. An ignored field that was meant to
 * restrict a flag would release the feature to all users, so that a value with such a word is not understood.
 */
final class FieldNames {

    /** The fields that decide who gets a flag. */
    static final List<String> DECIDING =
            List.of("enabled", "percentage", "users", "excluded", "rules", "from", "until", "requires");

    static final KnownNames OF_VALUE = new KnownNames(List.of(
                    "enabled",
                    "percentage",
                    "users",
                    "excluded",
                    "rules",
                    "from",
                    "until",
                    "requires",
                    "bucketBy",
                    "salt",
                    "description",
                    "owner",
                    "expires",
                    "rollout",
                    "shadow",
                    "variants",
                    "offVariant"))
            .with("enabled", "on off active inactive enable disable disabled isEnabled isActive activated deactivated")
            .with("enabled", "killed kill killSwitch")
            .with(
                    "percentage",
                    "percent pct percents rolloutPercentage rolloutPercent percentageRollout passPercentage")
            .with("percentage", "defaultRolloutPercentage percentageOfUsers percentageOfActors share")
            .with("percentage", "traffic trafficAllocation coverage")
            .with("users", "userId userIds userName userNames userList enabledUsers allowedUsers targets actors")
            .with("users", "include includes included whitelist allow allows allowed allowlist")
            .with("users", "for only onlyFor enabledFor")
            .with("excluded", "exclude excludedUsers disabledUsers deniedUsers blacklist deny denies denied denylist")
            .with("excluded", "block blocked blocklist except exceptions without banned")
            .with("rules", "if when where condition conditions constraint constraints clause clauses")
            .with("from", "start starts startDate startTime startsAt startAt startsOn begin begins after notBefore")
            .with("from", "activeFrom enabledFrom validFrom")
            .with("until", "end ends endDate endTime endsAt endAt endsOn stop stops before notAfter activeUntil")
            .with("until", "enabledUntil validUntil validTo to till")
            .with("requires", "dependsOn depends dependency dependencies prerequisite prerequisites requirement")
            .with("requires", "requirements needs")
            .with("bucketBy", "bucketKey bucketingKey bucketingBy hashBy hashKey hashAttribute stickiness stickyBy")
            .with("salt", "seed hashSeed")
            .with("variants", "variant variation variations variantList treatments treatment")
            .with("offVariant", "defaultVariant disabledVariant variantOff offVariation offTreatment")
            .with("expires", "expiry expiration expiryDate expirationDate expiresAt expireAt expiresOn ttl killDate");

    static final KnownNames OF_ROLLOUT = new KnownNames(
                    List.of("steps", "every", "calls", "slower", "warmup", "back", "paused"))
            .with("steps", "stages step percentages percentage ramp")
            .with("every", "interval period duration each wait stepDuration")
            .with("calls", "minCalls minimumCalls samples requests count")
            .with("slower", "latency maxSlower slowdown")
            .with("warmup", "warmupCalls")
            .with("back", "backTo rollback fallback onFailure")
            .with("paused", "pause hold held stopped");

    static final KnownNames OF_RULE = new KnownNames(List.of("if", "percentage", "variant"))
            .with("if", "unless or any anyOf and all allOf")
            .with("if", "when where condition conditions constraint constraints clause clauses match matches")
            .with("if", "attribute operator values users user excluded exclude from until requires rules")
            .with("percentage", "percent pct rolloutPercentage rolloutPercent share weight coverage enabled")
            .with("variant", "variants variation treatment serve serves");

    static final KnownNames OF_VARIANT = new KnownNames(List.of("name", "value", "weight", "users"))
            .with("name", "key id variant variation")
            .with("value", "values val payload")
            .with("weight", "weights percentage percent pct share rollout")
            .with("users", "user userId userIds targets include includes");

    static final KnownNames OF_CONDITION = new KnownNames(List.of("attribute", "operator", "values"))
            .with("attribute", "attr field property trait contextName")
            .with("operator", "op operation comparator comparison compare not negate negated invert inverted")
            .with("values", "value val vals operand operands");

    private FieldNames() {}
}
