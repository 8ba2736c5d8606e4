/** How the SQL of a report runs, and how its rows come out of the database. */
@NullMarked
@NamedInterface("query")
package vssledger.report.query;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
