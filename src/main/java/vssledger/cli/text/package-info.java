/** What commands share: options, tables, questions, JSON. */
@NullMarked
package vssledger.cli.text;

import org.jspecify.annotations.NullMarked;
