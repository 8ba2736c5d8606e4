package vssledger.expected.file;

import de.siegmar.fastcsv.reader.CsvParseException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.BiPredicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import vssledger.platform.UserException;

/**
 * A file that is to be imported, as a plain one: UTF-8, times in ISO 8601, numbers with a decimal point. A file that is written
 * otherwise is written anew so, once somebody has said that it is read rightly; until this is closed.
 */
public final class PlainFile implements AutoCloseable {

    private final Path file;
    private final ColumnRoles columns;
    private final ReadingChoice choice;
    private final Path folder;
    private final String command;
    private final BiPredicate<String, String> confirmation;
    private final boolean isWorkbook;
    private @Nullable ImportCopies copies;
    private Path content;
    private boolean wasPlainAtFirstSight;
    private @Nullable String reading;

    /**
     * Looks at a file.
     *
     * @param choice what people say of how it is read
     * @param folder for copies of it
     * @param command that imports it, as people type it, without what tells how it is read
     * @param confirmation asks whoever is there: told how it would be read, and what to tell somebody who cannot be asked
     * @throws UserException if it cannot be read
     */
    public PlainFile(
            Path file,
            ColumnRoles columns,
            ReadingChoice choice,
            Path folder,
            String command,
            BiPredicate<String, String> confirmation) {
        this.file = file;
        this.columns = columns;
        this.choice = choice;
        this.folder = folder;
        this.command = command;
        this.confirmation = confirmation;
        this.content = file;
        try {
            isWorkbook = WorkbookCsv.isWorkbook(file);
            if (isWorkbook) {
                var csv = copy();
                new WorkbookCsv(file, columns).write(csv);
                content = csv;
            }
        } catch (IOException | UncheckedIOException e) {
            close();
            throw unreadable(e);
        } catch (UserException e) {
            close();
            throw e;
        }
    }

    /** The file, or a plain copy of it in which each line has the same number. */
    public Path content() {
        return content;
    }

    /** How it is read, in words; null if it is a plain file. */
    public @Nullable String reading() {
        return reading;
    }

    /**
     * Whether it seems to be plain, and whoever reads it as such refuses it where it is not. A bill that may be read in two ways is
     * never taken for plain.
     */
    public boolean isPlainAtFirstSight() {
        wasPlainAtFirstSight = looksPlain();
        return wasPlainAtFirstSight;
    }

    private boolean looksPlain() {
        if ((choice.isStated() && !choice.equals(ReadingChoice.PLAIN)) || (isWorkbook && columns.isBill())) {
            return false;
        }
        var raw = new RawFile(content);
        try {
            if (!raw.mayBeUtf8()) {
                return false;
            }
            try (var text = raw.text(StandardCharsets.UTF_8)) {
                return isJson(text) || !columns.isBill() || hasCommas(raw);
            }
        } catch (IOException | CsvParseException e) {
            return true; // whoever reads it tells
        }
    }

    private static boolean isJson(BufferedReader text) throws IOException {
        var c = text.read();
        while (c >= 0 && Character.isWhitespace(c)) {
            c = text.read();
        }
        return c == '{' || c == '[';
    }

    private boolean hasCommas(RawFile raw) throws IOException {
        var has = new boolean[1];
        raw.forEach(StandardCharsets.UTF_8, ',', row -> {
            has[0] = columns.isHeader(row.getFields());
            return false;
        });
        return has[0];
    }

    /**
     * Finds how else it is read, and writes it anew so.
     *
     * @return false if there is no other way to read it than as it is
     * @throws UnconfirmedReadingException if somebody has to see first how it is read
     * @throws UserException if it contradicts itself
     */
    public boolean readOtherwise() {
        try {
            var raw = new RawFile(content);
            var charset = choice.namedCharset() == null ? raw.charset() : choice.namedCharset();
            try (var text = raw.text(charset)) {
                if (isJson(text)) {
                    return transcode(raw, charset);
                }
            }
            var found = new ReadingFinder(file, raw, columns, choice, isWorkbook, wasPlainAtFirstSight).find();
            if (found.isEmpty()) {
                return false;
            }
            confirm(found.get());
            if (found.get().isPlain()) {
                return reading != null;
            }
            write(raw, found.get());
            return true;
        } catch (CsvParseException e) {
            return false; // whoever reads it as it is tells
        } catch (IOException | UncheckedIOException e) {
            throw unreadable(e);
        }
    }

    private boolean transcode(RawFile raw, Charset charset) throws IOException {
        if (charset.equals(StandardCharsets.UTF_8)) {
            return false;
        }
        if (charset.equals(RawFile.WINDOWS) && !choice.confirmed() && !choice.isStated()) {
            throw new UserException(
                    file + " is no text in UTF-8. Write it in UTF-8, or say its charset, as with --charset"
                            + " windows-1252. Nothing of it was imported.");
        }
        var copy = copy();
        try (var out = Files.newBufferedWriter(copy);
                var all = raw.text(charset)) {
            all.transferTo(out);
        }
        content = copy;
        reading = name() + " is read like this:\n  file       text in " + charset.name();
        return true;
    }

    private void confirm(FileReading found) {
        var words = new ReadingText(found);
        var isSeen =
                choice.confirmed() || (choice.isStated() && words.concerns().isEmpty());
        var isToBeSeen =
                !isSeen && (found.needsConfirmation() || !words.concerns().isEmpty());
        if (!words.choices().isEmpty() || isToBeSeen) {
            var unconfirmed = new UnconfirmedReadingException(
                    name() + " is not written as files of its source are. It would be read like this:\n" + words.text(),
                    words.choices().stream().map(ReadingText.Choice::question).toList(),
                    "If it is right like this, type:\n" + commands(words.choices()));
            if (!words.choices().isEmpty()
                    || !confirmation.test(unconfirmed.reading(), String.valueOf(unconfirmed.getMessage()))) {
                throw unconfirmed;
            }
        }
        reading = found.isPlain() ? null : name() + " is read like this:\n" + words.text();
    }

    /** One for each way to choose. */
    private String commands(List<ReadingText.Choice> choices) {
        var all = List.of("  " + command + choice.inOptions());
        for (var open : choices) {
            all = all.stream()
                    .flatMap(one -> open.options().stream().map(option -> one + " " + option))
                    .toList();
        }
        return all.stream().map(one -> one + " --yes " + quoted()).collect(Collectors.joining("\n"));
    }

    private void write(RawFile raw, FileReading found) throws IOException {
        var copy = copy();
        var tail = found.rows().tail();
        var end = tail.isEmpty() ? Long.MAX_VALUE : tail.get(0).line();
        try (var lines = new LinesInPlace(copy)) {
            raw.forEach(found.charset(), found.separator(), row -> {
                var line = row.getStartingLineNumber();
                if (line == found.headerLine()) {
                    lines.add(line, row.getFields());
                } else if (line > found.headerLine()
                        && line < end
                        && !row.getFields().stream().allMatch(String::isBlank)) {
                    lines.add(line, found.plain(row.getFields()));
                }
                return line < end;
            });
        }
        content = copy;
    }

    /** As a shell takes it. */
    private String quoted() {
        var path = file.toString();
        return path.matches("[\\p{L}\\p{N}/._+=:,@%-]+") ? path : "'" + path.replace("'", "'\\''") + "'";
    }

    private String name() {
        return String.valueOf(file.getFileName());
    }

    private Path copy() throws IOException {
        if (copies == null) {
            copies = ImportCopies.in(folder);
        }
        return copies.newFile();
    }

    private UserException unreadable(Exception e) {
        return new UserException(
                file + " cannot be read, or not be written anew to " + folder + " (" + e.getMessage()
                        + "). Nothing of it was imported.",
                e);
    }

    @Override
    public void close() {
        if (copies != null) {
            copies.close();
        }
    }
}
