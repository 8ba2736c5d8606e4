package vssledger.console.access;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.core.io.FileSystemResource;
import org.springframework.stereotype.Component;
import org.yaml.snakeyaml.error.YAMLException;
import vssledger.platform.LedgerProperties;
import vssledger.platform.UserException;
import vssledger.platform.actor.Logins;
import vssledger.platform.actor.SystemUser;

/**
 * Those who log in with a password, in {@code config/users.yml}, and which users of the operating system they are. The file is read
 * again whenever it changed, so that who is added may log in at once and who is taken out is out at once.
 */
@Component
@EnableConfigurationProperties(ConsoleProperties.class)
public class UserFile implements Logins {

    private static final Pattern NAME = Pattern.compile("[\\p{L}\\p{N}][\\p{L}\\p{N}._@ -]{0,62}");
    private static final Pattern SYSTEM_USER = Pattern.compile("[^\\p{C}\\s\",\\[\\]{}#]{1,128}");
    private static final String HEAD = """
            # Who logs in to the console with a password: vss users add NAME --role ROLE. Roles: viewer, ops, finance, admin.
            # system-user: alice (or alice@machine) says who this is on the command line, so that one person is not taken for two.
            # A change counts at once.
            vss:
              console:
                users:
            """;

    private final Path path;
    private final boolean hasSingleSignOn;
    private @Nullable FileTime readAt;
    private List<ConsoleUser> users = List.of();

    /** By system user, in lower case: the login. */
    private Map<String, String> logins = Map.of();

    UserFile(ConsoleProperties properties, LedgerProperties ledger) {
        this.path = ledger.resolve(properties.users());
        this.hasSingleSignOn = properties.oidc() != null;
    }

    /**
     * A user without the hash.
     *
     * @param systemUsers who this is on the command line; none if nothing is configured
     */
    public record User(String name, List<Role> roles, Set<String> systemUsers) {}

    /**
     * As the file has them; not private, since it is bound.
     *
     * @param password its hash; null for a login of single sign-on, of which the file tells the system users only
     * @param systemUser users of the operating system, each as {@code alice} or {@code alice@ledger1}
     */
    record Entry(
            String name,
            @Nullable String password,
            @DefaultValue List<Role> roles,
            @DefaultValue List<String> systemUser) {

        Entry {
            if (password == null && systemUser.isEmpty()) {
                throw new UserException("The user " + name + " has neither a password nor a system-user.");
            }
        }
    }

    /** All of them, in the order of the file. */
    public List<User> list() {
        return read().stream()
                .map(user -> new User(user.name(), user.roles(), systemUsersOf(user.name())))
                .toList();
    }

    /**
     * Makes somebody a user.
     *
     * @param systemUsers who this is on the command line; may be none
     * @throws UserException if there is one of this name, in whatever case, if the first user is no administrator, or if the file cannot be written
     */
    public void add(String name, String hash, List<Role> roles, List<String> systemUsers) {
        systemUsers.forEach(UserFile::requireSystemUser);
        requireNew(name);
        if (roles.isEmpty()) {
            throw new UserException("Say what " + name + " may do: viewer, ops, finance or admin.");
        }
        if (!hasSingleSignOn && read().isEmpty() && !roles.contains(Role.ADMIN)) {
            throw new UserException(
                    name + " would be the first user, and nobody could read the log of who changed what. Let the first"
                            + " user be an administrator: --role admin.");
        }
        var before = Files.exists(path) ? text() : "";
        var head = read().isEmpty() && logins.isEmpty() ? HEAD : before.endsWith("\n") ? before : before + "\n";
        var lines = lines(name, hash, roles)
                + (systemUsers.isEmpty()
                        ? ""
                        : "        system-user: [\"" + String.join("\", \"", systemUsers) + "\"]\n");
        try {
            write(head + lines);
            read();
        } catch (UserException e) {
            write(before);
            throw e;
        }
        if (find(name).isEmpty()) {
            write(before);
            throw new UserException(
                    "The list of users does not stand last in " + path + ". Put this there yourself:\n" + lines);
        }
    }

    /** The lines that make somebody a user. */
    public static String lines(String name, String hash, List<Role> roles) {
        return "      - name: \"%s\"\n        password: \"%s\"\n        roles: [%s]\n"
                .formatted(name, hash, roles.stream().map(Role::inWords).collect(Collectors.joining(", ")));
    }

    /**
     * Puts another hash in the place of a user's.
     *
     * @throws UserException if there is no such user, or the file cannot be written
     */
    public void setPassword(String name, String hash) {
        var user =
                find(name).orElseThrow(() -> new UserException("There is no user " + name + ". See: vss users list"));
        write(text().replace(user.password(), hash));
    }

    /** @throws UserException if it is no name for a user, or is taken */
    void requireNew(String name) {
        if (!NAME.matcher(name).matches()) {
            throw new UserException(
                    "\"" + name + "\" is no name for a user. Take letters, digits, and . _ @ - within.");
        }
        if (find(name).isPresent()) {
            throw new UserException("There is a user " + name + " already. See: vss users list");
        }
    }

    private static void requireSystemUser(String name) {
        if (!SYSTEM_USER.matcher(name).matches()) {
            throw new UserException(
                    "\"" + name + "\" is no user of an operating system. Write alice, or alice@machine.");
        }
    }

    @Override
    public Optional<String> loginOf(SystemUser user) {
        read();
        return Stream.of(user.account(), user.name())
                .flatMap(name -> Stream.ofNullable(logins.get(name.toLowerCase(Locale.ROOT))))
                .findFirst();
    }

    @Override
    public Set<String> systemUsersOf(String login) {
        read();
        return logins.entrySet().stream()
                .filter(entry -> entry.getValue().equalsIgnoreCase(login.strip()))
                .map(Map.Entry::getKey)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    Optional<ConsoleUser> find(String name) {
        return read().stream()
                .filter(user -> user.name().equalsIgnoreCase(name.strip()))
                .findFirst();
    }

    boolean isEmpty() {
        return read().isEmpty();
    }

    private synchronized List<ConsoleUser> read() {
        if (!Files.exists(path)) {
            readAt = null;
            users = List.of();
            logins = Map.of();
            return users;
        }
        try {
            var changed = Files.getLastModifiedTime(path);
            if (!changed.equals(readAt)) {
                users = parse();
                readAt = changed;
            }
            return users;
        } catch (IOException e) {
            throw new UserException(path + " cannot be read: " + e.getMessage(), e);
        }
    }

    private List<ConsoleUser> parse() throws IOException {
        try {
            var sources = new YamlPropertySourceLoader().load("users", new FileSystemResource(path));
            var entries = new Binder(ConfigurationPropertySources.from(sources))
                    .bind("vss.console.users", Bindable.listOf(Entry.class))
                    .orElse(List.of());
            var names =
                    entries.stream().map(Entry::name).map(String::toLowerCase).distinct();
            if (names.count() < entries.size()) {
                throw new UserException(path + " has two users of the same name. Take one of them out.");
            }
            logins = logins(entries);
            return entries.stream()
                    .filter(entry -> entry.password() != null && !entry.roles().isEmpty())
                    .map(entry -> new ConsoleUser(
                            entry.name(), Objects.requireNonNull(entry.password()), List.copyOf(entry.roles())))
                    .toList();
        } catch (BindException | YAMLException | NullPointerException e) {
            if (NestedExceptionUtils.getRootCause(e) instanceof UserException cause) {
                throw new UserException(path + ": " + cause.getMessage(), e);
            }
            throw new UserException(
                    path + " cannot be understood. Each user has a name, a password as vss users hash makes it, and"
                            + " roles of viewer, ops, finance, admin.",
                    e);
        }
    }

    private Map<String, String> logins(List<Entry> entries) {
        var found = new HashMap<String, String>();
        for (var entry : entries) {
            for (var systemUser : entry.systemUser()) {
                var other = found.put(systemUser.strip().toLowerCase(Locale.ROOT), entry.name());
                if (other != null) {
                    throw new UserException(path + " gives the system user " + systemUser + " to both " + other
                            + " and " + entry.name() + ". Take one of them out.");
                }
            }
        }
        return found;
    }

    private String text() {
        try {
            return Files.readString(path);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** In one stroke, and for nobody else to read. */
    private synchronized void write(String text) {
        try {
            var folder = path.toAbsolutePath().getParent();
            Files.createDirectories(folder);
            var draft = Files.createTempFile(folder, ".users", ".yml");
            if (draft.getFileSystem().supportedFileAttributeViews().contains("posix")) {
                Files.setPosixFilePermissions(draft, PosixFilePermissions.fromString("rw-------"));
            }
            Files.writeString(draft, text, StandardOpenOption.TRUNCATE_EXISTING);
            Files.move(draft, path, StandardCopyOption.REPLACE_EXISTING);
            readAt = null;
        } catch (IOException e) {
            throw new UserException(
                    path + " cannot be written (" + e.getMessage() + "). Let the user that runs the ledger write it.",
                    e);
        }
    }
}
