package vssledger.capture.activity;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import vssledger.platform.SettableClock;
import vssledger.testing.TestDatabase;

/** The age of each subaccount's last webhook, as metrics tell it. */
class LastDeliveryAgesTest {

    private static final Instant NOW = Instant.parse("2026-03-10T06:00:00Z");

    private final SettableClock clock = new SettableClock(NOW);
    private final SimpleMeterRegistry metrics = new SimpleMeterRegistry();

    @SuppressWarnings("NullAway.Init")
    private TestDatabase db;

    @SuppressWarnings("NullAway.Init")
    private Arrivals arrivals;

    @BeforeEach
    void open() {
        db = TestDatabase.fresh();
        arrivals = new Arrivals(db.dataSource());
        new LastDeliveryAges(db.dataSource(), arrivals, clock).bindTo(metrics);
    }

    @AfterEach
    void close() {
        metrics.close();
        db.close();
    }

    @Test
    void areThoseOfTheDatabaseAndOfWhatIsNotYetWritten() {
        arrivals.arrived("acme", NOW.minusSeconds(7200));
        arrivals.arrived("acme", NOW.minusSeconds(60));
        arrivals.arrived("globex", NOW.minusSeconds(86_400));
        arrivals.arrived(null, NOW);
        arrivals.flush();
        arrivals.arrived("acme", NOW.minusMillis(1500));
        arrivals.arrived("initech", NOW.minusSeconds(3));

        assertThat(subAccounts()).isEqualTo(3);
        assertThat(ages()).isEqualTo(Map.of("acme", 1.5, "globex", 86_400.0, "initech", 3.0));
    }

    @Test
    void growWithTheTimeAndAreReadAnewAfter15Seconds() {
        arrivals.arrived("acme", NOW);
        arrivals.flush();
        assertThat(subAccounts()).isEqualTo(1);

        clock.set(NOW.plusSeconds(14));
        arrivals.arrived("acme", NOW.plusSeconds(10));
        assertThat(ages()).isEqualTo(Map.of("acme", 14.0));
        clock.set(NOW.plusSeconds(15));
        assertThat(ages()).isEqualTo(Map.of("acme", 5.0));
    }

    @Test
    void areNotToldOfWhoIsLongGone() {
        arrivals.arrived("acme", NOW);
        arrivals.flush();
        assertThat(subAccounts()).isEqualTo(1);

        clock.set(NOW.plusSeconds(28 * 86_400));
        assertThat(subAccounts()).isEqualTo(1);
        clock.set(NOW.plusSeconds(28 * 86_400 + 15));
        assertThat(subAccounts()).isZero();
        assertThat(ages()).isEmpty();
    }

    @Test
    void areToldOfTheNewestOnlyWhereThereAreTooMany() {
        for (var n = 0; n < LastDeliveryAges.MOST + 2; n++) {
            arrivals.arrived("sub-" + n, NOW.minusSeconds(n));
        }
        arrivals.flush();
        arrivals.arrived("new", NOW);

        assertThat(subAccounts()).isEqualTo(LastDeliveryAges.MOST);
        assertThat(ages().keySet())
                .contains("new", "sub-0", "sub-" + (LastDeliveryAges.MOST - 2))
                .doesNotContainAnyElementsOf(
                        List.of("sub-" + (LastDeliveryAges.MOST - 1), "sub-" + LastDeliveryAges.MOST));
    }

    @Test
    void areNotANumberWhileTheDatabaseDoesNotAnswer() {
        arrivals.arrived("acme", NOW);
        assertThat(subAccounts()).isEqualTo(1);
        db.jdbc().sql("ALTER TABLE capture.arrival_hour RENAME TO away").update();
        clock.set(NOW.plusSeconds(15));

        assertThat(ages()).isEqualTo(Map.of("acme", Double.NaN));
        assertThat(subAccounts()).isNaN();

        var elsewhere = new SimpleMeterRegistry();
        var nowhere = new DriverManagerDataSource("jdbc:postgresql://127.0.0.1:1/x");
        new LastDeliveryAges(nowhere, arrivals, clock).bindTo(elsewhere);
        assertThat(elsewhere.get("vss.capture.sub.accounts").gauge().value()).isNaN();
    }

    /** As a collection of metrics does, which brings the ages up to date. */
    private double subAccounts() {
        return metrics.get("vss.capture.sub.accounts").gauge().value();
    }

    private Map<String, Double> ages() {
        return metrics.find("vss.capture.last.delivery.age").gauges().stream()
                .collect(Collectors.toMap(gauge -> String.valueOf(gauge.getId().getTag("sub_account")), Gauge::value));
    }
}
