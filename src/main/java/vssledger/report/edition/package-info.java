/** Editions: the frozen states of the reports of a scope, with their files and figures. */
@NullMarked
@NamedInterface("edition")
package vssledger.report.edition;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
