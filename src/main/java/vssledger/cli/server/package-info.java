/** Commands that start something: the server, a worker, the demo. */
@NullMarked
package vssledger.cli.server;

import org.jspecify.annotations.NullMarked;
