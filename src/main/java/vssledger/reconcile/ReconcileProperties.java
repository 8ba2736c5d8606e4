package vssledger.reconcile;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import tools.jackson.databind.json.JsonMapper;
import vssledger.platform.Parallelism;
import vssledger.platform.check.SettingCheck;
import vssledger.reconcile.matching.PriceDecimals;
import vssledger.reconcile.matching.Tolerance;

/**
 * What is no break yet.
 *
 * @param durationToleranceSeconds the most seconds by which billed and reported seconds of a call may differ
 * @param priceTolerance the largest difference between billed and due price, in the currency of the bill
 * @param priceDecimals the least decimals to which the due price is rounded, half up; null for as many as the bill
 *     shows, and at least as many as its currency has
 * @param decimals by source or currency, the decimals to which prices are rounded, instead of those that the bill
 *     shows; the last entry that fits counts
 * @param listWindow the longest time between a line without an id and its session
 * @param workMemory memory of PostgreSQL for each join of the sessions of a partition
 * @param workers partitions that are reconciled side by side; 0 for one per processor
 * @param tolerances tolerances for single sources, products or subaccounts; the last entry that fits counts
 * @param twoPersonsAbove if more than this is at stake, in any currency, a break takes two persons: one notes or
 *     disputes it, and another accepts it
 */
@ConfigurationProperties("vss.reconcile")
public record ReconcileProperties(
        @DefaultValue("1") int durationToleranceSeconds,
        @DefaultValue("0") BigDecimal priceTolerance,
        @Nullable Integer priceDecimals,
        @DefaultValue List<PriceDecimals> decimals,
        @DefaultValue("2m") Duration listWindow,
        @DefaultValue("256MB") DataSize workMemory,
        @DefaultValue("0") int workers,
        @DefaultValue("100") BigDecimal twoPersonsAbove,
        @DefaultValue List<Tolerance> tolerances) {

    public ReconcileProperties {
        SettingCheck.atLeast("vss.reconcile.duration-tolerance-seconds", durationToleranceSeconds, 0);
        SettingCheck.notNegative("vss.reconcile.price-tolerance", priceTolerance);
        SettingCheck.atLeast("vss.reconcile.price-decimals", leastDecimals(priceDecimals), 0);
        SettingCheck.atLeast("vss.reconcile.list-window", listWindow, Duration.ZERO);
        SettingCheck.atLeast("vss.reconcile.workers", workers, 0);
        SettingCheck.notNegative("vss.reconcile.two-persons-above", twoPersonsAbove);
    }

    int workersHere() {
        return Parallelism.here(workers);
    }

    /** All of it that results depend on. */
    String rules() {
        return tolerancesAsJson() + " " + leastDecimals() + " " + decimalsAsJson() + " " + listWindow;
    }

    int leastDecimals() {
        return leastDecimals(priceDecimals);
    }

    private static int leastDecimals(@Nullable Integer priceDecimals) {
        return priceDecimals == null ? 0 : priceDecimals;
    }

    /** As the SQL reads them. */
    String decimalsAsJson() {
        return JsonMapper.shared().writeValueAsString(decimals);
    }

    /** All tolerances, the one for all first, as the SQL reads them. */
    String tolerancesAsJson() {
        var forAll =
                new Tolerance(null, null, null, durationToleranceSeconds, priceTolerance, BigDecimal.ZERO, List.of());
        return JsonMapper.shared()
                .writeValueAsString(
                        Stream.concat(Stream.of(forAll), tolerances.stream()).toList());
    }
}
