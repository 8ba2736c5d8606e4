package vssledger.expected;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.json.JsonMapper;
import vssledger.expected.format.Spellings;
import vssledger.platform.db.SqlFiles;

/** Reads lines of bills and lists anew whose unit or product was not understood when they were imported, and is since. */
@Component
public class LineMeanings {

    private final JdbcClient jdbc;
    private final SqlFiles sql;
    private final Spellings spellings;
    private final ImportLock lock;

    LineMeanings(JdbcClient jdbc, SqlFiles sql, Spellings spellings, ImportLock lock) {
        this.jdbc = jdbc;
        this.sql = sql;
        this.spellings = spellings;
        this.lock = lock;
    }

    /**
     * What a line says.
     *
     * @param unit as it is spelled; null where it was understood before, or is not stated
     * @param seconds that it means; null where that is not known
     * @param spelling of the product; null as for the unit
     * @param product its code; null where that is not known
     */
    private record Meaning(
            @Nullable String unit,
            @Nullable Integer seconds,
            @Nullable String spelling,
            @Nullable String product) {

        boolean isKnown() {
            return seconds != null || product != null;
        }
    }

    /** Days of lines that are understood now are touched. */
    @Transactional
    public void update() {
        if (known().isEmpty()) {
            return;
        }
        lock.take();
        var meanings = JsonMapper.shared().writeValueAsString(known());
        for (var file :
                List.of("expected/meaning/01_leg_understood.sql", "expected/meaning/02_session_understood.sql")) {
            jdbc.sql(sql.load(file)).param("meanings", meanings).update();
        }
    }

    private List<Meaning> known() {
        return jdbc
                .sql(sql.load("expected/query/not_understood.sql"))
                .query((row, n) -> meaning(row.getString("billing_unit"), row.getString("product_spelling")))
                .list()
                .stream()
                .filter(Meaning::isKnown)
                .toList();
    }

    private Meaning meaning(@Nullable String unit, @Nullable String spelling) {
        var product = spellings.product(spelling);
        return new Meaning(unit, spellings.unitSeconds(unit), spelling, product == null ? null : product.code());
    }
}
