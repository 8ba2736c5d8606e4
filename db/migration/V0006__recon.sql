-- Facts against expectations: one result a session and source, one break a difference.
CREATE SCHEMA recon;

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
    UNIQUE NULLS NOT DISTINCT (source, sub_account_id, session_id, client_request_id, call_id, kind)
);
CREATE INDEX break_by_day ON recon.break (business_day);

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
