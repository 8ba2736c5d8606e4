/** Tests of the package of the same name. */
@NullMarked
package vssledger.expected.file;

import org.jspecify.annotations.NullMarked;
