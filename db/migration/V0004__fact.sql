-- One session, one fact; a table a product, one view over all.
CREATE SCHEMA fact;

CREATE TABLE fact.other_session (
    sub_account_id      text        NOT NULL,
    session_id          text        NOT NULL,
    business_day        date        NOT NULL,
    session_status      text        NOT NULL,
    start_time          timestamptz NOT NULL,
    end_time            timestamptz,
    last_action         text,
    call_count          integer,
    error_code          integer,
    error_message       text,
    total_call_seconds  integer     NOT NULL,
    schema_version      integer,
    client_request_id   text,
    product_decided_by  text        NOT NULL,
    received_at         timestamptz NOT NULL,
    delivery_count      integer     NOT NULL CHECK (delivery_count > 0),
    delivery_id         bigint      NOT NULL,
    PRIMARY KEY (sub_account_id, session_id)
);
CREATE INDEX ON fact.other_session (business_day);
CREATE INDEX ON fact.other_session (sub_account_id, client_request_id) WHERE client_request_id IS NOT NULL;
COMMENT ON COLUMN fact.other_session.session_status IS 'normalised (NO_ANSWER); one never heard of is kept as it came';
COMMENT ON COLUMN fact.other_session.business_day IS 'day of start_time in the report time zone';
COMMENT ON COLUMN fact.other_session.received_at IS 'when the delivery behind this fact arrived';
COMMENT ON COLUMN fact.other_session.delivery_count IS 'all deliveries of this session: the fact, its duplicates, the superseded';

CREATE TABLE fact.ivr_session (LIKE fact.other_session INCLUDING ALL);

CREATE TABLE fact.voice_messaging_session (LIKE fact.other_session INCLUDING ALL);
ALTER TABLE fact.voice_messaging_session
    ADD COLUMN opt_out text NOT NULL CHECK (opt_out IN ('NONE', 'OPTED_OUT', 'OPT_OUT_FAILED', 'ALREADY_OPTED_OUT'));

CREATE TABLE fact.number_masking_session (LIKE fact.other_session INCLUDING ALL);
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
    source_country       text,
    destination_country  text,
    ref_id               text,                  -- the virtual number's reference
    call_status          text,
    call_seconds         integer,               -- connected seconds, as 8x8 counts them
    mos                  numeric,
    packet_loss_rate     numeric,
    jitter_ms            numeric,
    business_day         date         NOT NULL, -- of its session
    PRIMARY KEY (sub_account_id, session_id, leg)
);
CREATE INDEX ON fact.call_leg (business_day);

CREATE VIEW fact.session AS
SELECT 'ivr' AS product, sub_account_id, session_id, business_day, session_status, start_time, end_time, last_action,
       call_count, error_code, error_message, total_call_seconds, schema_version, client_request_id, product_decided_by,
       received_at, delivery_count, delivery_id
FROM fact.ivr_session
UNION ALL
SELECT 'voice-messaging', sub_account_id, session_id, business_day, session_status, start_time, end_time, last_action,
       call_count, error_code, error_message, total_call_seconds, schema_version, client_request_id, product_decided_by,
       received_at, delivery_count, delivery_id
FROM fact.voice_messaging_session
UNION ALL
SELECT 'number-masking', sub_account_id, session_id, business_day, session_status, start_time, end_time, last_action,
       call_count, error_code, error_message, total_call_seconds, schema_version, client_request_id, product_decided_by,
       received_at, delivery_count, delivery_id
FROM fact.number_masking_session
UNION ALL
SELECT 'other', sub_account_id, session_id, business_day, session_status, start_time, end_time, last_action,
       call_count, error_code, error_message, total_call_seconds, schema_version, client_request_id, product_decided_by,
       received_at, delivery_count, delivery_id
FROM fact.other_session;
