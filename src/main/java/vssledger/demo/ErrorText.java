package vssledger.demo;

import java.util.Map;
import java.util.TreeMap;

/** The errors that a session may end in, with their words. */
final class ErrorText {

    private static final Map<Integer, String> BY_CODE = new TreeMap<>(Map.of(
            -2001, "Internal error",
            -2002, "Internal connectivity error",
            -2003, "Invalid call flow",
            -2004, "No coverage for the area",
            -2005, "Text-to-speech failed",
            -2006, "File for playback could not be downloaded",
            -2007, "Validity period expired",
            -2008, "Caller ID is not whitelisted",
            -2010, "Trunk capacity exceeded",
            -9999, "Unknown error"));

    private ErrorText() {}

    static String of(int code) {
        return BY_CODE.getOrDefault(code, "Unknown error");
    }

    static int any(SeededRandom chance) {
        return chance.of(BY_CODE.keySet().stream().toList());
    }
}
