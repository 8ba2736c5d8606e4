-- What became of every delivery.
CREATE SCHEMA parse;

-- One row a session: the lock that concurrent parsers of one session take.
CREATE TABLE parse.session (
    sub_account_id  text   NOT NULL,
    session_id      text   NOT NULL,
    PRIMARY KEY (sub_account_id, session_id)
);

-- One row a delivery that was looked at.
CREATE TABLE parse.outcome (
    delivery_id         bigint      PRIMARY KEY,
    outcome             text        NOT NULL
        CHECK (outcome IN ('FACT', 'DUPLICATE', 'SUPERSEDED', 'QUARANTINED', 'NOT_VSS')),
    business_day        date        NOT NULL, -- of the session; of the arrival where there is none
    product             text,
    product_decided_by  text        CHECK (product_decided_by IN ('URL', 'SUBACCOUNT', 'SHAPE', 'NONE')),
    sub_account_id      text,
    session_id          text,
    content_digest      text,                 -- equal for deliveries that say the same
    content_rank        text COLLATE "C",     -- which of two differing versions knows of more
    arrived_at          timestamptz,          -- of a webhook; NULL for one replayed from a file
    event_type          text,                 -- of a delivery that is not VSS
    parser_version      integer     NOT NULL,
    run_id              bigint      NOT NULL, -- batch.batch_job_execution
    CHECK (outcome IN ('QUARANTINED', 'NOT_VSS')
        OR (sub_account_id IS NOT NULL AND session_id IS NOT NULL AND content_digest IS NOT NULL AND content_rank IS NOT NULL))
);
CREATE INDEX outcome_by_session ON parse.outcome (sub_account_id, session_id);
CREATE INDEX outcome_by_day ON parse.outcome (business_day, outcome);
CREATE INDEX outcome_by_run ON parse.outcome (run_id);

CREATE TABLE parse.quarantine (
    delivery_id     bigint      PRIMARY KEY,
    reason          text        NOT NULL,
    detail          text        NOT NULL,
    quarantined_at  timestamptz NOT NULL,
    resolved_at     timestamptz
);

-- Up to which transaction the inbox was read to the end.
CREATE TABLE parse.watermark (
    only_row  boolean PRIMARY KEY DEFAULT true CHECK (only_row),
    xid       xid8    NOT NULL
);
INSERT INTO parse.watermark (xid) VALUES ('0');

-- Days whose facts a run changed, and the transaction that did: who looks for what is new goes by that, since a run's id
-- tells nothing of when its changes could be seen.
CREATE TABLE parse.touched_day (
    business_day  date   NOT NULL,
    run_id        bigint NOT NULL,
    xid           xid8   NOT NULL DEFAULT pg_current_xact_id(),
    PRIMARY KEY (business_day, run_id, xid)
);
