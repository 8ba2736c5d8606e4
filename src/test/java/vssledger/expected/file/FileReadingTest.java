package vssledger.expected.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import vssledger.platform.UserException;

/** How files that people have saved with a spreadsheet are read: for the whole file, shown, and written anew once confirmed. */
class FileReadingTest {

    private static final ColumnRoles BILL = new ColumnRoles(
            List.of(List.of("Id"), List.of("At"), List.of("Price")),
            Set.of("Price"),
            Set.of("Price"),
            Set.of("At"),
            Set.of("Id", "Phone"));

    private static final ColumnRoles LIST = new ColumnRoles(
            List.of(List.of("Id"), List.of("At")), Set.of(), Set.of(), Set.of("At"), Set.of("Id", "Phone"));

    private static final ReadingChoice YES = new ReadingChoice(null, null, null, null, true);

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @Test
    void aFileAsItIsDocumentedIsTakenAsItIs() throws IOException {
        var file = file("Id,At,Price\na,2026-11-13T10:01:00Z,0.05\n", StandardCharsets.UTF_8);

        try (var plain =
                new PlainFile(file, BILL, ReadingChoice.NONE, folder, "import", FileReadingTest::nobodyAnswers)) {
            assertThat(plain.isPlainAtFirstSight()).isTrue();
            assertThat(plain.readOtherwise()).isFalse();
            assertThat(plain.content()).isEqualTo(file);
        }
    }

    @Test
    void aFileSavedByASpreadsheetIsShownBeforeItIsTaken() {
        var text = """
                sep=;
                Bill of November;;
                ;;
                Id;At;Price
                a;13/11/2026 10:01;0,05
                ;;
                b;09/11/2026 23:59;1.234,10
                Total;;1.234,15
                ;;
                """;

        assertThatThrownBy(() -> plain(text, BILL, ReadingChoice.NONE))
                .isInstanceOf(UnconfirmedReadingException.class)
                .hasMessageContainingAll(
                        "columns separated by \";\", as its first line says",
                        "header in line 4, 2 lines",
                        "with a decimal comma, as in \"0,05\" (line 5, Price)",
                        "day/month/year, as in \"13/11/2026 10:01\" (line 5, At)",
                        "2 rows above the header",
                        "2 empty rows",
                        "Total 1.234,15",
                        "Price 1234.15, as the lines add up to",
                        "At 9 November 2026, 23:59:00; Price 1234.10",
                        "Nothing of it was imported. If it is right like this, type:\n  import --yes ");
        assertThat(plain(text, BILL, YES))
                .containsExactly(
                        "", "", "", "Id,At,Price", "a,2026-11-13 10:01:00,0.05", "", "b,2026-11-09 23:59:00,1234.10");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "0,05          | 0.05       | ",
                "0.05          |            | 0.05",
                "1.234         | 1234       | 1.234",
                "1,234         | 1.234      | 1234",
                "1.234,5       | 1234.5     | ",
                "1,234.5       |            | 1234.5",
                "1.234.567     | 1234567    | ",
                "12,34,567.89  |            | 1234567.89",
                "1 234,5       | 1234.5     | ",
                "1'234.50      |            | 1234.50",
                "$0.06         |            | 0.06",
                "($0.06)       |            | -0.06",
                "-$0.06        |            | -0.06",
                "S$ 0.06       |            | 0.06",
                "0,06 €        | 0.06       | ",
                "EUR 0,06      | 0.06       | ",
                "0,06-         | -0.06      | ",
                "−0,06         | -0.06      | ",
                "(-0.06)       |            | ",
                "(0.06         |            | ",
                "0,1234        | 0.1234     | ",
                "0.123         |            | 0.123",
                "12            | 12         | 12",
                "1.2.3         |            | ",
                "5E-05         |            | ",
                "free          |            | ",
            })
    void aNumberIsWhatItIsWithEitherMark(String written, String withComma, String withPoint) {
        assertThat(AmountEvidence.plain(written, DecimalMark.COMMA).orElse(null))
                .isEqualTo(withComma);
        assertThat(AmountEvidence.plain(written, DecimalMark.POINT).orElse(null))
                .isEqualTo(withPoint);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "13/11/2026 10:01        | 2026-11-13 10:01:00     | ",
                "11/13/2026 10:01        |                         | 2026-11-13 10:01:00",
                "1/2/26 9:05:07 PM       | 2026-02-01 21:05:07     | 2026-01-02 21:05:07",
                "1/2/2026 12:00 a.m.     | 2026-02-01 00:00:00     | 2026-01-02 00:00:00",
                "13.11.2026 10:01:02,5   | 2026-11-13 10:01:02.5   | ",
                "13-11-2026 10.01        | 2026-11-13 10:01:00     | ",
                "2026/11/13 10:01        | 2026-11-13 10:01:00     | 2026-11-13 10:01:00",
                "2026-11-13T10:01:00Z    | 2026-11-13T10:01:00Z    | 2026-11-13T10:01:00Z",
                "13/11/2026 10:01 +08:00 | 2026-11-13 10:01:00+08:00 | ",
                "13/11/2026              | 2026-11-13              | ",
                "31/02/2026 10:00        |                         | ",
                "1/2/2026 13:00 PM       |                         | ",
                "20-Nov-2026             | 2026-11-20              | 2026-11-20",
                "20 November 2026 10:01  | 2026-11-20 10:01:00     | 2026-11-20 10:01:00",
                "20-nov-26 9:05 PM       | 2026-11-20 21:05:00     | 2026-11-20 21:05:00",
                "Nov 20, 2026            | 2026-11-20              | 2026-11-20",
                "Nov. 2, 2026, 8:00:01 AM | 2026-11-02 08:00:01    | 2026-11-02 08:00:01",
                "Fri, 20 Nov 2026 10:01:02 +08:00 | 2026-11-20 10:01:02+08:00 | 2026-11-20 10:01:02+08:00",
                "May 1st 2026            | 2026-05-01              | 2026-05-01",
                "2026-Sep-30 23:59       | 2026-09-30 23:59:00     | 2026-09-30 23:59:00",
                "31-Nov-2026             |                         | ",
                "20-Noviembre-2026       |                         | ",
                "20 Mai 2026             |                         | ",
                "Nov 2026                |                         | ",
                "Nov 20 14:00            |                         | ",
                "soon                    |                         | ",
            })
    void aDateIsWhatItIsInEitherOrder(String written, String dayFirst, String monthFirst) {
        assertThat(DateEvidence.plain(written, DateOrder.DMY).orElse(null)).isEqualTo(dayFirst);
        assertThat(DateEvidence.plain(written, DateOrder.MDY).orElse(null)).isEqualTo(monthFirst);
    }

    @Test
    void datesWithTheNameOfTheirMonthAreSeenBeforeTheyAreTakenAndHaveNoOrder() {
        var text = "Id,At,Price\na,2-Nov-2026 10:01:00,0.05\nb,\"Nov 3, 2026 10:02:00\",0.06\n";

        assertThatThrownBy(() -> plain(text, BILL, ReadingChoice.NONE))
                .isInstanceOf(UnconfirmedReadingException.class)
                .hasMessageContaining("dates      with the name of the month, as in ")
                .hasMessageContaining("At 2 November 2026, 10:01:00")
                .hasMessageContaining("import --yes ");
        assertThat(plain(text, BILL, YES))
                .containsExactly("Id,At,Price", "a,2026-11-02 10:01:00,0.05", "b,2026-11-03 10:02:00,0.06");
    }

    @Test
    void ambiguousDatesAreAskedForAndNeverGuessed() {
        var text = "Id,At,Price\na,10/11/2026 10:01,0.05\nb,01/12/2026 10:01,0.05\n";

        assertThatThrownBy(() -> plain(text, BILL, YES))
                .isInstanceOf(UnconfirmedReadingException.class)
                .hasMessageContaining("is 10 November 2026, 10:01:00 or 11 October 2026, 10:01:00")
                .hasMessageContaining("import --dates dmy --yes ")
                .hasMessageContaining("import --dates mdy --yes ");
        assertThat(plain(text, BILL, new ReadingChoice(null, null, "dmy", null, false)))
                .containsExactly("Id,At,Price", "a,2026-11-10 10:01:00,0.05", "b,2026-12-01 10:01:00,0.05");
        assertThat(plain(text, BILL, new ReadingChoice(null, null, "mdy", null, false)))
                .containsExactly("Id,At,Price", "a,2026-10-11 10:01:00,0.05", "b,2026-01-12 10:01:00,0.05");
    }

    @Test
    void whoeverIsThereIsAsked() throws IOException {
        var file = file("Id;At;Price\na;13/11/2026 10:01;0,05\n", StandardCharsets.UTF_8);
        var asked = new ArrayList<String>();

        try (var plain = new PlainFile(file, BILL, ReadingChoice.NONE, folder, "import", (reading, otherwise) -> {
            assertThat(otherwise).contains("import --yes " + file);
            return asked.add(reading);
        })) {
            assertThat(plain.isPlainAtFirstSight()).isFalse();
            assertThat(plain.readOtherwise()).isTrue();
            assertThat(asked).hasSize(1).first().asString().contains("At 13 November 2026, 10:01:00; Price 0.05");
        }
    }

    @Test
    void oneDateTellsTheOrderOfAll() {
        assertThat(plain("Id,At,Price\na,10/11/2026 10:01,0.05\nb,11/13/2026 10:01,0.05\n", BILL, YES))
                .containsExactly("Id,At,Price", "a,2026-10-11 10:01:00,0.05", "b,2026-11-13 10:01:00,0.05");
    }

    @Test
    void datesInTwoOrdersAreRefused() {
        assertThatThrownBy(() -> plain("Id,At,Price\na,13/11/2026 10:01,0.05\nb,11/13/2026 10:01,0.05\n", BILL, YES))
                .isInstanceOf(UserException.class)
                .hasMessageContaining(
                        "was written in two ways: \"13/11/2026 10:01\" (line 2, At) begins with its day and"
                                + " \"11/13/2026 10:01\" (line 3, At) with its month");
    }

    @Test
    void numbersWithTwoMarksAreRefused() {
        assertThatThrownBy(
                        () -> plain("Id;At;Price\na;2026-11-13 10:01:00;0.05\nb;2026-11-13 10:01:00;0,05\n", BILL, YES))
                .isInstanceOf(UserException.class)
                .hasMessageContaining("\"0,05\" (line 3, Price) has a decimal comma and \"0.05\" (line 2, Price)");
    }

    @Test
    void aNumberOfThousandsIsSeenBeforeItIsTaken() {
        var text = "Id;At;Price\na;2026-11-13 10:01:00;1.234\nb;2026-11-13 10:01:00;0,05\n";

        assertThatThrownBy(() -> plain(text, BILL, new ReadingChoice(null, "comma", null, null, false)))
                .isInstanceOf(UnconfirmedReadingException.class)
                .hasMessageContaining(
                        "look!      \"1.234\" (line 2, Price) is read as 1234, since the other numbers have a");
        assertThat(plain(text, BILL, YES)).contains("a,2026-11-13 10:01:00,1234");
    }

    @Test
    void numbersThatNothingTellsTheMarkOfAreAskedFor() {
        var text = "Id;At;Price\na;2026-11-13 10:01:00;1.234\n";

        assertThatThrownBy(() -> plain(text, BILL, YES))
                .isInstanceOf(UnconfirmedReadingException.class)
                .hasMessageContaining(
                        "\"1.234\" (line 2, Price) is 1234 with a decimal comma and 1.234 with a decimal point")
                .hasMessageContaining("import --decimal comma --yes ");
        assertThat(plain(text, BILL, new ReadingChoice(null, "point", null, null, false)))
                .contains("a,2026-11-13 10:01:00,1.234");
    }

    @Test
    void aTotalThatDiffersFromTheSumOfItsLinesIsToldWhateverWasSaidBefore() {
        assertThatThrownBy(() -> plain(
                        "Id;At;Price\na;13/11/2026 10:01;0,05\nTotal;;0,15\n",
                        BILL,
                        new ReadingChoice(";", "comma", "dmy", null, false)))
                .isInstanceOf(UnconfirmedReadingException.class)
                .hasMessageContaining(
                        "Line 3 says that Price is 0.15 in total, and the lines add up to 0.05. Lines may be missing.");
    }

    @Test
    void whatLooksLikeATotalAmongTheLinesIsALine() {
        assertThat(plain("Id;At;Price\nTotal;;0,05\na;13/11/2026 10:01;0,05\n", BILL, YES))
                .containsExactly("Id,At,Price", "Total,,0.05", "a,2026-11-13 10:01:00,0.05");
    }

    @ParameterizedTest
    @ValueSource(strings = {"6.59123E+09", "6,59E+09", "6.59e+9", "1E+10"})
    void aNumberThatASpreadsheetHasShortenedIsRefusedForTheWholeFile(String number) {
        for (var line : List.of("a;13/11/2026 10:01;0,05;" + number, number + ";13/11/2026 10:01;0,05;")) {
            assertThatThrownBy(() -> plain("Id;At;Price;Phone\n" + line + "\n", BILL, YES))
                    .isInstanceOf(UserException.class)
                    .hasMessageContaining("\"" + number + "\" (line 2, ")
                    .hasMessageContaining(
                            "its last digits are lost. Nothing of the file was imported. Export it again");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-16LE", "UTF-16BE", "windows-1252", "UTF-8"})
    void theCharsetIsFound(String charset) throws IOException {
        var mark = charset.startsWith("UTF") ? "\uFEFF" : "";
        var text = mark + "Id\tAt\tPrice\nMüller\t2026-11-13 10:01:00\t0.05\n";

        assertThat(plain(file(text, Charset.forName(charset)), BILL, YES))
                .containsExactly("Id,At,Price", "Müller,2026-11-13 10:01:00,0.05");
        assertThat(plain(file(text.substring(mark.length()), Charset.forName(charset)), BILL, YES))
                .as("without a byte order mark")
                .containsExactly("Id,At,Price", "Müller,2026-11-13 10:01:00,0.05");
    }

    @Test
    void aByteOrderMarkIsNoReasonToAsk() throws IOException {
        var file = file("\uFEFFId,At,Price\na,2026-11-13 10:01:00,0.05\n", StandardCharsets.UTF_8);

        try (var plain =
                new PlainFile(file, BILL, ReadingChoice.NONE, folder, "import", FileReadingTest::nobodyAnswers)) {
            assertThat(plain.isPlainAtFirstSight()).isTrue();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-16LE", "UTF-16BE"})
    void linesOfJsonInUtf16AreTaken(String charset) throws IOException {
        assertThat(plain(file("\uFEFF{\"id\":\"ü\"}\n", Charset.forName(charset)), LIST, ReadingChoice.NONE))
                .containsExactly("{\"id\":\"ü\"}");
    }

    @Test
    void aListWhoseTimesArePlainIsTakenWithoutAQuestionWhateverSeparatesItsColumns() throws IOException {
        for (var separator : List.of(";", "\t", "|")) {
            var text = "sep=" + separator + "\nId,At\na,2026-11-13 10:01:00\n,\n".replace(",", separator);

            assertThat(plain(file(text, StandardCharsets.UTF_16), LIST, ReadingChoice.NONE))
                    .containsExactly("", "Id,At", "a,2026-11-13 10:01:00");
        }
    }

    @Test
    void whatCannotBeUnderstoodStaysAsItIsInItsLine() {
        assertThat(plain("Id;At;Price\n\"a\nb\";soon;0,05\nc;13/11/2026 10:01;free\n", BILL, YES))
                .containsExactly("Id,At,Price", "\"a", "b\",soon,0.05", "c,2026-11-13 10:01:00,free");
    }

    @Test
    void whatIsSaidOfAFileMustNotContradictIt() {
        assertThatThrownBy(() -> plain(
                        "Id;At;Price\na;13/11/2026 10:01;0,05\n",
                        BILL,
                        new ReadingChoice(null, null, "mdy", null, true)))
                .isInstanceOf(UserException.class)
                .hasMessageContaining(
                        "cannot be read with --dates mdy: \"13/11/2026 10:01\" (line 2, At) begins with its day");
        assertThatThrownBy(() -> new ReadingChoice(null, "dot", null, null, false))
                .hasMessage("\"dot\" is not known as decimal. Use one of: point, comma. Nothing was imported.");
        assertThatThrownBy(() -> new ReadingChoice("x", null, null, null, false))
                .hasMessageStartingWith("\"x\" does not separate columns. Use one of: comma, semicolon, tab, pipe.");
        assertThatThrownBy(() -> new ReadingChoice(null, null, null, "latin", false))
                .hasMessageStartingWith("There is no charset \"latin\".");
    }

    private Path file(String text, Charset charset) throws IOException {
        return Files.write(folder.resolve("file.csv"), text.getBytes(charset));
    }

    private List<String> plain(String text, ColumnRoles columns, ReadingChoice choice) {
        try {
            return plain(file(text, StandardCharsets.UTF_8), columns, choice);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    /** The lines of the plain copy, which has to be gone afterwards. */
    private List<String> plain(Path file, ColumnRoles columns, ReadingChoice choice) throws IOException {
        List<String> lines;
        try (var plain = new PlainFile(
                file, columns, choice, folder.resolve("copies"), "import", FileReadingTest::nobodyAnswers)) {
            assertThat(plain.readOtherwise()).isTrue();
            lines = Files.readAllLines(plain.content());
        }
        try (var left = Files.list(folder.resolve("copies"))) {
            assertThat(left).isEmpty();
        }
        return lines;
    }

    private static boolean nobodyAnswers(String reading, String otherwise) {
        return false;
    }
}
