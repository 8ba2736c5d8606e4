package vssledger.run;

import java.time.LocalDate;
import java.util.Collection;
import java.util.EnumSet;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.batch.core.job.parameters.JobParameters;
import org.springframework.batch.core.job.parameters.JobParametersBuilder;
import vssledger.platform.DateRange;
import vssledger.platform.Product;
import vssledger.report.ReportScope;
import vssledger.run.RunRequest.Order;
import vssledger.run.RunRequest.Part;
import vssledger.run.RunRequest.Which;

/** A {@link RunRequest} as Spring Batch keeps it. What an older version did not write is as it was then. */
public final class RunParameters {

    private static final String FROM = "from";
    private static final String TO = "to";
    private static final String NARROWED_TO = "narrowedTo";
    private static final String LATE = "late";
    private static final String WHICH = "which";
    private static final String PRODUCT = "product";
    private static final String ONLY = "only";
    private static final String REPARSE = "reparse"; // as are the days, read by parse too
    private static final String SENDING = "sending";
    private static final String SCHEDULE = "schedule";
    private static final String NEWEST_FIRST = "newest-first";
    private static final String PARALLEL = "parallel"; // read by parse too
    private static final String NUMBER = "number";

    private RunParameters() {}

    /** @param number tells this run from earlier ones of the same days */
    static JobParameters of(RunRequest request, long number) {
        var parameters = new JobParametersBuilder()
                .addLocalDate(FROM, request.range().from())
                .addLocalDate(TO, request.range().to())
                .addString(LATE, Boolean.toString(request.late()))
                .addString(WHICH, names(request.which()))
                .addString(ONLY, names(request.only()))
                .addString(REPARSE, Boolean.toString(request.reparse()))
                .addString(SENDING, request.sending().name())
                .addString(NEWEST_FIRST, Boolean.toString(request.order().newestFirst()))
                .addLong(PARALLEL, (long) request.order().parallel())
                .addLong(NUMBER, number);
        if (request.scope().isNarrowed()) {
            parameters.addString(NARROWED_TO, request.scope().narrowedTo());
        }
        if (request.product() != null) {
            parameters.addString(PRODUCT, request.product().code());
        }
        if (request.schedule() != null) {
            parameters.addString(SCHEDULE, request.schedule());
        }
        return parameters.toJobParameters();
    }

    public static RunRequest request(JobParameters parameters) {
        var product = parameters.getString(PRODUCT);
        return new RunRequest(
                ReportScope.of(
                        new DateRange(date(parameters, FROM), date(parameters, TO)),
                        parameters.getString(NARROWED_TO, "")),
                Boolean.parseBoolean(parameters.getString(LATE)),
                set(Which.class, parameters.getString(WHICH, "MISSING,FAILED,STALE")),
                product == null ? null : Product.of(product),
                Stream.of(parameters
                                .getString(ONLY, names(EnumSet.allOf(Part.class)))
                                .split(","))
                        .map(Part::of)
                        .collect(Collectors.toUnmodifiableSet()),
                Boolean.parseBoolean(parameters.getString(REPARSE)),
                RunRequest.Sending.valueOf(parameters.getString(SENDING, RunRequest.Sending.ONCE.name())),
                parameters.getString(SCHEDULE),
                new Order(Boolean.parseBoolean(parameters.getString(NEWEST_FIRST)), (int)
                        (long) parameters.getLong(PARALLEL, 0L)));
    }

    private static String names(Collection<? extends Enum<?>> values) {
        return values.stream().sorted().map(Enum::name).collect(Collectors.joining(","));
    }

    private static <E extends Enum<E>> Set<E> set(Class<E> type, String names) {
        return Stream.of(names.split(","))
                .map(name -> Enum.valueOf(type, name))
                .collect(Collectors.toUnmodifiableSet());
    }

    private static LocalDate date(JobParameters parameters, String name) {
        return Objects.requireNonNull(parameters.getLocalDate(name), name);
    }
}
