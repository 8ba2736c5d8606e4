package vssledger.capture.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TextEncodingTest {

    @ParameterizedTest
    @ValueSource(ints = {0xD800, 0xDC00, 0x110000})
    void whatIsNoCharacterIsRefusedAndNotReplaced(int code) {
        var bytes = utf32('"', 'A', code, 'B', '"');

        assertThatThrownBy(() -> TextEncoding.of(bytes).utf8(bytes)).isInstanceOf(CharacterCodingException.class);
        assertThatThrownBy(() -> TextEncoding.utf8(new BufferedInputStream(new ByteArrayInputStream(bytes)))
                        .readAllBytes())
                .isInstanceOf(CharacterCodingException.class);
    }

    @ParameterizedTest
    @ValueSource(ints = {0xE9, 0x1F600})
    void everyCharacterIsTaken(int code) throws CharacterCodingException {
        var bytes = utf32('"', code, '"');

        assertThat(new String(TextEncoding.of(bytes).utf8(bytes), StandardCharsets.UTF_8))
                .isEqualTo("\"" + Character.toString(code) + "\"");
    }

    private static byte[] utf32(int... codes) {
        var bytes = ByteBuffer.allocate(4 * codes.length).order(ByteOrder.LITTLE_ENDIAN);
        for (var code : codes) {
            bytes.putInt(code);
        }
        return bytes.array();
    }
}
