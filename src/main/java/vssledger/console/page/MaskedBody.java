package vssledger.console.page;

import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.TokenStreamContext;
import tools.jackson.databind.json.JsonMapper;
import vssledger.report.MaskedNumber;

/** The body of a webhook as it came, to the letter, but for its phone numbers, which are masked. */
final class MaskedBody {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    /** Names of fields in which a number stands, however it is written. */
    private static final Pattern OF_NUMBERS = Pattern.compile(
            "(?i)(source|destination|caller|callee|msisdn|phone|number|from|to)(number|id|msisdn)?|.*(phone|msisdn).*");

    /** What may be a number anywhere else: no part of an id or of a time, which have letters, dashes, dots or colons beside. */
    private static final Pattern NUMBER = Pattern.compile("(?<![\\w.:-])\\+?[0-9](?:[ ()]?[0-9]){6,14}(?![\\w:.-])");

    /** Where nothing says what is a number, every six digits or more may be one, whatever stands beside and between them. */
    private static final Pattern DIGITS = Pattern.compile("[0-9](?:(?:[ ()./-]{1,2}|\\x00|\\\\u0000)?[0-9]){5,}");

    private static final String MARK = "\uFEFF";

    private MaskedBody() {}

    /** @param body JSON or not; a byte order mark may stand before it */
    static String masked(String body) {
        if (body.startsWith(MARK)) {
            return MARK + masked(body.substring(MARK.length()));
        }
        try (var parser = JSON.tokenStreamFactory().createParser(ObjectReadContext.empty(), body)) {
            return masked(parser, body);
        } catch (JacksonException e) {
            return DIGITS.matcher(body).replaceAll(found -> found.group().replaceAll("[0-9]", "*"));
        }
    }

    /** Copies the text, and writes anew only names and values in which a number stands. */
    private static String masked(JsonParser parser, String body) {
        var masked = new StringBuilder(body.length());
        var copied = 0;
        for (var token = parser.nextToken(); token != null; token = parser.nextToken()) {
            if (token != JsonToken.PROPERTY_NAME && token != JsonToken.VALUE_STRING && !token.isNumeric()) {
                continue;
            }
            var said = parser.getString();
            var shown = token != JsonToken.PROPERTY_NAME
                            && OF_NUMBERS
                                    .matcher(name(parser.streamReadContext()))
                                    .matches()
                    ? MaskedNumber.of(said)
                    : maskedText(said);
            if (!shown.equals(said)) {
                var start = (int) parser.currentTokenLocation().getCharOffset();
                masked.append(body, copied, start).append(JSON.writeValueAsString(shown));
                copied = token.isNumeric() ? start + said.length() : closingQuote(body, start) + 1;
            }
        }
        return masked.append(body, copied, body.length()).toString();
    }

    /** Of the member to which a value belongs, by itself or as an element of its array; empty if it belongs to none. */
    private static String name(TokenStreamContext context) {
        var at = context;
        while (at.inArray()) {
            at = at.getParent();
        }
        var name = at.currentName();
        return name == null ? "" : name;
    }

    private static int closingQuote(String body, int openingQuote) {
        var at = openingQuote + 1;
        while (body.charAt(at) != '"') {
            at += body.charAt(at) == '\\' ? 2 : 1;
        }
        return at;
    }

    private static String maskedText(String text) {
        return NUMBER.matcher(text).replaceAll(found -> MaskedNumber.of(found.group()));
    }
}
