/** The database: connection, SQL files, transactions, locks, snapshots, tables by month, and the embedded PostgreSQL. */
@NullMarked
@NamedInterface("db")
package vssledger.platform.db;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
