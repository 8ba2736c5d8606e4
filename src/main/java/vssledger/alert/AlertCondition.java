package vssledger.alert;

/**
 * Something that is not as it should be, now.
 *
 * @param subject the product, subaccount, currency, server or run that it is about: one alert each
 * @param title a few words, for a subject line
 * @param text what is wrong and what to do
 */
public record AlertCondition(AlertKind kind, String subject, String title, String text) {

    String message() {
        return title + "\n" + text;
    }
}
