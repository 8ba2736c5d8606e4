CREATE SCHEMA fact;
COMMENT ON SCHEMA fact IS 'One fact per session, one row per call leg, derived from the deliveries.';
GRANT USAGE ON SCHEMA fact TO vss_reports;
ALTER DEFAULT PRIVILEGES IN SCHEMA fact GRANT SELECT ON TABLES TO vss_reports;

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
    PRIMARY KEY (business_day, delivery_id, sub_account_id)
) PARTITION BY RANGE (business_day);
CREATE INDEX other_session_by_request ON fact.other_session (sub_account_id, client_request_id) WHERE client_request_id IS NOT NULL;
COMMENT ON TABLE fact.other_session IS
    'One row per session of a product that is none of the others, partitioned by the month of its business day.';
COMMENT ON COLUMN fact.other_session.sub_account_id IS 'Subaccount of the session.';
COMMENT ON COLUMN fact.other_session.session_id IS 'Session id of 8x8, in lower case if it is a UUID.';
COMMENT ON COLUMN fact.other_session.business_day IS 'Day of start_time in the report time zone.';
COMMENT ON COLUMN fact.other_session.session_status IS
    'Normalised status such as NO_ANSWER. A status never seen before is kept as it came.';
COMMENT ON COLUMN fact.other_session.implied_status IS 'Status that the legs imply; null if they imply none.';
COMMENT ON COLUMN fact.other_session.start_time IS 'Start of the session.';
COMMENT ON COLUMN fact.other_session.end_time IS 'End of the session; null if it is not stated.';
COMMENT ON COLUMN fact.other_session.last_action IS 'Last action of the callflow; null if it is not stated.';
COMMENT ON COLUMN fact.other_session.call_count IS 'Number of calls as 8x8 states it; null if it is not stated.';
COMMENT ON COLUMN fact.other_session.error_code IS 'Error code of 8x8; null if there was no error.';
COMMENT ON COLUMN fact.other_session.error_message IS 'Error message of 8x8; null if there was no error.';
COMMENT ON COLUMN fact.other_session.is_answered IS 'Whether the called party answered.';
COMMENT ON COLUMN fact.other_session.ring_seconds IS
    'Seconds from the start of the call to the called party until it answered or ended; null if that is not known.';
COMMENT ON COLUMN fact.other_session.talk_seconds IS 'Seconds for which the called party was connected.';
COMMENT ON COLUMN fact.other_session.total_call_seconds IS 'Connected seconds of all legs, as 8x8 counts them.';
COMMENT ON COLUMN fact.other_session.source_country IS
    'Country of the calling party, ISO 3166 alpha-2; null if it is not known.';
COMMENT ON COLUMN fact.other_session.destination_country IS
    'Country of the called party, ISO 3166 alpha-2; null if it is not known.';
COMMENT ON COLUMN fact.other_session.quality_band IS
    'The worst band of its legs: EXCELLENT, GOOD, FAIR, POOR or BAD; null if no leg has one.';
COMMENT ON COLUMN fact.other_session.schema_version IS 'Version of the webhook''s format; null if it is not stated.';
COMMENT ON COLUMN fact.other_session.client_request_id IS 'Id that the client gave to the request; null if it is not stated.';
COMMENT ON COLUMN fact.other_session.product_decided_by IS
    'What decided on the product: the URL, the settings of the subaccount, the shape of the body, or nothing.';
COMMENT ON COLUMN fact.other_session.received_at IS 'Arrival of the delivery behind this fact.';
COMMENT ON COLUMN fact.other_session.delivery_count IS
    'All deliveries of this session: the fact, its duplicates and the superseded ones.';
COMMENT ON COLUMN fact.other_session.delivery_id IS 'The delivery behind this fact (capture.delivery).';
COMMENT ON COLUMN fact.other_session.parser_version IS 'Version of the parser that derived it.';

CREATE TABLE fact.ivr_session (LIKE fact.other_session INCLUDING ALL) PARTITION BY RANGE (business_day);
COMMENT ON TABLE fact.ivr_session IS 'One row per session of the product ivr; columns as in fact.other_session.';

CREATE TABLE fact.voice_messaging_session (
    LIKE fact.other_session INCLUDING ALL,
    opt_out  text NOT NULL CHECK (opt_out IN ('NONE', 'OPTED_OUT', 'OPT_OUT_FAILED', 'ALREADY_OPTED_OUT'))
) PARTITION BY RANGE (business_day);
COMMENT ON TABLE fact.voice_messaging_session IS
    'One row per session of the product voice-messaging; the first columns are those of fact.other_session.';
COMMENT ON COLUMN fact.voice_messaging_session.opt_out IS
    'What became of an opt-out during the session; NONE if there was none.';

CREATE TABLE fact.number_masking_session (
    LIKE fact.other_session INCLUDING ALL,
    masked_number        text,
    caller_number        text,
    caller_country       text,
    caller_call_id       text,
    caller_status        text,
    caller_call_seconds  integer,
    callee_number        text,
    callee_country       text,
    callee_call_id       text,
    callee_status        text,
    callee_call_seconds  integer
) PARTITION BY RANGE (business_day);
COMMENT ON TABLE fact.number_masking_session IS
    'One row per session of the product number-masking; the first columns are those of fact.other_session.';
COMMENT ON COLUMN fact.number_masking_session.masked_number IS
    'The virtual number between the two parties; null if it is not stated.';
COMMENT ON COLUMN fact.number_masking_session.caller_number IS 'Number of the calling party; null if it is not stated.';
COMMENT ON COLUMN fact.number_masking_session.caller_country IS
    'Country of the calling party, ISO 3166 alpha-2; null if it is not known.';
COMMENT ON COLUMN fact.number_masking_session.caller_call_id IS 'Call id of the caller''s leg; null if there is no such leg.';
COMMENT ON COLUMN fact.number_masking_session.caller_status IS 'Status of the caller''s leg; null if there is no such leg.';
COMMENT ON COLUMN fact.number_masking_session.caller_call_seconds IS
    'Connected seconds of the caller''s leg; null if there is no such leg.';
COMMENT ON COLUMN fact.number_masking_session.callee_number IS 'Number of the called party; null if it is not stated.';
COMMENT ON COLUMN fact.number_masking_session.callee_country IS
    'Country of the called party, ISO 3166 alpha-2; null if it is not known.';
COMMENT ON COLUMN fact.number_masking_session.callee_call_id IS 'Call id of the callee''s leg; null if there is no such leg.';
COMMENT ON COLUMN fact.number_masking_session.callee_status IS 'Status of the callee''s leg; null if there is no such leg.';
COMMENT ON COLUMN fact.number_masking_session.callee_call_seconds IS
    'Connected seconds of the callee''s leg; null if there is no such leg.';

CREATE TABLE fact.call_leg (
    sub_account_id       text         NOT NULL,
    session_id           text         NOT NULL,
    leg                  text         NOT NULL,
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
    ref_id               text,
    call_status          text,
    call_seconds         integer,
    is_answered          boolean      NOT NULL,
    ring_seconds         integer,
    talk_seconds         integer      NOT NULL,
    mos                  numeric,
    packet_loss_rate     numeric,
    jitter_ms            numeric,
    quality_band         text,
    business_day         date         NOT NULL,
    delivery_id          bigint       NOT NULL,
    PRIMARY KEY (business_day, delivery_id, leg, sub_account_id)
) PARTITION BY RANGE (business_day);
COMMENT ON TABLE fact.call_leg IS 'One row per call leg of a session, partitioned by the month of the session''s business day.';
COMMENT ON COLUMN fact.call_leg.sub_account_id IS 'Subaccount of the session.';
COMMENT ON COLUMN fact.call_leg.session_id IS 'Session of the leg.';
COMMENT ON COLUMN fact.call_leg.leg IS 'Letter of the leg: A, B and so on.';
COMMENT ON COLUMN fact.call_leg.call_id IS 'Call id of 8x8, in lower case if it is a UUID; null if it is not stated.';
COMMENT ON COLUMN fact.call_leg.direction IS 'INBOUND or OUTBOUND; null if it is not stated.';
COMMENT ON COLUMN fact.call_leg.call_type IS 'Type of the call as 8x8 states it; null if it is not stated.';
COMMENT ON COLUMN fact.call_leg.initiated_at IS 'When the call was started; null if it is not stated.';
COMMENT ON COLUMN fact.call_leg.connected_at IS 'When it was answered; null if it was not.';
COMMENT ON COLUMN fact.call_leg.disconnected_at IS 'When it ended; null if it is not stated.';
COMMENT ON COLUMN fact.call_leg.source IS 'Calling number; null if it is not stated.';
COMMENT ON COLUMN fact.call_leg.destination IS 'Called number; null if it is not stated.';
COMMENT ON COLUMN fact.call_leg.source_country IS
    'Country of the calling number as stated, or else derived from the number; null if it is not known.';
COMMENT ON COLUMN fact.call_leg.destination_country IS
    'Country of the called number as stated, or else derived from the number; null if it is not known.';
COMMENT ON COLUMN fact.call_leg.ref_id IS 'Reference of the virtual number; null if there is none.';
COMMENT ON COLUMN fact.call_leg.call_status IS 'Normalised status of the call; null if it is not stated.';
COMMENT ON COLUMN fact.call_leg.call_seconds IS 'Connected seconds as 8x8 counts them; null if they are not stated.';
COMMENT ON COLUMN fact.call_leg.is_answered IS 'Whether it was ever connected.';
COMMENT ON COLUMN fact.call_leg.ring_seconds IS
    'Seconds from its start until it was connected or given up; null if that is not known.';
COMMENT ON COLUMN fact.call_leg.talk_seconds IS 'Connected seconds by its times, or else as 8x8 counts them.';
COMMENT ON COLUMN fact.call_leg.mos IS 'Mean opinion score from 1 to 5; null if it is not stated.';
COMMENT ON COLUMN fact.call_leg.packet_loss_rate IS 'Rate of lost packets as 8x8 states it; null if it is not stated.';
COMMENT ON COLUMN fact.call_leg.jitter_ms IS 'Jitter in milliseconds; null if it is not stated.';
COMMENT ON COLUMN fact.call_leg.quality_band IS 'EXCELLENT, GOOD, FAIR, POOR or BAD; null if the quality is not known.';
COMMENT ON COLUMN fact.call_leg.business_day IS 'Business day of the session.';
COMMENT ON COLUMN fact.call_leg.delivery_id IS 'Delivery of the session''s fact.';

CREATE TABLE fact.session_note (
    sub_account_id  text   NOT NULL,
    session_id      text   NOT NULL,
    business_day    date   NOT NULL,
    code            text   NOT NULL,
    field           text   NOT NULL,
    value           text,
    delivery_id     bigint NOT NULL
) PARTITION BY RANGE (business_day);
CREATE INDEX session_note_by_delivery ON fact.session_note (business_day, delivery_id);
COMMENT ON TABLE fact.session_note IS
    'One row per strange thing about a session that is usable all the same, partitioned by the month of the business day.';
COMMENT ON COLUMN fact.session_note.sub_account_id IS 'Subaccount of the session.';
COMMENT ON COLUMN fact.session_note.session_id IS 'The session.';
COMMENT ON COLUMN fact.session_note.business_day IS 'Business day of the session.';
COMMENT ON COLUMN fact.session_note.code IS 'Code of the note.';
COMMENT ON COLUMN fact.session_note.field IS 'Where it was found, such as callA.source.';
COMMENT ON COLUMN fact.session_note.value IS 'Beginning of what stood there; null if nothing stood there.';
COMMENT ON COLUMN fact.session_note.delivery_id IS 'Delivery of the session''s fact.';

CREATE TABLE fact.dropped_month (
    month       date        PRIMARY KEY,
    sessions    bigint      NOT NULL,
    dropped_at  timestamptz NOT NULL
);
COMMENT ON TABLE fact.dropped_month IS
    'One row per month of facts that was dropped after its retention. Its days are never run again, and its reports stay.';
COMMENT ON COLUMN fact.dropped_month.month IS 'First day of the month.';
COMMENT ON COLUMN fact.dropped_month.sessions IS 'Sessions that the month had.';
COMMENT ON COLUMN fact.dropped_month.dropped_at IS 'When the month was dropped.';

CREATE TABLE fact.code (
    family     text    NOT NULL CHECK (family IN ('session-error', 'api-status', 'sip')),
    code       integer NOT NULL,
    lies_with  text    NOT NULL,
    meaning    text    NOT NULL,
    remedy     text    NOT NULL,
    retryable  boolean NOT NULL,
    PRIMARY KEY (family, code)
);
COMMENT ON TABLE fact.code IS
    'One row per code of a family, with its meaning. It is filled at each start from the built-in list and the user''s '
    'config/codes.yml.';
COMMENT ON COLUMN fact.code.family IS 'Family of the code.';
COMMENT ON COLUMN fact.code.code IS 'The code.';
COMMENT ON COLUMN fact.code.lies_with IS 'Who can change it: nobody, subscriber, caller, network, sender, 8x8 or unknown.';
COMMENT ON COLUMN fact.code.meaning IS 'What the code means.';
COMMENT ON COLUMN fact.code.remedy IS 'What to do about it.';
COMMENT ON COLUMN fact.code.retryable IS 'Whether the same request may succeed at another try.';
