CREATE SCHEMA parse;
COMMENT ON SCHEMA parse IS 'What became of every delivery.';

CREATE TABLE parse.outcome (
    delivery_id     bigint  PRIMARY KEY,
    outcome         text    NOT NULL CHECK (outcome IN ('FACT', 'DUPLICATE', 'SUPERSEDED', 'QUARANTINED', 'NOT_VSS')),
    business_day    date    NOT NULL,
    product         text,
    sub_account_id  text,
    session_id      text,
    content_digest  bytea,
    content_rank    bytea,
    arrived_at      timestamptz,
    event_type      text,
    parser_version  integer NOT NULL,
    run_id          bigint  NOT NULL,
    file_id         bigint,
    CONSTRAINT outcome_session_known CHECK (outcome IN ('QUARANTINED', 'NOT_VSS')
        OR (sub_account_id IS NOT NULL AND session_id IS NOT NULL AND content_digest IS NOT NULL AND content_rank IS NOT NULL))
);
CREATE UNIQUE INDEX one_fact_a_session ON parse.outcome (session_id, sub_account_id) WHERE outcome = 'FACT';
CREATE INDEX other_version ON parse.outcome (session_id, sub_account_id) WHERE outcome IN ('DUPLICATE', 'SUPERSEDED');
-- Deliveries come in about the order of their days, so ranges of pages are enough.
CREATE INDEX outcome_by_day ON parse.outcome USING brin (business_day) WITH (pages_per_range = 16);
CREATE INDEX outcome_without_session ON parse.outcome (business_day) WHERE outcome IN ('QUARANTINED', 'NOT_VSS');
COMMENT ON TABLE parse.outcome IS 'One row per delivery that was parsed.';
COMMENT ON COLUMN parse.outcome.delivery_id IS 'The delivery (capture.delivery).';
COMMENT ON COLUMN parse.outcome.outcome IS
    'FACT: it is the fact of its session; DUPLICATE: it says what another one said; SUPERSEDED: another one of its session '
    'knows more; QUARANTINED: it could not be understood; NOT_VSS: it is another event.';
COMMENT ON COLUMN parse.outcome.business_day IS 'Business day of the session; day of arrival if there is no session.';
COMMENT ON COLUMN parse.outcome.product IS 'Product of the session; null if it is not known.';
COMMENT ON COLUMN parse.outcome.sub_account_id IS 'Subaccount; null if the body names none.';
COMMENT ON COLUMN parse.outcome.session_id IS 'Session; null if the body names none.';
COMMENT ON COLUMN parse.outcome.content_digest IS
    'Digest that is equal for deliveries that say the same; null without a session.';
COMMENT ON COLUMN parse.outcome.content_rank IS
    'The greater rank wins between two versions of a session that differ; null without a session.';
COMMENT ON COLUMN parse.outcome.arrived_at IS 'Arrival of a webhook; null for a delivery replayed from a file.';
COMMENT ON COLUMN parse.outcome.event_type IS 'Type of the event of a delivery that is not VSS; null for all others.';
COMMENT ON COLUMN parse.outcome.parser_version IS 'Version of the parser that read it.';
COMMENT ON COLUMN parse.outcome.run_id IS 'Run that parsed it (batch.batch_job_execution).';
COMMENT ON COLUMN parse.outcome.file_id IS
    'The transaction that took the file of a delivery from a file. Later deliveries of that file have greater ids. Null for '
    'webhooks.';

CREATE TABLE parse.quarantine (
    delivery_id     bigint      PRIMARY KEY,
    reason          text        NOT NULL,
    detail          text        NOT NULL,
    quarantined_at  timestamptz NOT NULL,
    resolved_at     timestamptz
);
CREATE INDEX quarantine_open ON parse.quarantine (delivery_id) WHERE resolved_at IS NULL;
COMMENT ON TABLE parse.quarantine IS 'One row per delivery that could not be understood when it was parsed.';
COMMENT ON COLUMN parse.quarantine.delivery_id IS 'The delivery (capture.delivery).';
COMMENT ON COLUMN parse.quarantine.reason IS 'Code of the reason.';
COMMENT ON COLUMN parse.quarantine.detail IS 'The reason in words.';
COMMENT ON COLUMN parse.quarantine.quarantined_at IS 'When it was put into quarantine.';
COMMENT ON COLUMN parse.quarantine.resolved_at IS 'When a replay understood it; null while it is open.';

CREATE TABLE parse.watermark (
    only_row  boolean PRIMARY KEY DEFAULT true CHECK (only_row),
    xid       xid8    NOT NULL
);
INSERT INTO parse.watermark (xid) VALUES ('0');
COMMENT ON TABLE parse.watermark IS 'One row: up to which transaction the inbox was read to the end.';
COMMENT ON COLUMN parse.watermark.only_row IS 'Always true: the table has one row.';
COMMENT ON COLUMN parse.watermark.xid IS 'All deliveries of transactions below this one were parsed.';

CREATE TABLE parse.touched_day (
    business_day  date   NOT NULL,
    run_id        bigint NOT NULL,
    xid           xid8   NOT NULL DEFAULT pg_current_xact_id(),
    PRIMARY KEY (business_day, run_id, xid)
);
COMMENT ON TABLE parse.touched_day IS
    'One row per day whose facts a run changed, and transaction. Whoever looks for what is new goes by the transaction, '
    'because the number of a run does not tell when its changes became visible.';
COMMENT ON COLUMN parse.touched_day.business_day IS 'The day.';
COMMENT ON COLUMN parse.touched_day.run_id IS 'The run that changed its facts.';
COMMENT ON COLUMN parse.touched_day.xid IS 'The transaction that changed them.';

CREATE TABLE parse.rederived_day (
    run_id        bigint NOT NULL,
    business_day  date   NOT NULL,
    looked_at     bigint NOT NULL,
    changed       bigint NOT NULL,
    kept          bigint NOT NULL
);
CREATE INDEX rederived_day_of_run ON parse.rederived_day (run_id);
COMMENT ON TABLE parse.rederived_day IS
    'One row per run, chunk of the run and day that was derived again from the inbox, after the parser changed or something '
    'was erased.';
COMMENT ON COLUMN parse.rederived_day.run_id IS 'The run.';
COMMENT ON COLUMN parse.rederived_day.business_day IS 'The day.';
COMMENT ON COLUMN parse.rederived_day.looked_at IS 'Sessions, and deliveries without one, that were looked at.';
COMMENT ON COLUMN parse.rederived_day.changed IS 'How many of them changed.';
COMMENT ON COLUMN parse.rederived_day.kept IS
    'How many of them stayed because the inbox no longer has all of their deliveries.';

CREATE TABLE parse.rederived_change (
    run_id        bigint NOT NULL,
    business_day  date   NOT NULL,
    what          text   NOT NULL,
    times         bigint NOT NULL,
    example       bigint NOT NULL
);
CREATE INDEX rederived_change_of_run ON parse.rederived_change (run_id);
COMMENT ON TABLE parse.rederived_change IS
    'One row per run, chunk of the run, day and kind of change that deriving again made.';
COMMENT ON COLUMN parse.rederived_change.run_id IS 'The run.';
COMMENT ON COLUMN parse.rederived_change.business_day IS 'The day.';
COMMENT ON COLUMN parse.rederived_change.what IS
    'A column such as call_leg.source, or the outcome of a delivery before and now.';
COMMENT ON COLUMN parse.rederived_change.times IS 'How many times it changed.';
COMMENT ON COLUMN parse.rederived_change.example IS 'A delivery that shows the change.';
