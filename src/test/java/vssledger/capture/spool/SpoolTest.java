package vssledger.capture.spool;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/** A spool that cannot be used says what to do. */
class SpoolTest {

    @Test
    void thatThereIsNoRoomIsNotTakenForDamage() {
        assertThat(Spool.help(new SQLiteException("full", SQLiteErrorCode.SQLITE_FULL)))
                .startsWith("Make room on its disk");
        assertThat(Spool.help(new SQLiteException("no database", SQLiteErrorCode.SQLITE_NOTADB)))
                .startsWith("If it is damaged, move it away and keep it");
    }
}
