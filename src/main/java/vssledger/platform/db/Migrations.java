package vssledger.platform.db;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.zip.CRC32;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.MigrationVersion;
import org.flywaydb.core.api.migration.JavaMigration;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import vssledger.platform.UserException;

/**
 * The migrations under {@code db/migration}, and whether the database has them. Flyway applies them. Because loading Flyway takes longer
 * than many a command, one query first compares its history with the checksums of this program's migrations: if they are the same there
 * is nothing to do.
 */
@Component
public class Migrations {

    private static final String HISTORY = "vss_schema_history";

    private final DataSource dataSource;
    private final List<JavaMigration> inJava;

    /**
     * Looks at the migrations of one database.
     *
     * @param dataSource the database to look at
     * @param inJava the migrations that are not SQL files
     */
    public Migrations(DataSource dataSource, List<JavaMigration> inJava) {
        this.dataSource = dataSource;
        this.inJava = List.copyOf(inJava);
    }

    /** What the database is to this program. */
    public enum State {
        /** No migration was ever applied. */
        EMPTY,
        /** It has the tables of this version. */
        CURRENT,
        /** Migrations of this version are missing. */
        BEHIND,
        /** A newer version of the program has applied migrations that this one does not know. */
        NEWER,
        /** It has migrations that never led to this version. */
        FOREIGN
    }

    /** What the database is to this program, and how many migrations are missing or not known. */
    public record Comparison(State state, long missing, long unknown) {}

    /**
     * Brings the tables of the database to this version.
     *
     * @return whether anything had to be done
     * @throws UserException if the database was made by a version of the program from which no way leads to this one
     */
    public boolean migrate() {
        var comparison = compare();
        requireKnown(comparison);
        if (comparison.state() == State.CURRENT) {
            return false;
        }
        Flyway.configure()
                .dataSource(dataSource)
                .locations("classpath:db/migration")
                .javaMigrations(inJava.toArray(JavaMigration[]::new))
                .table(HISTORY)
                .defaultSchema("public")
                .createSchemas(false)
                .placeholderReplacement(false)
                .ignoreMigrationPatterns(new String[0])
                .load()
                .migrate();
        return true;
    }

    /**
     * Requires that this program may work with the tables, and changes nothing.
     *
     * @throws UserException if the database was made by a version of the program from which no way leads to this one
     */
    public void requireKnown() {
        requireKnown(compare());
    }

    private static void requireKnown(Comparison comparison) {
        if (comparison.state() == State.NEWER) {
            throw new UserException(
                    "The database was made by a newer version of the ledger. Upgrade this program to that version;"
                            + " nothing was changed.");
        }
        if (comparison.state() == State.FOREIGN) {
            throw new UserException(
                    "The database was made by an early version of the ledger, whose tables cannot be brought up to"
                            + " date. Name a new, empty database (src/docs/upgrade.md says how); nothing was changed.");
        }
    }

    /** Compares the history of the database with the migrations of this program, and changes nothing. */
    public Comparison compare() {
        var known = known();
        var applied = applied();
        var versions = known.keySet().stream()
                .filter(name -> name.startsWith("V"))
                .map(Migrations::version)
                .toList();
        var newest = versions.stream().max(MigrationVersion::compareTo).orElseThrow();
        var foreign = 0L;
        var newer = 0L;
        var changed = 0L;
        for (var migration : applied.entrySet()) {
            var isRepeatable = migration.getKey().startsWith("R");
            if (!known.containsKey(migration.getKey())) {
                if (isRepeatable || version(migration.getKey()).isNewerThan(newest.getVersion())) {
                    newer++;
                } else {
                    foreign++;
                }
            } else if (!Objects.equals(known.get(migration.getKey()), migration.getValue())) {
                if (isRepeatable) {
                    changed++;
                } else {
                    foreign++;
                }
            }
        }
        var missing = changed
                + known.keySet().stream()
                        .filter(name -> !applied.containsKey(name))
                        .count();
        var state = applied.isEmpty()
                ? State.EMPTY
                : foreign > 0 ? State.FOREIGN : newer > 0 ? State.NEWER : missing > 0 ? State.BEHIND : State.CURRENT;
        return new Comparison(state, missing, foreign + newer);
    }

    private static MigrationVersion version(String name) {
        return MigrationVersion.fromVersion(name.substring(1, name.indexOf("__")));
    }

    /** Checksums by the names of the migrations; null for those in Java. */
    private Map<String, @Nullable Integer> known() {
        var known = new HashMap<String, @Nullable Integer>();
        for (var migration : inJava) {
            known.put(migration.getClass().getSimpleName(), null);
        }
        try {
            for (var file : new PathMatchingResourcePatternResolver().getResources("classpath:db/migration/*.sql")) {
                var name = Objects.requireNonNull(file.getFilename());
                known.put(name.substring(0, name.length() - ".sql".length()), checksum(file));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("The migrations cannot be read", e);
        }
        return known;
    }

    /** As Flyway computes it: over the lines without their ends. */
    private static int checksum(Resource file) throws IOException {
        var sum = new CRC32();
        try (var lines = new BufferedReader(new InputStreamReader(file.getInputStream(), StandardCharsets.UTF_8))) {
            for (var line = lines.readLine(); line != null; line = lines.readLine()) {
                sum.update(line.getBytes(StandardCharsets.UTF_8));
            }
        }
        return (int) sum.getValue();
    }

    /** The last checksum by the names of the migrations that were applied; empty for a database in which none was. */
    private Map<String, @Nullable Integer> applied() {
        var jdbc = JdbcClient.create(dataSource);
        var applied = new HashMap<String, @Nullable Integer>();
        if (jdbc.sql("SELECT to_regclass('public." + HISTORY + "') IS NOT NULL")
                .query(Boolean.class)
                .single()) {
            jdbc.sql(
                            "SELECT regexp_replace(regexp_replace(script, '\\.sql$', ''), '^.*[./]', ''), checksum FROM public."
                                    + HISTORY + " WHERE success AND type IN ('SQL', 'JDBC') ORDER BY installed_rank")
                    .query(row -> {
                        applied.put(row.getString(1), row.getObject(2, Integer.class));
                    });
        }
        return applied;
    }
}
