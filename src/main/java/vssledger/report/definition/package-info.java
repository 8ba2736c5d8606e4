/** The definitions of reports and workbooks: how their folders are read and checked. */
@NullMarked
@NamedInterface("definition")
package vssledger.report.definition;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
