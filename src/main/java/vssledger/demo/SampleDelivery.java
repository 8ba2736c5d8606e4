package vssledger.demo;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import vssledger.platform.Product;

/**
 * A webhook on its way.
 *
 * @param product that its URL names; null for the URL without one
 */
public record SampleDelivery(Instant arrivesAt, @Nullable Product product, String body) {}
