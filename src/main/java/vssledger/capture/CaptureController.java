package vssledger.capture;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.time.Clock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.transaction.TransactionException;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;
import vssledger.platform.Product;

/**
 * The endpoint that 8x8 posts to. 200 = the delivery is committed; 400 = no JSON object, bytes kept; 404 = no such
 * product, bytes kept; 413 = too large; 503 = the database cannot take it now.
 */
@RestController
class CaptureController {

    private static final Logger log = LoggerFactory.getLogger(CaptureController.class);

    private final Inbox inbox;
    private final CaptureProperties properties;
    private final Clock clock;

    CaptureController(Inbox inbox, CaptureProperties properties, Clock clock) {
        this.inbox = inbox;
        this.properties = properties;
        this.clock = clock;
    }

    @PostMapping("/voice/webhooks/vss")
    ResponseEntity<Void> take(HttpServletRequest request) throws IOException {
        return answer(request, null, true);
    }

    @PostMapping("/voice/webhooks/vss/{product}")
    ResponseEntity<Void> take(@PathVariable String product, HttpServletRequest request) throws IOException {
        var known = Product.find(product);
        return answer(request, known.orElse(null), known.isPresent());
    }

    private ResponseEntity<Void> answer(HttpServletRequest request, @Nullable Product product, boolean known)
            throws IOException {
        var bytes = request.getInputStream().readNBytes(properties.maxBytes() + 1);
        if (bytes.length > properties.maxBytes()) {
            return status(HttpStatus.CONTENT_TOO_LARGE);
        }
        var arrival = new Arrival(clock.instant(), product, Arrival.Source.WEBHOOK, request.getRemoteAddr());
        try {
            if (!known) {
                inbox.reject(Body.of(bytes), "the URL names no product: " + request.getRequestURI(), arrival);
                return status(HttpStatus.NOT_FOUND);
            }
            return status(inbox.take(Body.of(bytes), arrival) ? HttpStatus.OK : HttpStatus.BAD_REQUEST);
        } catch (DataAccessException | TransactionException e) {
            log.error(
                    "A delivery could not be kept: {}", e.getMostSpecificCause().getMessage());
            return status(HttpStatus.SERVICE_UNAVAILABLE);
        }
    }

    private static ResponseEntity<Void> status(HttpStatus status) {
        return ResponseEntity.status(status).build();
    }
}
