package vssledger.capture;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** A body at a terminal: nothing that was sent is hidden, changed or obeyed. */
class BodyTextTest {

    @Test
    void showsWhatCameBesideHowItIsRead() {
        assertThat(BodyText.of("{\"a\":1,\"a\":2}")).isEqualToNormalizingNewlines("""
                As it came:
                {"a":1,"a":2}

                As it is read:
                {
                  "a" : 2
                }""");
    }

    @Test
    void showsHalvesOfCharactersAndNulAsTheyCame() {
        assertThat(BodyText.of("{\"a\":\"\\ud800\\u0000\"}"))
                .contains("As it came:" + System.lineSeparator() + "{\"a\":\"\\ud800\\u0000\"}")
                .contains("\"a\" : \"\\ud800\\u0000\"");
    }

    @Test
    void showsBytesThatAreNoText() {
        var bytes = new byte[] {'a', (byte) 0xE9, 0, 0x1b, '[', (byte) 0xC3, (byte) 0xA9};

        assertThat(BodyText.of(bytes))
                .startsWith("As it came:" + System.lineSeparator() + "a\\xE9\\u0000\\u001b[\u00e9")
                .endsWith("It cannot be read as JSON.");
        assertThat(BodyText.of("\uFEFF{}".getBytes(StandardCharsets.UTF_8))).contains("\\ufeff{}");
    }

    @Test
    void showsTextOfAnotherEncodingAsText() {
        assertThat(BodyText.of(
                        "{\"to\":\"\u00e9\"}".getBytes(StandardCharsets.UTF_16LE), text -> text.replace("to", "*")))
                .isEqualToNormalizingNewlines("""
                        As it came, in UTF-16LE:
                        {"*":"\u00e9"}

                        As it is read:
                        {
                          "*" : "\u00e9"
                        }""");
        assertThat(BodyText.of(new byte[] {(byte) 0xFE, (byte) 0xFF, 0, '{', (byte) 0xD8, 0}))
                .contains("As it came, in UTF-16BE:")
                .endsWith("It cannot be read as JSON.");
    }
}
