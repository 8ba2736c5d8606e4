package vssledger.retention.archive;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.YearMonth;
import java.util.List;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * {@code manifest.json} of an archived month: what its files hold, so that whoever reads them can see that they are whole.
 *
 * @param kind such as {@code facts}
 * @param ledger version of the program that wrote it
 * @param writtenAt ISO 8601
 */
public record ArchiveManifest(
        String kind,
        String month,
        String ledger,
        @JsonProperty("written_at") String writtenAt,
        List<Table> tables) {

    static final String NAME = "manifest.json";

    private static final JsonMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    /**
     * A table of the month: {@code COPY table (columns) FROM} what is in its file, once unpacked.
     *
     * @param table with its schema
     * @param bytes of the file
     * @param sha256 of the file, as {@code sha256sum} tells it
     * @param contentSha256 of what is in it
     */
    public record Table(
            String table,
            String file,
            List<String> columns,
            long rows,
            long bytes,
            String sha256,
            @JsonProperty("content_sha256") String contentSha256) {

        boolean saysTheSameAs(Table other) {
            return table.equals(other.table)
                    && columns.equals(other.columns)
                    && rows == other.rows
                    && contentSha256.equals(other.contentSha256);
        }
    }

    public YearMonth of() {
        return YearMonth.parse(month);
    }

    public long rows() {
        return tables.stream().mapToLong(Table::rows).sum();
    }

    public long bytes() {
        return tables.stream().mapToLong(Table::bytes).sum();
    }

    /** Of one of its tables; 0 where it has no such table. */
    public long rowsOf(String table) {
        return tables.stream()
                .filter(one -> one.table().equals(table))
                .mapToLong(Table::rows)
                .sum();
    }

    static ArchiveManifest read(byte[] json) {
        return JSON.readValue(json, ArchiveManifest.class);
    }

    byte[] asJson() {
        return JSON.writeValueAsBytes(this);
    }
}
