package vssledger.report.xlsx.part;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.zip.CRC32;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import vssledger.report.csv.WriteBehind;

/** Parts that were deflated apart are one stream, and have one CRC. */
class DeflatedPartTest {

    @Property(tries = 200)
    void partsAreOneStream(@ForAll @Size(min = 1, max = 5) List<byte[]> parts) throws IOException {
        var deflated = new ByteArrayOutputStream();
        var whole = new ByteArrayOutputStream();
        var crc = 0L;
        var length = 0L;
        for (var i = 0; i < parts.size(); i++) {
            var bytes = repeated(parts.get(i));
            whole.write(bytes);
            var part = new DeflatedPart(deflated, i == parts.size() - 1);
            part.write(bytes, 0, bytes.length / 2);
            part.write(bytes, bytes.length / 2, bytes.length - bytes.length / 2);
            part.close();
            crc = CombinedCrc.of(crc, part.crc(), part.length());
            length += part.deflatedLength();
        }
        var expected = new CRC32();
        expected.update(whole.toByteArray());

        assertThat(new InflaterInputStream(new ByteArrayInputStream(deflated.toByteArray()), new Inflater(true)))
                .hasBinaryContent(whole.toByteArray());
        assertThat(crc).isEqualTo(expected.getValue());
        assertThat(length).isEqualTo(deflated.size());
    }

    /** Some of them longer than the room that deflated bytes have. */
    private static byte[] repeated(byte[] bytes) {
        var all = new ByteArrayOutputStream();
        for (var i = 0; i < 1_000; i++) {
            all.writeBytes(bytes);
            all.write((i * i * 31) >> 3);
        }
        return all.toByteArray();
    }

    @Test
    void whatIsWrittenBehindArrivesInItsOrder() throws IOException {
        var thread = Executors.newSingleThreadExecutor();
        var arrived = new ByteArrayOutputStream();
        var expected = new ByteArrayOutputStream();
        try (var behind = new WriteBehind(arrived, thread)) {
            for (var i = 0; i < 100; i++) {
                var block = ("block " + i).getBytes(java.nio.charset.StandardCharsets.US_ASCII);
                behind.write(block);
                expected.write(block);
                java.util.Arrays.fill(block, (byte) 0); // it is ours again
            }
        }
        thread.shutdown();
        assertThat(arrived.toByteArray()).isEqualTo(expected.toByteArray());
    }

    @Test
    void whatCannotBeWrittenBehindIsTold() {
        var thread = Executors.newSingleThreadExecutor();
        var full = new OutputStream() {
            @Override
            public void write(int b) throws IOException {
                throw new IOException("No space left on device");
            }
        };
        assertThatThrownBy(() -> {
                    try (var behind = new WriteBehind(full, thread)) {
                        behind.write(1);
                    }
                })
                .isInstanceOf(IOException.class)
                .hasMessageContaining("No space left on device");
        thread.shutdown();
    }
}
