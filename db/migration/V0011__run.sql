CREATE SCHEMA run;
COMMENT ON SCHEMA run IS
    'Runs of the nightly job: who asked for them, their days, their control totals, and who may work on which days.';

CREATE TABLE run.run (
    run_id    bigint  PRIMARY KEY,
    asked_by  text    NOT NULL,
    why       text,
    from_day  date,
    to_day    date,
    late      boolean NOT NULL,
    error     text
);
COMMENT ON TABLE run.run IS 'One row per run: who asked for it, why, and for which days.';
COMMENT ON COLUMN run.run.run_id IS 'Number of the run (batch.batch_job_execution).';
COMMENT ON COLUMN run.run.asked_by IS 'Who asked for it.';
COMMENT ON COLUMN run.run.why IS 'Why, in words; null if no reason was given.';
COMMENT ON COLUMN run.run.from_day IS 'First day; null for a replay of the quarantine, which is not of certain days.';
COMMENT ON COLUMN run.run.to_day IS 'Last day; null for a replay of the quarantine.';
COMMENT ON COLUMN run.run.late IS
    'Whether it also carries on every earlier day that late data touched, as the nightly job does.';
COMMENT ON COLUMN run.run.error IS 'Why it failed, in words; null if it did not fail.';

CREATE TABLE run.run_day (
    run_id        bigint  NOT NULL,
    business_day  date    NOT NULL,
    stale         boolean NOT NULL,
    seen_xid      xid8    NOT NULL,
    unchanged     boolean NOT NULL DEFAULT false,
    reconciled    boolean NOT NULL DEFAULT false,
    PRIMARY KEY (run_id, business_day)
);
COMMENT ON TABLE run.run_day IS 'One row per run and day that it carries on from its facts to its reports.';
COMMENT ON COLUMN run.run_day.run_id IS 'The run.';
COMMENT ON COLUMN run.run_day.business_day IS 'The day.';
COMMENT ON COLUMN run.run_day.stale IS 'Whether something touched the day after it was last completed.';
COMMENT ON COLUMN run.run_day.seen_xid IS 'All changes of transactions below this one could be seen.';
COMMENT ON COLUMN run.run_day.unchanged IS 'Whether it was completed before, by the same rules, and not touched since.';
COMMENT ON COLUMN run.run_day.reconciled IS
    'Whether its results are valid: made by this run, or by an earlier one and not touched since.';

CREATE TABLE run.run_edition (
    run_id       bigint  NOT NULL,
    from_day     date    NOT NULL,
    to_day       date    NOT NULL,
    edition      integer NOT NULL,
    is_new       boolean NOT NULL,
    folder       text    NOT NULL,
    narrowed_to  text    NOT NULL DEFAULT '',
    PRIMARY KEY (run_id, from_day, to_day, narrowed_to)
);
COMMENT ON TABLE run.run_edition IS 'One row per run and edition that it exported, be it a new one or one that did not change.';
COMMENT ON COLUMN run.run_edition.run_id IS 'The run.';
COMMENT ON COLUMN run.run_edition.from_day IS 'First day of the edition.';
COMMENT ON COLUMN run.run_edition.to_day IS 'Last day of the edition.';
COMMENT ON COLUMN run.run_edition.edition IS 'Number of the edition.';
COMMENT ON COLUMN run.run_edition.is_new IS 'Whether the run made it.';
COMMENT ON COLUMN run.run_edition.folder IS 'Folder of its files.';
COMMENT ON COLUMN run.run_edition.narrowed_to IS 'Scope of the edition, as in report.edition.';

CREATE TABLE run.control_total (
    run_id        bigint NOT NULL,
    business_day  date   NOT NULL,
    deliveries    bigint NOT NULL,
    facts         bigint NOT NULL,
    duplicates    bigint NOT NULL,
    superseded    bigint NOT NULL,
    quarantined   bigint NOT NULL,
    not_vss       bigint NOT NULL,
    expected      bigint,
    PRIMARY KEY (run_id, business_day)
);
CREATE INDEX control_total_by_day ON run.control_total (business_day);
COMMENT ON TABLE run.control_total IS
    'One row per run and day that it touched or reported: deliveries = facts + duplicates + superseded + quarantined + '
    'not_vss.';
COMMENT ON COLUMN run.control_total.run_id IS 'The run.';
COMMENT ON COLUMN run.control_total.business_day IS 'The day.';
COMMENT ON COLUMN run.control_total.deliveries IS 'Deliveries of the day.';
COMMENT ON COLUMN run.control_total.facts IS 'Deliveries that are the fact of their session.';
COMMENT ON COLUMN run.control_total.duplicates IS 'Deliveries that say what another one said.';
COMMENT ON COLUMN run.control_total.superseded IS 'Deliveries that another one of their session supersedes.';
COMMENT ON COLUMN run.control_total.quarantined IS 'Deliveries in quarantine.';
COMMENT ON COLUMN run.control_total.not_vss IS 'Deliveries of other events.';
COMMENT ON COLUMN run.control_total.expected IS 'Sessions that some source expects on that day; null if they were not counted.';

CREATE TABLE run.day (
    business_day  date   PRIMARY KEY,
    run_id        bigint NOT NULL,
    seen_xid      xid8   NOT NULL,
    rules         text
);
COMMENT ON TABLE run.day IS 'One row per day that was completed up to its reports.';
COMMENT ON COLUMN run.day.business_day IS 'The day.';
COMMENT ON COLUMN run.day.run_id IS 'The run that completed it last.';
COMMENT ON COLUMN run.day.seen_xid IS 'Its reports know of all changes of transactions below this one.';
COMMENT ON COLUMN run.day.rules IS
    'Rules of reconciliation and time zone by which it was completed; null if they are not known.';

CREATE TABLE run.reconciled_day (
    business_day  date   PRIMARY KEY,
    run_id        bigint NOT NULL,
    seen_xid      xid8   NOT NULL,
    rules         text   NOT NULL
);
COMMENT ON TABLE run.reconciled_day IS
    'One row per day that was reconciled. A run that ended before its reports leaves the row, and the next run continues from '
    'there.';
COMMENT ON COLUMN run.reconciled_day.business_day IS 'The day.';
COMMENT ON COLUMN run.reconciled_day.run_id IS 'The run that reconciled it last.';
COMMENT ON COLUMN run.reconciled_day.seen_xid IS 'Its results know of all changes of transactions below this one.';
COMMENT ON COLUMN run.reconciled_day.rules IS 'Rules of reconciliation and time zone by which it was reconciled.';

CREATE TABLE run.proven_inbox (
    only_row  boolean PRIMARY KEY DEFAULT true CHECK (only_row),
    xid       xid8    NOT NULL
);
INSERT INTO run.proven_inbox (xid) VALUES ('0');
COMMENT ON TABLE run.proven_inbox IS
    'One row: up to which transaction every delivery of the inbox was proven to have an outcome. Each delivery is checked '
    'once, while it is new, and not every night.';
COMMENT ON COLUMN run.proven_inbox.only_row IS 'Always true: the table has one row.';
COMMENT ON COLUMN run.proven_inbox.xid IS 'All deliveries of transactions below this one were checked.';

CREATE TABLE run.restored_month (
    kind         text        NOT NULL,
    month        date        NOT NULL,
    restored_at  timestamptz NOT NULL,
    PRIMARY KEY (kind, month)
);
COMMENT ON TABLE run.restored_month IS
    'One row per month that was restored from the archive. It is kept for a while although its retention is over.';
COMMENT ON COLUMN run.restored_month.kind IS 'deliveries or facts.';
COMMENT ON COLUMN run.restored_month.month IS 'First day of the month.';
COMMENT ON COLUMN run.restored_month.restored_at IS 'When it was restored.';

CREATE TABLE run.lock (
    id         integer        GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    what       text           NOT NULL,
    run_id     bigint,
    since      timestamptz    NOT NULL,
    holder     text           NOT NULL,
    days       datemultirange NOT NULL,
    resources  text[]         NOT NULL DEFAULT '{}'
);
COMMENT ON TABLE run.lock IS
    'One row per lock: who works on which days. A lock counts while its holder lives. The holder has an advisory lock on the '
    'lock''s number, which PostgreSQL releases with its connection. The next lock deletes the rows of holders that died.';
COMMENT ON COLUMN run.lock.id IS 'Number of the lock.';
COMMENT ON COLUMN run.lock.what IS 'What is done, in words.';
COMMENT ON COLUMN run.lock.run_id IS 'The run; null before the run has its number, and for other work.';
COMMENT ON COLUMN run.lock.since IS 'When it was acquired.';
COMMENT ON COLUMN run.lock.holder IS 'User, machine and process that hold it.';
COMMENT ON COLUMN run.lock.days IS 'Days on which nobody else works.';
COMMENT ON COLUMN run.lock.resources IS 'What else only one may do at a time: STARTING, INBOX, SENDING.';

CREATE TABLE run.scheduled_task (
    task_name             text        NOT NULL,
    task_instance         text        NOT NULL,
    task_data             bytea,
    execution_time        timestamptz NOT NULL,
    picked                boolean     NOT NULL,
    picked_by             text,
    last_success          timestamptz,
    last_failure          timestamptz,
    consecutive_failures  integer,
    last_heartbeat        timestamptz,
    version               bigint      NOT NULL,
    priority              smallint,
    PRIMARY KEY (task_name, task_instance)
);
CREATE INDEX scheduled_task_by_time ON run.scheduled_task (execution_time);
CREATE INDEX scheduled_task_by_heartbeat ON run.scheduled_task (last_heartbeat);
COMMENT ON TABLE run.scheduled_task IS
    'One row per scheduled task, as the library db-scheduler keeps it: what happens at its time, once among all servers.';
COMMENT ON COLUMN run.scheduled_task.task_name IS 'Name of the task.';
COMMENT ON COLUMN run.scheduled_task.task_instance IS 'Instance of the task.';
COMMENT ON COLUMN run.scheduled_task.task_data IS
    'The time for which it is done, if a later attempt makes up for it; null otherwise.';
COMMENT ON COLUMN run.scheduled_task.execution_time IS 'When it is due.';
COMMENT ON COLUMN run.scheduled_task.picked IS 'Whether a server executes it now.';
COMMENT ON COLUMN run.scheduled_task.picked_by IS 'That server; null if none does.';
COMMENT ON COLUMN run.scheduled_task.last_success IS 'When it last succeeded; null if it never did.';
COMMENT ON COLUMN run.scheduled_task.last_failure IS 'When it last failed; null if it never did.';
COMMENT ON COLUMN run.scheduled_task.consecutive_failures IS 'Failures since the last success; null if there were none.';
COMMENT ON COLUMN run.scheduled_task.last_heartbeat IS 'Last heartbeat of the server that executes it; null if none does.';
COMMENT ON COLUMN run.scheduled_task.version IS 'Counts the changes of the row, so that two servers do not pick it at once.';
COMMENT ON COLUMN run.scheduled_task.priority IS 'The higher priority is executed first; null if it does not matter.';
