package vssledger.pipeline;

import java.time.LocalDate;
import java.util.Objects;
import org.springframework.batch.core.job.parameters.JobParameters;
import org.springframework.batch.core.job.parameters.JobParametersBuilder;
import vssledger.platform.DateRange;
import vssledger.report.ReportScope;

/** A {@link RunRequest} as Spring Batch keeps it. */
final class RunParameters {

    private static final String FROM = "from";
    private static final String TO = "to";
    private static final String NARROWED_TO = "narrowedTo";
    private static final String LATE = "late";
    private static final String REPARSE = "reparse"; // as are the days, read by parse too
    private static final String SENDING = "sending";
    private static final String SCHEDULE = "schedule";
    private static final String NUMBER = "number";

    private RunParameters() {}

    /** @param number tells this run from earlier ones of the same days */
    static JobParameters of(RunRequest request, long number) {
        var parameters = new JobParametersBuilder()
                .addLocalDate(FROM, request.range().from())
                .addLocalDate(TO, request.range().to())
                .addString(LATE, Boolean.toString(request.late()))
                .addString(REPARSE, Boolean.toString(request.reparse()))
                .addString(SENDING, request.sending().name())
                .addLong(NUMBER, number);
        if (request.scope().isNarrowed()) {
            parameters.addString(NARROWED_TO, request.scope().narrowedTo());
        }
        if (request.schedule() != null) {
            parameters.addString(SCHEDULE, request.schedule());
        }
        return parameters.toJobParameters();
    }

    static RunRequest request(JobParameters parameters) {
        return new RunRequest(
                ReportScope.of(
                        new DateRange(date(parameters, FROM), date(parameters, TO)),
                        parameters.getString(NARROWED_TO, "")),
                Boolean.parseBoolean(parameters.getString(LATE)),
                Boolean.parseBoolean(parameters.getString(REPARSE)),
                RunRequest.Sending.valueOf(parameters.getString(SENDING, RunRequest.Sending.ONCE.name())),
                parameters.getString(SCHEDULE));
    }

    private static LocalDate date(JobParameters parameters, String name) {
        return Objects.requireNonNull(parameters.getLocalDate(name), name);
    }
}
