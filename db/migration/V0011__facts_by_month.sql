-- Facts by month of their business day, with what is derived from them and notes on what is strange; and of the deliveries
-- of a session exactly one is its fact, by a constraint. Whatever is derived is derived anew from the inbox by the next run.

DO $$
BEGIN
    IF EXISTS (SELECT FROM capture.dropped_month WHERE deliveries > 0) THEN
        RAISE EXCEPTION 'Facts are to be derived anew from the inbox, but months of it were dropped (capture.dropped_month)'
            USING HINT = 'Restore those months first: without them their sessions would be lost.';
    END IF;
END $$;

DROP VIEW fact.session;
DROP TABLE fact.ivr_session, fact.voice_messaging_session, fact.number_masking_session, fact.other_session, fact.call_leg;
DROP TABLE parse.session, parse.outcome;
TRUNCATE parse.quarantine;
UPDATE parse.watermark SET xid = '0';

-- One row a delivery that was looked at.
CREATE TABLE parse.outcome (
    delivery_id     bigint      PRIMARY KEY,
    outcome         text        NOT NULL
        CHECK (outcome IN ('FACT', 'DUPLICATE', 'SUPERSEDED', 'QUARANTINED', 'NOT_VSS')),
    business_day    date        NOT NULL, -- of the session; of the arrival where there is none
    product         text,
    sub_account_id  text,
    session_id      text,
    content_digest  bytea,                -- equal for deliveries that say the same
    content_rank    bytea,                -- which of two differing versions knows of more
    arrived_at      timestamptz,          -- of a webhook; NULL for one replayed from a file
    event_type      text,                 -- of a delivery that is not VSS
    parser_version  integer     NOT NULL,
    run_id          bigint      NOT NULL, -- batch.batch_job_execution
    CHECK (outcome IN ('QUARANTINED', 'NOT_VSS')
        OR (sub_account_id IS NOT NULL AND session_id IS NOT NULL AND content_digest IS NOT NULL AND content_rank IS NOT NULL))
);
CREATE UNIQUE INDEX one_fact_a_session ON parse.outcome (sub_account_id, session_id) WHERE outcome = 'FACT';
CREATE INDEX other_version ON parse.outcome (sub_account_id, session_id) WHERE outcome IN ('DUPLICATE', 'SUPERSEDED');
CREATE INDEX outcome_by_day ON parse.outcome (business_day, outcome);

CREATE TABLE fact.other_session (
    sub_account_id       text        NOT NULL,
    session_id           text        NOT NULL,
    business_day         date        NOT NULL,
    session_status       text        NOT NULL,
    implied_status       text,
    start_time           timestamptz NOT NULL,
    end_time             timestamptz,
    last_action          text,
    call_count           integer,
    error_code           integer,
    error_message        text,
    is_answered          boolean     NOT NULL,
    ring_seconds         integer,
    talk_seconds         integer     NOT NULL,
    total_call_seconds   integer     NOT NULL,
    source_country       text,
    destination_country  text,
    quality_band         text,
    schema_version       integer,
    client_request_id    text,
    product_decided_by   text        NOT NULL CHECK (product_decided_by IN ('URL', 'SUBACCOUNT', 'SHAPE', 'NONE')),
    received_at          timestamptz NOT NULL,
    delivery_count       integer     NOT NULL CHECK (delivery_count > 0),
    delivery_id          bigint      NOT NULL,
    parser_version       integer     NOT NULL,
    PRIMARY KEY (sub_account_id, session_id, business_day)
) PARTITION BY RANGE (business_day);
CREATE INDEX ON fact.other_session (business_day);
CREATE INDEX ON fact.other_session (sub_account_id, client_request_id) WHERE client_request_id IS NOT NULL;
COMMENT ON COLUMN fact.other_session.business_day IS 'day of start_time in the report time zone';
COMMENT ON COLUMN fact.other_session.session_status IS 'normalised (NO_ANSWER); one never heard of is kept as it came';
COMMENT ON COLUMN fact.other_session.implied_status IS 'what the legs say of the status; NULL where they say nothing';
COMMENT ON COLUMN fact.other_session.is_answered IS 'whether the party that was called answered';
COMMENT ON COLUMN fact.other_session.ring_seconds IS 'from the start of the call to that party until it answered, or it ended';
COMMENT ON COLUMN fact.other_session.talk_seconds IS 'for how long that party was connected';
COMMENT ON COLUMN fact.other_session.total_call_seconds IS 'connected seconds of all legs, as 8x8 counts them';
COMMENT ON COLUMN fact.other_session.source_country IS 'of the party that called';
COMMENT ON COLUMN fact.other_session.destination_country IS 'of the party that was called';
COMMENT ON COLUMN fact.other_session.quality_band IS 'the worst of its legs: EXCELLENT, GOOD, FAIR, POOR, BAD';
COMMENT ON COLUMN fact.other_session.received_at IS 'when the delivery behind this fact arrived';
COMMENT ON COLUMN fact.other_session.delivery_count IS 'all deliveries of this session: the fact, its duplicates, the superseded';
COMMENT ON COLUMN fact.other_session.parser_version IS 'which parser derived it';

CREATE TABLE fact.ivr_session (LIKE fact.other_session INCLUDING ALL) PARTITION BY RANGE (business_day);

CREATE TABLE fact.voice_messaging_session (LIKE fact.other_session INCLUDING ALL) PARTITION BY RANGE (business_day);
ALTER TABLE fact.voice_messaging_session
    ADD COLUMN opt_out text NOT NULL CHECK (opt_out IN ('NONE', 'OPTED_OUT', 'OPT_OUT_FAILED', 'ALREADY_OPTED_OUT'));

CREATE TABLE fact.number_masking_session (LIKE fact.other_session INCLUDING ALL) PARTITION BY RANGE (business_day);
ALTER TABLE fact.number_masking_session
    ADD COLUMN masked_number       text,   -- the virtual number that stands between the two
    ADD COLUMN caller_number       text,
    ADD COLUMN caller_country      text,
    ADD COLUMN caller_call_id      text,
    ADD COLUMN caller_status       text,
    ADD COLUMN caller_call_seconds integer,
    ADD COLUMN callee_number       text,
    ADD COLUMN callee_country      text,
    ADD COLUMN callee_call_id      text,
    ADD COLUMN callee_status       text,
    ADD COLUMN callee_call_seconds integer;

CREATE TABLE fact.call_leg (
    sub_account_id       text         NOT NULL,
    session_id           text         NOT NULL,
    leg                  text         NOT NULL, -- A, B, …
    call_id              text,
    direction            text,
    call_type            text,
    initiated_at         timestamptz,
    connected_at         timestamptz,
    disconnected_at      timestamptz,
    source               text,
    destination          text,
    source_country       text,                  -- as stated, else that of the number
    destination_country  text,
    ref_id               text,                  -- the virtual number's reference
    call_status          text,
    call_seconds         integer,               -- connected seconds, as 8x8 counts them
    is_answered          boolean      NOT NULL, -- whether it was ever connected
    ring_seconds         integer,               -- from its start until it was connected, or given up
    talk_seconds         integer      NOT NULL, -- connected seconds by its times, else as 8x8 counts them
    mos                  numeric,
    packet_loss_rate     numeric,
    jitter_ms            numeric,
    quality_band         text,                  -- EXCELLENT, GOOD, FAIR, POOR, BAD
    business_day         date         NOT NULL, -- of its session
    PRIMARY KEY (sub_account_id, session_id, leg, business_day)
) PARTITION BY RANGE (business_day);
CREATE INDEX ON fact.call_leg (business_day);

-- One row a strange thing about a session that is usable all the same.
CREATE TABLE fact.session_note (
    sub_account_id  text NOT NULL,
    session_id      text NOT NULL,
    business_day    date NOT NULL, -- of its session
    code            text NOT NULL,
    field           text NOT NULL, -- where it was found, such as callA.source
    value           text           -- what stood there, its beginning
) PARTITION BY RANGE (business_day);
CREATE INDEX ON fact.session_note (sub_account_id, session_id);
CREATE INDEX ON fact.session_note (business_day, code);

CREATE VIEW fact.session AS
SELECT 'ivr' AS product, sub_account_id, session_id, business_day, session_status, implied_status, start_time, end_time,
       last_action, call_count, error_code, error_message, is_answered, ring_seconds, talk_seconds, total_call_seconds,
       source_country, destination_country, quality_band, schema_version, client_request_id, product_decided_by, received_at,
       delivery_count, delivery_id, parser_version
FROM fact.ivr_session
UNION ALL
SELECT 'voice-messaging', sub_account_id, session_id, business_day, session_status, implied_status, start_time, end_time,
       last_action, call_count, error_code, error_message, is_answered, ring_seconds, talk_seconds, total_call_seconds,
       source_country, destination_country, quality_band, schema_version, client_request_id, product_decided_by, received_at,
       delivery_count, delivery_id, parser_version
FROM fact.voice_messaging_session
UNION ALL
SELECT 'number-masking', sub_account_id, session_id, business_day, session_status, implied_status, start_time, end_time,
       last_action, call_count, error_code, error_message, is_answered, ring_seconds, talk_seconds, total_call_seconds,
       source_country, destination_country, quality_band, schema_version, client_request_id, product_decided_by, received_at,
       delivery_count, delivery_id, parser_version
FROM fact.number_masking_session
UNION ALL
SELECT 'other', sub_account_id, session_id, business_day, session_status, implied_status, start_time, end_time,
       last_action, call_count, error_code, error_message, is_answered, ring_seconds, talk_seconds, total_call_seconds,
       source_country, destination_country, quality_band, schema_version, client_request_id, product_decided_by, received_at,
       delivery_count, delivery_id, parser_version
FROM fact.other_session;

-- One row a delivery without a fact that a person may want to look at: the reason of its quarantine, or its event's type.
CREATE VIEW fact.unusable_delivery AS
SELECT o.business_day, o.delivery_id, o.product, o.outcome, q.reason AS code
FROM parse.outcome o
JOIN parse.quarantine q USING (delivery_id)
WHERE o.outcome = 'QUARANTINED' AND q.resolved_at IS NULL
UNION ALL
SELECT business_day, delivery_id, product, outcome, event_type
FROM parse.outcome
WHERE outcome = 'NOT_VSS';
