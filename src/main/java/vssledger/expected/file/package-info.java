/**
 * How a file that people have saved with a spreadsheet is read: found for the whole file and never line by line, shown, and once it
 * is confirmed written as a plain file, as 8x8 makes it.
 */
@NullMarked
package vssledger.expected.file;

import org.jspecify.annotations.NullMarked;
