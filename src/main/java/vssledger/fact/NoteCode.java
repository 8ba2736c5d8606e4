package vssledger.fact;

/** What may be strange about a session summary that is usable all the same; each with what became of the value. */
public enum NoteCode {
    /** A status never heard of; kept as it came. */
    STATUS_UNKNOWN,
    /** No status; UNKNOWN for a session, nothing for a leg. */
    STATUS_MISSING,
    /** The legs imply another status, which the note tells; both are kept. */
    STATUS_DIFFERS,
    /** No time; left out. */
    TIME_UNREADABLE,
    /** A time in a form that 8x8's pages do not have: a leap second, a comma before its fraction, the basic form; read as meant. */
    TIME_UNUSUAL,
    /** A session without an end. */
    END_MISSING,
    /** An end before its beginning; both kept, no duration is derived from them. */
    TIMES_OUT_OF_ORDER,
    /** A leg that began more than a day away from its session; kept. */
    FAR_FROM_SESSION,
    /** No number, or none that its column can hold; left out. */
    NUMBER_UNREADABLE,
    /** A number as text or a text as number; read as meant. */
    TYPE_UNEXPECTED,
    /** Text that is longer than any of 8x8's; its beginning is kept. */
    TEXT_SHORTENED,
    /** Text with a character that PostgreSQL cannot hold; U+FFFD stands for it, in an id with the character's code behind it. */
    TEXT_REPAIRED,
    /** Less than nothing; left out. A duration is that of the times then, where they tell it. */
    NEGATIVE,
    /** Outside of its scale; left out. */
    OUT_OF_RANGE,
    /** Connected seconds that differ by more than one from what the times say, which the note tells; both are kept. */
    DURATION_DIFFERS,
    /**
     * Connected seconds that cannot be counted on: a fraction, or more than 60 s and more than a tenth away from what the times
     * say. The note tells what takes their place: the seconds by the times; the whole seconds, where the times do not tell.
     */
    DURATION_REPLACED,
    /** A count of calls that is not that of the legs. */
    CALL_COUNT_DIFFERS,
    /** No leg, though calls are counted or the session is said to be completed. */
    LEGS_MISSING,
    /** A session that is completed, though none of its legs was ever connected. */
    COMPLETED_WITHOUT_CALL,
    /** No number in E.164: without a plus, with a zero behind it, too long, or of no country; kept as it came. */
    NOT_E164,
    /** No country's code of ISO 3166-1, nor one in use beside it (XK, AC, TA); left out. */
    COUNTRY_UNKNOWN,
    /** A country whose calling code is not the number's; kept. */
    COUNTRY_DIFFERS,
    /** An error code that is not in 8x8's list; kept. */
    ERROR_CODE_UNKNOWN,
    /** An error that has a code but no words. */
    ERROR_WITHOUT_MESSAGE,
    /** A session in error that has no code. */
    ERROR_WITHOUT_CODE,
    /** A field never heard of; it stays in the inbox only. */
    FIELD_UNKNOWN,
    /** A field that 8x8's pages have in another place, or an object that is written as text; read as meant. */
    FIELD_MISPLACED,
    /** A key that an object has twice; the last one counts. */
    KEY_REPEATED
}
