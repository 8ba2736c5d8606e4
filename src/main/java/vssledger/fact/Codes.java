package vssledger.fact;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;
import vssledger.platform.LedgerProperties;
import vssledger.platform.UserException;
import vssledger.platform.text.Sha256;

/** What codes mean: the ledger's own list, {@code codes.yml} on the class path, and the user's in {@code config/codes.yml}. */
@Component
public class Codes {

    private static final Path FILE = Path.of("config", "codes.yml");

    private final @Nullable Path file;
    private @Nullable Map<CodeFile.Key, Code> codes;

    @Autowired
    Codes(LedgerProperties ledger) {
        this(ledger.resolve(FILE));
    }

    private Codes(@Nullable Path file) {
        this.file = file;
    }

    /** The ledger's own codes alone. */
    public static Codes builtIn() {
        return new Codes((Path) null);
    }

    /** Read once, and only by who needs them. */
    private static final class BuiltIn {

        private static final Map<CodeFile.Key, Code> CODES = read();

        private static Map<CodeFile.Key, Code> read() {
            try (var in = Objects.requireNonNull(Codes.class.getResourceAsStream("/codes.yml"), "codes.yml");
                    var text = new InputStreamReader(in, StandardCharsets.UTF_8)) {
                return new CodeFile("codes.yml").read(text, Map.of());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /** Whether the ledger itself knows a code, whatever the user's file adds. */
    public static boolean isBuiltIn(CodeFamily family, int code) {
        return BuiltIn.CODES.containsKey(new CodeFile.Key(family, code));
    }

    /**
     * All of them, by family, in each from the greatest number down.
     *
     * @throws UserException if {@code config/codes.yml} is not usable
     */
    public List<Code> all() {
        return List.copyOf(codes().values());
    }

    /** One of them; empty if it stands in neither list. */
    public Optional<Code> find(CodeFamily family, int code) {
        return Optional.ofNullable(codes().get(new CodeFile.Key(family, code)));
    }

    /** A code with what it means, what to do, and whether another try as it is makes sense. */
    public String explain(CodeFamily family, int code) {
        return code + ": "
                + find(family, code)
                        .map(known -> known.meaning() + ". " + known.remedy()
                                + (known.retryable() ? " Another try as it is makes sense." : ""))
                        .orElse(
                                "not among the known codes. Ask 8x8 support what it means, then add it to config/codes.yml.");
    }

    /** Equal wherever every code means the same, also in other processes: there the hash code of an enum is another. */
    public String rules() {
        return HexFormat.of().formatHex(Sha256.of(all().toString().getBytes(StandardCharsets.UTF_8)));
    }

    private synchronized Map<CodeFile.Key, Code> codes() {
        if (codes == null) {
            codes = file == null ? BuiltIn.CODES : withTheUsers(file);
        }
        return codes;
    }

    private static Map<CodeFile.Key, Code> withTheUsers(Path file) {
        try {
            return new CodeFile(FILE.toString()).read(new StringReader(Files.readString(file)), BuiltIn.CODES);
        } catch (NoSuchFileException e) {
            return BuiltIn.CODES;
        } catch (IOException e) {
            throw new UserException(file + " cannot be read as UTF-8 text: " + e.getMessage(), e);
        }
    }
}
