package vssledger.parse.read;

import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import vssledger.fact.NoteCode;
import vssledger.parse.read.JsonObject.Kind;
import vssledger.platform.Ids;
import vssledger.platform.text.Spelling;
import vssledger.platform.text.Timestamps;

/**
 * A JSON object read the way that 8x8's pages demand: keys in either case of letters ({@code callA}, {@code CallA}),
 * numbers as strings and strings as numbers, the word {@code "null"} for nothing. What cannot be read so is null, and
 * noted.
 *
 * @param path what stands before the name of a field of this object in a note, such as {@code callA.}
 */
record Fields(JsonObject object, String path, Notes notes) {

    /** Far above any field of 8x8's, and below what an index of PostgreSQL takes. */
    private static final int LONGEST_TEXT = 512;

    private static final int LONGEST_NUMBER = 40;
    private static final BigDecimal LARGEST = new BigDecimal("1000000000");

    /** The object at this key; null where there is none. */
    @Nullable Fields object(String key) {
        var member = object.find(key);
        if (member < 0) {
            return null;
        }
        if (object.kind(member) == Kind.OBJECT) {
            return new Fields(object.object(member), path + key + ".", notes);
        }
        var written = object.kind(member) == Kind.TEXT ? objectIn(object.text(member)) : null;
        if (written != null) {
            note(NoteCode.FIELD_MISPLACED, key, "an object written as text");
            return new Fields(written, path + key + ".", notes);
        }
        if (Spelling.text(object.text(member)) != null) {
            note(NoteCode.TYPE_UNEXPECTED, key, object.text(member));
        }
        return null;
    }

    /** The object that a text is the JSON of; null where it is none. */
    private static @Nullable JsonObject objectIn(String text) {
        if (!text.stripLeading().startsWith("{")) {
            return null;
        }
        try {
            return JsonObject.read(text);
        } catch (JacksonException e) {
            return null;
        }
    }

    /** These are known, though nothing is made of them. */
    void ignore(String... keys) {
        for (var key : keys) {
            object.find(key);
        }
    }

    /** Notes what nobody asked for, and a key that it has twice; to be called last. */
    void noteTheRest() {
        for (var member = 0; member < object.size(); member++) {
            if (!object.wasAskedFor(member)) {
                note(NoteCode.FIELD_UNKNOWN, StorableText.storable(object.name(member)), object.text(member));
            }
        }
        if (object.repeatedName() != null) {
            note(NoteCode.KEY_REPEATED, StorableText.storable(object.repeatedName()), null);
        }
    }

    /** StorableText that PostgreSQL can hold, at most {@value #LONGEST_TEXT} characters. */
    @Nullable String text(String key) {
        var member = scalar(key);
        noteUnlessText(key, member);
        return text(key, member);
    }

    /**
     * StorableText that is only worth something whole: null where it is longer than any identifier is. Two that differ stay
     * different, also where they differ in characters that PostgreSQL cannot hold; a UUID is the same in whatever case.
     */
    @Nullable String identifier(String key) {
        var member = scalar(key);
        noteUnlessText(key, member);
        if (member < 0) {
            return null;
        }
        var raw = object.text(member);
        var id = StorableText.distinct(raw);
        if (id.length() > LONGEST_TEXT) {
            return null;
        }
        if (!id.equals(raw)) {
            note(NoteCode.TEXT_REPAIRED, key, id);
        }
        var text = Spelling.text(id);
        return text == null ? null : Ids.key(text);
    }

    /** A text or a number, where either is right. */
    @Nullable String textOrNumber(String key) {
        return text(key, scalar(key));
    }

    @Nullable String constant(String key) {
        return Spelling.constant(text(key));
    }

    /** A status, normalised; one never heard of as it came. */
    @Nullable String status(String key) {
        var said = text(key);
        var status = Spelling.status(said);
        if (status != null && !Spelling.isStatus(status)) {
            note(NoteCode.STATUS_UNKNOWN, key, said);
        }
        return status;
    }

    @Nullable Instant time(String key) {
        var text = text(key);
        if (text == null) {
            return null;
        }
        var time = Timestamps.parse(text).orElse(null);
        if (time == null) {
            note(NoteCode.TIME_UNREADABLE, key, text);
        } else if (Timestamps.isUnusual(text)) {
            note(NoteCode.TIME_UNUSUAL, key, text);
        }
        return time;
    }

    @Nullable Integer integer(String key) {
        var number = decimal(key);
        if (number != null && number.stripTrailingZeros().scale() > 0) {
            note(NoteCode.NUMBER_UNREADABLE, key, number.toPlainString());
            return null;
        }
        return number == null ? null : number.intValueExact();
    }

    /** Whether something stands at this key, readable or not. */
    boolean says(String key) {
        var member = object.find(key);
        return member >= 0 && Spelling.text(object.text(member)) != null;
    }

    /** A count of something: null below zero. */
    @Nullable Integer count(String key) {
        var number = integer(key);
        if (number != null && number < 0) {
            note(NoteCode.NEGATIVE, key, number.toString());
            return null;
        }
        return number;
    }

    @Nullable BigDecimal decimal(String key) {
        var member = scalar(key);
        var text = text(key, member);
        if (text == null) {
            return null;
        }
        var number = text.length() > LONGEST_NUMBER ? null : number(text);
        if (number == null) {
            note(NoteCode.NUMBER_UNREADABLE, key, text);
        } else if (object.kind(member) != Kind.NUMBER) {
            note(NoteCode.TYPE_UNEXPECTED, key, text);
        }
        return number;
    }

    /** A decimal on a scale: null outside of it. */
    @Nullable BigDecimal decimal(String key, BigDecimal lowest, @Nullable BigDecimal highest) {
        var number = decimal(key);
        if (number != null && (number.compareTo(lowest) < 0 || (highest != null && number.compareTo(highest) > 0))) {
            note(NoteCode.OUT_OF_RANGE, key, number.toPlainString());
            return null;
        }
        return number;
    }

    void note(NoteCode code, String key, @Nullable String value) {
        notes.add(code, path + key, value);
    }

    private static @Nullable BigDecimal number(String text) {
        try {
            var number = new BigDecimal(text);
            return number.scale() > 20 || number.scale() < -10 || number.abs().compareTo(LARGEST) > 0 ? null : number;
        } catch (NumberFormatException e) {
            return null;
        }
    }

    private void noteUnlessText(String key, int member) {
        if (member >= 0 && object.kind(member) != Kind.TEXT) {
            note(NoteCode.TYPE_UNEXPECTED, key, object.text(member));
        }
    }

    private @Nullable String text(String key, int member) {
        if (member < 0) {
            return null;
        }
        var raw = object.text(member);
        var storable = StorableText.storable(raw);
        var text = Spelling.text(storable);
        if (text == null) {
            return null;
        }
        if (!storable.equals(raw)) {
            note(NoteCode.TEXT_REPAIRED, key, raw);
        }
        if (text.length() <= LONGEST_TEXT) {
            return text;
        }
        note(NoteCode.TEXT_SHORTENED, key, text);
        return StorableText.beginning(text, LONGEST_TEXT);
    }

    /** The member that is neither object nor array, nor null; -1 where there is none. */
    private int scalar(String key) {
        var member = object.find(key);
        if (member < 0 || object.kind(member) == Kind.NULL) {
            return -1;
        }
        if (object.kind(member) == Kind.OBJECT || object.kind(member) == Kind.ARRAY) {
            note(NoteCode.TYPE_UNEXPECTED, key, object.text(member));
            return -1;
        }
        return member;
    }
}
