package vssledger.eightxeight;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.service.annotation.DeleteExchange;
import org.springframework.web.service.annotation.GetExchange;
import org.springframework.web.service.annotation.HttpExchange;
import org.springframework.web.service.annotation.PostExchange;

/** The Reporting API's export of voice logs. */
@HttpExchange("/api/v1/subaccounts/{subAccountId}/messages/exports")
interface LogExportApi {

    /** What is to be exported: two times in ISO 8601; a limit of 0 is none. */
    record Wanted(String from, String to, int limit) {}

    record Started(@Nullable String jobId) {}

    /** How far a job is; with the addresses of its files once it succeeded. */
    record Job(
            @Nullable String status,
            @Nullable List<String> data,
            @Nullable String expires) {}

    @PostExchange
    Started start(@PathVariable String subAccountId, @RequestBody Wanted wanted);

    @GetExchange("/{jobId}")
    Job job(@PathVariable String subAccountId, @PathVariable String jobId);

    @DeleteExchange("/{jobId}")
    void cancel(@PathVariable String subAccountId, @PathVariable String jobId);
}
