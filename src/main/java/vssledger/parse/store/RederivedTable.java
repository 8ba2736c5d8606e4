package vssledger.parse.store;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import vssledger.parse.resolve.Rederived;

/** Keeps what came of deriving anew, in {@code parse.rederived_day} and {@code parse.rederived_change}. */
@Component
public class RederivedTable {

    private final JdbcTemplate jdbc;

    RederivedTable(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    public void add(Collection<Rederived> rederived, long runId) {
        jdbc.batchUpdate(
                "INSERT INTO parse.rederived_day (run_id, business_day, looked_at, changed, kept) VALUES (?, ?, ?, ?, ?)",
                byDay(rederived).entrySet().stream()
                        .map(day -> new Object[] {
                            runId,
                            day.getKey(),
                            day.getValue().size(),
                            day.getValue().stream().filter(Rederived::isChanged).count(),
                            day.getValue().stream().filter(Rederived::isKept).count()
                        })
                        .toList());
        jdbc.batchUpdate(
                "INSERT INTO parse.rederived_change (run_id, business_day, what, times, example) VALUES (?, ?, ?, ?, ?)",
                byDay(rederived).entrySet().stream()
                        .flatMap(day -> byChange(day.getValue()).entrySet().stream()
                                .map(change -> new Object[] {
                                    runId,
                                    day.getKey(),
                                    change.getKey(),
                                    change.getValue().size(),
                                    change.getValue().get(0)
                                }))
                        .toList());
    }

    private static Map<LocalDate, List<Rederived>> byDay(Collection<Rederived> rederived) {
        return rederived.stream().collect(Collectors.groupingBy(Rederived::day, TreeMap::new, Collectors.toList()));
    }

    /** The deliveries that show it. */
    private static Map<String, List<Long>> byChange(List<Rederived> rederived) {
        var deliveries = new HashMap<String, List<Long>>();
        rederived.forEach(one -> one.changes()
                .forEach(change -> deliveries
                        .computeIfAbsent(change, c -> new ArrayList<>())
                        .add(one.deliveryId())));
        return deliveries;
    }
}
