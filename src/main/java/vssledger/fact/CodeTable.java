package vssledger.fact;

import java.sql.Connection;
import java.sql.SQLException;
import org.springframework.stereotype.Component;
import vssledger.platform.db.AfterMigration;

/**
 * Holds the table {@code fact.code} to the lists of codes, after each migration and so at each start that opens the database. What is
 * as it was is not written.
 */
@Component
public class CodeTable implements AfterMigration {

    private static final String STORE = """
            WITH given AS (
                SELECT * FROM unnest(?::text[], ?::integer[], ?::text[], ?::text[], ?::text[], ?::boolean[])
                    AS code (family, code, lies_with, meaning, remedy, retryable)
            ),
            gone AS (
                DELETE FROM fact.code known
                WHERE NOT EXISTS (SELECT FROM given WHERE given.family = known.family AND given.code = known.code)
            )
            INSERT INTO fact.code AS known (family, code, lies_with, meaning, remedy, retryable)
            SELECT * FROM given
            WHERE NOT EXISTS (SELECT FROM fact.code same
                              WHERE same.family = given.family AND same.code = given.code AND same.lies_with = given.lies_with
                                AND same.meaning = given.meaning AND same.remedy = given.remedy
                                AND same.retryable = given.retryable)
            ON CONFLICT (family, code) DO UPDATE
            SET lies_with = excluded.lies_with, meaning = excluded.meaning, remedy = excluded.remedy,
                retryable = excluded.retryable
            """;

    private final Codes codes;

    public CodeTable(Codes codes) {
        this.codes = codes;
    }

    @Override
    public void run(Connection connection) throws SQLException {
        var all = codes.all();
        try (var statement = connection.prepareStatement(STORE)) {
            statement.setArray(
                    1,
                    connection.createArrayOf(
                            "text", all.stream().map(one -> one.family().code()).toArray()));
            statement.setArray(
                    2,
                    connection.createArrayOf(
                            "integer", all.stream().map(Code::code).toArray()));
            statement.setArray(
                    3,
                    connection.createArrayOf(
                            "text", all.stream().map(Code::liesWith).toArray()));
            statement.setArray(
                    4,
                    connection.createArrayOf(
                            "text", all.stream().map(Code::meaning).toArray()));
            statement.setArray(
                    5,
                    connection.createArrayOf(
                            "text", all.stream().map(Code::remedy).toArray()));
            statement.setArray(
                    6,
                    connection.createArrayOf(
                            "boolean", all.stream().map(Code::retryable).toArray()));
            statement.executeUpdate();
        }
    }
}
