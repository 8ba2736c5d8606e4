/** The HTTP server of the capture endpoint: connections, who may send, the reading of requests and the answers. */
@NullMarked
package vssledger.capture.http;

import org.jspecify.annotations.NullMarked;
