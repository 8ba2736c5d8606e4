/** Text for people and from other systems: amounts, names, spellings, times and numbers that were erased. */
@NullMarked
@NamedInterface("text")
package vssledger.platform.text;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
