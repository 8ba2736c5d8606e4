package vssledger.run.db;

import org.flywaydb.core.api.migration.BaseJavaMigration;
import org.flywaydb.core.api.migration.Context;
import org.springframework.core.io.ClassPathResource;
import org.springframework.jdbc.datasource.init.ScriptUtils;
import org.springframework.stereotype.Component;

/** Spring Batch's own tables, by its own script, in schema {@code batch}. */
@Component
public class V0002__BatchTables extends BaseJavaMigration {

    @Override
    public void migrate(Context context) throws Exception {
        try (var sql = context.getConnection().createStatement()) {
            var before = sql.executeQuery("SHOW search_path");
            before.next();
            var searchPath = before.getString(1);
            sql.execute("CREATE SCHEMA batch");
            sql.execute("SET search_path TO batch");
            ScriptUtils.executeSqlScript(
                    context.getConnection(),
                    new ClassPathResource("org/springframework/batch/core/schema-postgresql.sql"));
            sql.execute("SET search_path TO " + searchPath);
        }
    }
}
