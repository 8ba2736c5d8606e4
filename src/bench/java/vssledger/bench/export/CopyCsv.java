package vssledger.bench.export;

import java.io.BufferedOutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.postgresql.PGConnection;
import vssledger.platform.DateRange;

/** PostgreSQL writes the file, {@code COPY … TO STDOUT}; Java only puts the bytes where they belong. */
record CopyCsv(String url) implements Contender {

    @Override
    public void export(DateRange range, Path file) throws Exception {
        try (var connection = Detail.connect(url);
                var out = new BufferedOutputStream(Files.newOutputStream(file), 1 << 16)) {
            connection
                    .unwrap(PGConnection.class)
                    .getCopyAPI()
                    .copyOut("COPY (" + Detail.sql(range) + ") TO STDOUT (FORMAT csv, HEADER)", out);
        }
    }
}
