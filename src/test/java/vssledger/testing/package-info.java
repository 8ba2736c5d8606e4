/** What tests of every module stand on: databases, builders, clocks. */
@NullMarked
package vssledger.testing;

import org.jspecify.annotations.NullMarked;
