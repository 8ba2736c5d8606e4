package vssledger.bench.scale;

import java.util.Locale;

/** A step of the way from a webhook to a report, as it is measured. */
enum Step {

    /** Webhooks posted to a server that is there already. */
    CAPTURE(""),

    /** A part of a run. */
    PARSE("'parse'"),

    /** Files of a bill, one a day, by one command. */
    IMPORT(""),

    /** A part of a run. */
    RECONCILE(
            "'choose-days', 'count-deliveries', 'reconcile', 'tell-restatements', 'tell-adjustments', 'check-totals'"),

    /** A part of a run. */
    EXPORT("'export', 'finish'");

    private final String batchSteps;

    Step(String batchSteps) {
        this.batchSteps = batchSteps;
    }

    /** Seconds that the last run has taken for it, without the start of its process. */
    String secondsOfLastRun() {
        return "SELECT sum(extract(epoch FROM end_time - start_time)) FROM batch.batch_step_execution"
                + " WHERE step_name IN (" + batchSteps + ")"
                + " AND job_execution_id = (SELECT max(job_execution_id) FROM batch.batch_job_execution)";
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
