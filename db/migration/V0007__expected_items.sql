CREATE TABLE expected.leg (
    id                   bigint      GENERATED ALWAYS AS IDENTITY,
    import_id            bigint      NOT NULL REFERENCES expected.import (id),
    line                 bigint      NOT NULL,
    source               text        NOT NULL,
    sub_account_id       text        NOT NULL,
    session_id           text        NOT NULL,
    call_id              text        NOT NULL,
    business_day         date        NOT NULL,
    product              text,
    product_spelling     text,
    direction            text,
    source_number        text,
    destination          text,
    initiated_at         timestamptz NOT NULL,
    connected_at         timestamptz,
    disconnected_at      timestamptz,
    session_status       text,
    call_status          text,
    duration_seconds     integer     NOT NULL,
    billing_unit         text,
    unit_seconds         integer,
    first_increment      integer,
    next_increment       integer,
    billable_seconds     integer,
    unit_price           numeric,
    total_price          numeric,
    currency             text,
    superseded_by        bigint      REFERENCES expected.import (id),
    lines_of_call        integer     NOT NULL DEFAULT 1,
    session_id_spelling  text,
    call_id_spelling     text,
    sip_status           text,
    PRIMARY KEY (id, sub_account_id)
);
CREATE INDEX leg_by_session ON expected.leg (source, sub_account_id, session_id) WHERE superseded_by IS NULL;
CREATE INDEX leg_by_day ON expected.leg (business_day) WHERE superseded_by IS NULL;
CREATE INDEX leg_of_import ON expected.leg USING brin (import_id); -- lines of an import lie together
-- Lines whose unit or product was not understood are few, and are read again once a setting maps it.
CREATE INDEX leg_not_understood ON expected.leg (billing_unit, product_spelling)
    WHERE superseded_by IS NULL AND (unit_seconds IS NULL OR product IS NULL);
COMMENT ON TABLE expected.leg IS
    'One row per billed leg; a leg that is billed twice has two. Rows that a later import replaced are kept.';
COMMENT ON COLUMN expected.leg.id IS 'Number of the row.';
COMMENT ON COLUMN expected.leg.import_id IS 'The import it came with.';
COMMENT ON COLUMN expected.leg.line IS 'Line of the file, from 1.';
COMMENT ON COLUMN expected.leg.source IS 'Source of the import.';
COMMENT ON COLUMN expected.leg.sub_account_id IS 'Subaccount that is billed.';
COMMENT ON COLUMN expected.leg.session_id IS 'Session of the leg, in lower case if it is a UUID.';
COMMENT ON COLUMN expected.leg.call_id IS 'Call id of the leg, in lower case if it is a UUID.';
COMMENT ON COLUMN expected.leg.business_day IS 'Day of initiated_at in the report time zone.';
COMMENT ON COLUMN expected.leg.product IS 'Product; null if its spelling is not mapped.';
COMMENT ON COLUMN expected.leg.product_spelling IS 'Product as the file spells it; null if it states none.';
COMMENT ON COLUMN expected.leg.direction IS 'INBOUND or OUTBOUND; null if it is not stated.';
COMMENT ON COLUMN expected.leg.source_number IS 'Calling number; null if it is not stated.';
COMMENT ON COLUMN expected.leg.destination IS 'Called number; null if it is not stated.';
COMMENT ON COLUMN expected.leg.initiated_at IS 'When the call was started.';
COMMENT ON COLUMN expected.leg.connected_at IS 'When it was answered; null if it was not.';
COMMENT ON COLUMN expected.leg.disconnected_at IS 'When it ended; null if it is not stated.';
COMMENT ON COLUMN expected.leg.session_status IS 'Normalised status of the session; null if it is not stated.';
COMMENT ON COLUMN expected.leg.call_status IS 'Normalised status of the call; null if it is not stated.';
COMMENT ON COLUMN expected.leg.duration_seconds IS 'Connected seconds.';
COMMENT ON COLUMN expected.leg.billing_unit IS 'Unit of the price as the file spells it; null if it states none.';
COMMENT ON COLUMN expected.leg.unit_seconds IS 'That unit in seconds; null if its spelling is not mapped.';
COMMENT ON COLUMN expected.leg.first_increment IS 'First billing increment in seconds; null if it is not stated.';
COMMENT ON COLUMN expected.leg.next_increment IS 'Each following billing increment in seconds; null if it is not stated.';
COMMENT ON COLUMN expected.leg.billable_seconds IS 'Billed seconds; null if they are not stated.';
COMMENT ON COLUMN expected.leg.unit_price IS 'Price of one unit; null if it is not stated.';
COMMENT ON COLUMN expected.leg.total_price IS 'Price of the leg, negative for a credit; null if it is not stated.';
COMMENT ON COLUMN expected.leg.currency IS 'ISO 4217 code of the prices; null if it is not stated.';
COMMENT ON COLUMN expected.leg.superseded_by IS
    'The import that says otherwise, or its own import if that is withdrawn; null while the row counts.';
COMMENT ON COLUMN expected.leg.lines_of_call IS 'Lines of the same call that count; all of them are of one import.';
COMMENT ON COLUMN expected.leg.session_id_spelling IS 'Session id as the file spells it; null if that is session_id.';
COMMENT ON COLUMN expected.leg.call_id_spelling IS 'Call id as the file spells it; null if that is call_id.';
COMMENT ON COLUMN expected.leg.sip_status IS
    'Number of the SIP status, or else the status as the file has it; null if it is not stated.';

CREATE TABLE expected.session (
    id                   bigint      GENERATED ALWAYS AS IDENTITY,
    import_id            bigint      NOT NULL REFERENCES expected.import (id),
    line                 bigint      NOT NULL,
    source               text        NOT NULL,
    sub_account_id       text        NOT NULL,
    session_id           text,
    client_request_id    text,
    business_day         date        NOT NULL,
    start_time           timestamptz NOT NULL,
    product              text,
    session_status       text,
    destination          text,
    leg_count            integer,
    billed_amount        numeric,
    currency             text,
    superseded_by        bigint      REFERENCES expected.import (id),
    is_row               boolean     NOT NULL DEFAULT false,
    matched_by           text CHECK (matched_by IN ('DESTINATION_TIME', 'CONFIRMED')),
    spans_days           boolean     NOT NULL DEFAULT false,
    callflow_request_id  text,
    status_code          integer,
    status_message       text,
    product_spelling     text,
    PRIMARY KEY (id, sub_account_id),
    CONSTRAINT session_has_id CHECK (session_id IS NOT NULL OR client_request_id IS NOT NULL)
);
CREATE UNIQUE INDEX session_current ON expected.session (source, sub_account_id, session_id, client_request_id)
    NULLS NOT DISTINCT WHERE superseded_by IS NULL;
CREATE INDEX session_by_request ON expected.session (sub_account_id, client_request_id)
    WHERE superseded_by IS NULL AND client_request_id IS NOT NULL;
CREATE INDEX session_without_id ON expected.session (sub_account_id, client_request_id)
    WHERE superseded_by IS NULL AND session_id IS NULL;
CREATE INDEX session_across_days ON expected.session (sub_account_id, session_id) WHERE superseded_by IS NULL AND spans_days;
CREATE INDEX session_by_day ON expected.session (business_day) WHERE superseded_by IS NULL;
CREATE INDEX session_row ON expected.session (business_day) WHERE superseded_by IS NULL AND is_row;
CREATE INDEX session_by_import ON expected.session (import_id);
CREATE INDEX session_by_superseding ON expected.session (superseded_by) WHERE superseded_by IS NOT NULL;
CREATE INDEX session_not_understood ON expected.session (product_spelling)
    WHERE superseded_by IS NULL AND product_spelling IS NOT NULL;
COMMENT ON TABLE expected.session IS 'One row per expected session and source. Rows that a later import replaced are kept.';
COMMENT ON COLUMN expected.session.id IS 'Number of the row.';
COMMENT ON COLUMN expected.session.import_id IS 'The import it came with.';
COMMENT ON COLUMN expected.session.line IS 'First line of the file that speaks of it, from 1.';
COMMENT ON COLUMN expected.session.source IS 'Source of the import.';
COMMENT ON COLUMN expected.session.sub_account_id IS 'Subaccount of the session.';
COMMENT ON COLUMN expected.session.session_id IS 'Session id of 8x8; null if only the client''s own id is known.';
COMMENT ON COLUMN expected.session.client_request_id IS 'Id that the client gave to the request; null if it is not stated.';
COMMENT ON COLUMN expected.session.business_day IS 'Day of start_time in the report time zone.';
COMMENT ON COLUMN expected.session.start_time IS 'When the session was requested or began.';
COMMENT ON COLUMN expected.session.product IS 'Product; null if it is not stated or not understood.';
COMMENT ON COLUMN expected.session.session_status IS 'Normalised status; null if it is not stated.';
COMMENT ON COLUMN expected.session.destination IS 'Called number; null if it is not stated.';
COMMENT ON COLUMN expected.session.leg_count IS 'Number of distinct legs; null for a source without legs.';
COMMENT ON COLUMN expected.session.billed_amount IS
    'Sum of its total prices; null if nothing is billed or if it is billed in several currencies.';
COMMENT ON COLUMN expected.session.currency IS 'ISO 4217 code of billed_amount; null if that is null.';
COMMENT ON COLUMN expected.session.superseded_by IS
    'The import that says otherwise, or its own import if that is withdrawn; null while the row counts.';
COMMENT ON COLUMN expected.session.is_row IS
    'Whether its line has no id, so that client_request_id is made of what the line says.';
COMMENT ON COLUMN expected.session.matched_by IS 'Match rule that found its session_id; null if the line states the id.';
COMMENT ON COLUMN expected.session.spans_days IS 'Whether it has a leg of another business day than its own.';
COMMENT ON COLUMN expected.session.callflow_request_id IS
    '8x8''s id of the request that created the session; null if it is not stated.';
COMMENT ON COLUMN expected.session.status_code IS '8x8''s answer to that request; null if it is not stated.';
COMMENT ON COLUMN expected.session.status_message IS 'Message of that answer; null if it is not stated.';
COMMENT ON COLUMN expected.session.product_spelling IS
    'Product as the file spells it; null if it states none or if it is understood.';

CREATE TABLE expected.sent_line (
    import_id            bigint  NOT NULL REFERENCES expected.import (id),
    line                 bigint  NOT NULL,
    is_created           boolean NOT NULL,
    sub_account_id       text    NOT NULL,
    session_id           text,
    client_request_id    text,
    is_row               boolean NOT NULL,
    product              text,
    start_time           timestamptz,
    session_status       text,
    destination          text,
    callflow_request_id  text,
    status_code          integer,
    status_message       text,
    request_key          text,
    product_spelling     text
);
CREATE INDEX sent_line_of_import ON expected.sent_line USING brin (import_id);
COMMENT ON TABLE expected.sent_line IS
    'One row per line of a list of callflows or sessions, as its file has it. expected.session is derived from the lines that '
    'count.';
COMMENT ON COLUMN expected.sent_line.import_id IS 'The import it came with.';
COMMENT ON COLUMN expected.sent_line.line IS 'Line of the file, from 1.';
COMMENT ON COLUMN expected.sent_line.is_created IS 'Whether the request created a session.';
COMMENT ON COLUMN expected.sent_line.sub_account_id IS 'Subaccount of the session.';
COMMENT ON COLUMN expected.sent_line.session_id IS 'Session id of 8x8; null if the line states none.';
COMMENT ON COLUMN expected.sent_line.client_request_id IS
    'Id that the client gave to the request, or that is made of what the line says; null if there is none.';
COMMENT ON COLUMN expected.sent_line.is_row IS 'Whether client_request_id is made of what the line says.';
COMMENT ON COLUMN expected.sent_line.product IS 'Product; null if it is not stated or not understood.';
COMMENT ON COLUMN expected.sent_line.start_time IS
    'When the session was requested or began; null if 8x8 refused the request and the line states no time.';
COMMENT ON COLUMN expected.sent_line.session_status IS 'Normalised status; null if it is not stated.';
COMMENT ON COLUMN expected.sent_line.destination IS 'Called number; null if it is not stated.';
COMMENT ON COLUMN expected.sent_line.callflow_request_id IS '8x8''s id of the request; null if it is not stated.';
COMMENT ON COLUMN expected.sent_line.status_code IS '8x8''s answer to the request; null if it is not stated.';
COMMENT ON COLUMN expected.sent_line.status_message IS 'Message of that answer; null if it is not stated.';
COMMENT ON COLUMN expected.sent_line.request_key IS
    'Key of a refused request, as in expected.rejected_request; null if the request created a session.';
COMMENT ON COLUMN expected.sent_line.product_spelling IS
    'Product as the file spells it; null if it states none or if it is understood.';

CREATE TABLE expected.rejected_request (
    id                   bigint GENERATED ALWAYS AS IDENTITY,
    import_id            bigint NOT NULL,
    line                 bigint NOT NULL,
    source               text   NOT NULL,
    sub_account_id       text   NOT NULL,
    request_key          text   NOT NULL,
    callflow_request_id  text,
    client_request_id    text,
    business_day         date   NOT NULL,
    requested_at         timestamptz,
    product              text,
    destination          text,
    status_code          integer,
    status_message       text,
    superseded_by        bigint,
    PRIMARY KEY (id, sub_account_id)
);
CREATE INDEX rejected_request_by_key ON expected.rejected_request (source, sub_account_id, request_key) WHERE superseded_by IS NULL;
CREATE INDEX rejected_request_by_client_request ON expected.rejected_request (source, sub_account_id, client_request_id)
    WHERE superseded_by IS NULL;
CREATE INDEX rejected_request_by_day ON expected.rejected_request (business_day) WHERE superseded_by IS NULL;
CREATE INDEX rejected_request_by_import ON expected.rejected_request (import_id);
CREATE INDEX rejected_request_by_superseding ON expected.rejected_request (superseded_by) WHERE superseded_by IS NOT NULL;
COMMENT ON TABLE expected.rejected_request IS
    'One row per request that 8x8 refused, so that it never became a session. Rows that a later file replaced, or whose '
    'request became a session later, are kept.';
COMMENT ON COLUMN expected.rejected_request.id IS 'Number of the row.';
COMMENT ON COLUMN expected.rejected_request.import_id IS 'The import it came with (expected.import).';
COMMENT ON COLUMN expected.rejected_request.line IS 'Line of the file, from 1.';
COMMENT ON COLUMN expected.rejected_request.source IS 'Source of the import.';
COMMENT ON COLUMN expected.rejected_request.sub_account_id IS 'Subaccount of the request.';
COMMENT ON COLUMN expected.rejected_request.request_key IS
    '8x8''s id of the request, or else the client''s own, or else made of what the line says.';
COMMENT ON COLUMN expected.rejected_request.callflow_request_id IS '8x8''s id of the request; null if it is not stated.';
COMMENT ON COLUMN expected.rejected_request.client_request_id IS
    'Id that the client gave to the request; null if it is not stated.';
COMMENT ON COLUMN expected.rejected_request.business_day IS
    'Day of requested_at in the report time zone; day of the import if that time is not known.';
COMMENT ON COLUMN expected.rejected_request.requested_at IS
    'When it was requested; null if neither the line nor an id tells it.';
COMMENT ON COLUMN expected.rejected_request.product IS 'Product; null if it is not stated or not understood.';
COMMENT ON COLUMN expected.rejected_request.destination IS 'Called number; null if it is not stated.';
COMMENT ON COLUMN expected.rejected_request.status_code IS
    '8x8''s answer; null if the line only says that nothing was created.';
COMMENT ON COLUMN expected.rejected_request.status_message IS 'Message of that answer; null if it is not stated.';
COMMENT ON COLUMN expected.rejected_request.superseded_by IS
    'The import that says otherwise, or its own import if that is withdrawn; null while the row counts.';
