package vssledger.demo;

/** A way in which 8x8's pages say, or show, that a webhook may be written; none of them changes what it means. */
enum Quirk {
    CAPITAL_CALL_KEYS,
    CAPITAL_REF_ID,
    NULL_IN_WORDS,
    STATUS_WITH_BLANK,
    ERROR_CODE_AS_STRING,
    FRACTIONS_OF_SECONDS,
    OFFSETS,
    LEG_BEFORE_SESSION,
    EMPTY_DETAILS,
    LEGS_IN_REVERSE,
    PAYLOAD_FIRST,
    NUMBERS_AS_STRINGS,
    ACTION_IN_CAMEL_CASE;

    /** Whether a session has what this quirk is about. */
    boolean fits(SampleSession session) {
        return switch (this) {
            case CAPITAL_CALL_KEYS, LEG_BEFORE_SESSION, NUMBERS_AS_STRINGS ->
                !session.legs().isEmpty();
            case CAPITAL_REF_ID -> !session.legs().isEmpty() && !session.isInbound();
            case STATUS_WITH_BLANK -> session.status().equals("NO_ANSWER");
            case ERROR_CODE_AS_STRING -> session.errorCode() != null;
            case EMPTY_DETAILS -> session.legs().isEmpty();
            case LEGS_IN_REVERSE -> session.legs().size() > 1;
            case NULL_IN_WORDS, FRACTIONS_OF_SECONDS, OFFSETS, PAYLOAD_FIRST, ACTION_IN_CAMEL_CASE -> true;
        };
    }
}
