package vssledger.expected.partition;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tag;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;
import org.jspecify.annotations.Nullable;
import vssledger.expected.ExpectedSource;
import vssledger.expected.format.SourceFormat;
import vssledger.expected.line.Line;
import vssledger.expected.line.LineFile;
import vssledger.expected.line.LineText;
import vssledger.expected.line.Rejections;
import vssledger.platform.UserException;

/** Wherever a text is cut, its partitions say what it says as a whole: the same lines, by the same numbers, and the same complaints. */
@Tag("property")
class FileCutterPropertyTest {

    @SuppressWarnings("NullAway.Init")
    private static Path file;

    @BeforeContainer
    static void makeFile() throws IOException {
        file = Files.createTempFile("partitions", ".csv");
    }

    @AfterContainer
    static void deleteFile() throws IOException {
        Files.delete(file);
    }

    @Property(tries = 1_500)
    void piecesOfAFileSayWhatTheWholeFileSays(
            @ForAll("texts") String text, @ForAll @IntRange(min = 1, max = 12) int size) throws IOException {
        Files.writeString(file, text);

        assertThat(inPortions(size)).isEqualTo(asAWhole());
    }

    @Provide
    Arbitrary<String> texts() {
        var ends = Arbitraries.of("\n", "\r", "\r\n");
        var marks = Arbitraries.of("", "\uFEFF");
        var heads = Combinators.combine(
                        marks, Arbitraries.of("", "\n", "\r\n\r\n"), Arbitraries.of("a,b", "\"a\";b", "a\tb"), ends)
                .as((mark, before, head, end) -> mark + before + head + end);
        var csv = text(
                Arbitraries.of("a", "\"", "\"", ",", ";", "\t", "\n", "\r", "\r\n", "é", "😀", " ", "\uFEFF", "\"\""));
        var json = text(Arbitraries.of(
                "{\"a\":\"é😀\"}", "{\"b\":1}", "{", "\"", "\n", "\n", "\r", "\r\n", "\n\n", " ", "\uFEFF"));
        return Arbitraries.oneOf(
                Combinators.combine(heads, csv).as(String::concat),
                Combinators.combine(marks, json).as((mark, lines) -> mark + "{\"a\":1}\n" + lines));
    }

    private static Arbitrary<String> text(Arbitrary<String> pieces) {
        return pieces.list().ofMaxSize(40).map(all -> String.join("", all));
    }

    private static List<String> asAWhole() {
        var said = new ArrayList<String>();
        var rejections = new Rejections();
        try {
            new LineFile(file, new Any()).forEach(bytes -> {}, rejections, line -> said.add(inWords(line)));
        } catch (UserException e) {
            return List.of(String.valueOf(e.getMessage()));
        }
        return withComplaints(said, rejections);
    }

    private static List<String> inPortions(int size) {
        var said = new ArrayList<String>();
        var all = new Rejections();
        try {
            var partitions = new Kept();
            var kind = new LineFile(file, new Any()).cut(size, bytes -> {}, partitions);
            for (var partition : partitions.all) {
                var rejections = new Rejections();
                var offset = partition.firstLine() - 1 - partitions.head.firstLine();
                new LineText(file, new Any(), offset, rejections)
                        .forEach(
                                kind,
                                LineText.reader(new SequenceInputStream(
                                        new ByteArrayInputStream(partitions.head.text()),
                                        new ByteArrayInputStream(partition.text()))),
                                line -> said.add(inWords(line)));
                all.addAll(rejections.count(), rejections.first());
            }
        } catch (UserException e) {
            return List.of(String.valueOf(e.getMessage()));
        }
        return withComplaints(said, all);
    }

    private static String inWords(Line line) {
        return line.number() + ": " + line.text("a") + " | " + line.text("b");
    }

    private static List<String> withComplaints(List<String> said, Rejections rejections) {
        said.add(rejections.count() + " rejected");
        rejections.first().forEach(told -> said.add(told.problem()));
        return said;
    }

    /** ImportPartitions as they are cut. */
    private static final class Kept implements FileCutter.Taker {

        private final List<ImportPartitionTables.FilePart> all = new ArrayList<>();
        private ImportPartitionTables.FilePart head = new ImportPartitionTables.FilePart(0, new byte[0]);

        @Override
        public void head(LineText.Kind kind, byte[] text, long lines) {
            new LineText(file, new Any(), 0, new Rejections())
                    .forEach(kind, LineText.reader(new ByteArrayInputStream(text)), line -> {});
            head = new ImportPartitionTables.FilePart(lines, text);
        }

        @Override
        public void partition(byte[] text, long firstLine) {
            assertThat(StandardCharsets.UTF_8
                            .decode(java.nio.ByteBuffer.wrap(text))
                            .toString())
                    .as("whole characters")
                    .doesNotContain("\uFFFD");
            all.add(new ImportPartitionTables.FilePart(firstLine, text));
        }
    }

    /** Of files with the columns a and b. */
    private static final class Any implements SourceFormat {

        @Override
        public ExpectedSource source() {
            return ExpectedSource.CALLFLOWS;
        }

        @Override
        public List<List<String>> requiredColumns() {
            return List.of(List.of("a"));
        }

        @Override
        public boolean isOnlyCsv() {
            return false;
        }

        @Override
        public List<String> stagingColumns() {
            return List.of();
        }

        @Override
        public boolean isExpected(Line line) {
            return true;
        }

        @Override
        public Optional<@Nullable Object[]> row(Line line) {
            return Optional.empty();
        }

        @Override
        public List<String> transforms() {
            return List.of();
        }
    }
}
