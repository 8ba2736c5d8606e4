-- Facts against expectations: one result a session and source, one break a difference.
CREATE SCHEMA recon;

-- Seconds that are billed for so many seconds of talk, by an increment of first + next seconds: nothing below one second,
-- the first interval, then whole following ones.
CREATE FUNCTION recon.billable_seconds(talk integer, first integer, next integer) RETURNS integer
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN CASE
        WHEN talk IS NULL OR first IS NULL OR next IS NULL THEN NULL
        WHEN talk < 1 THEN 0
        WHEN talk <= first THEN first
        ELSE first + (talk - first + next - 1) / next * next
    END;

-- What so many billed seconds cost, rounded half up to so many decimals; NULL where a part of it is not known.
CREATE FUNCTION recon.price_due(seconds integer, unit_price numeric, unit_seconds integer, decimals integer) RETURNS numeric
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN round(unit_price * seconds / unit_seconds, decimals);

CREATE TABLE recon.result (
    id                 bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    business_day       date        NOT NULL, -- of the fact; of the expectation where there is no fact
    product            text,
    sub_account_id     text        NOT NULL,
    session_id         text,
    client_request_id  text,
    source             text        NOT NULL,
    outcome            text        NOT NULL CHECK (outcome IN ('MATCHED', 'BROKEN', 'MISSING_VSS', 'UNEXPECTED')),
    matched_by         text        CHECK (matched_by IN ('SESSION_ID', 'CLIENT_REQUEST_ID')),
    UNIQUE NULLS NOT DISTINCT (source, sub_account_id, session_id, client_request_id)
);
CREATE INDEX result_by_day ON recon.result (business_day);

CREATE TABLE recon.break (
    id                 bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    business_day       date        NOT NULL,
    product            text,
    sub_account_id     text        NOT NULL,
    session_id         text,
    client_request_id  text,
    call_id            text,
    source             text        NOT NULL,
    kind               text        NOT NULL CHECK (kind IN ('MISSING_VSS', 'UNEXPECTED', 'LEG_MISSING', 'LEG_UNEXPECTED',
        'STATUS', 'DURATION', 'BILLABLE_SECONDS', 'PRICE', 'PRODUCT', 'DUPLICATE_BILLED')),
    expected_value     text,
    actual_value       text,
    amount_at_stake    numeric,     -- positive: we would pay too much
    currency           text,
    state              text        NOT NULL DEFAULT 'OPEN'
        CHECK (state IN ('OPEN', 'NOTED', 'DISPUTED', 'ACCEPTED', 'RESOLVED')),
    first_seen         timestamptz NOT NULL, -- arrival of the evidence that first showed it
    last_seen          timestamptz NOT NULL, -- arrival of the newest evidence that shows it
    -- the currency too: amounts in two currencies are two breaks, since they are never added up
    UNIQUE NULLS NOT DISTINCT (source, sub_account_id, session_id, client_request_id, call_id, kind, currency)
);
CREATE INDEX break_by_day ON recon.break (business_day);

CREATE INDEX break_by_session ON recon.break (sub_account_id, session_id);

-- One row a run, day and source: expected = matched + broken + missing; facts = matched + broken + unexpected.
CREATE TABLE recon.control_total (
    run_id        bigint NOT NULL,
    business_day  date   NOT NULL,
    source        text   NOT NULL,
    expected      bigint NOT NULL,
    facts         bigint NOT NULL,
    matched       bigint NOT NULL,
    broken        bigint NOT NULL,
    missing       bigint NOT NULL,
    unexpected    bigint NOT NULL,
    PRIMARY KEY (run_id, business_day, source)
);
