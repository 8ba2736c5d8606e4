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
 * @param durationToleranceSeconds by which billed and reported seconds of a call may differ
 * @param priceTolerance by which billed price and price due may differ, in the bill's currency
 * @param priceDecimals to which a price due is rounded at least, half up; null for as many as the bill shows, and no fewer than
 *     its currency has
 * @param decimals to which the prices of a source or currency are rounded, whatever the bill shows; of those that speak of it
 *     the last counts
 * @param listWindow by which a line without an id and the session that it is the line of may lie apart
 * @param workMemory that PostgreSQL may take for each join of a share's sessions
 * @param workers shares of the days that are reconciled side by side; 0 for as many as there are processors, eight at most
 * @param tolerances of single sources, products or subaccounts, each before those that it follows
 * @param twoPersonsAbove an amount at stake beyond this, in whatever currency, takes two persons: one who notes or disputes the
 *     break, and another who accepts it
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
