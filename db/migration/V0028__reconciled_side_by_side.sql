-- What lets shares of the days be reconciled side by side, each by a connection of its own.

-- One row a difference that a reconciliation at work has found so far: breaks are made of them once all its days are looked at,
-- in one order, so that their numbers do not depend on who was faster. Empty in between, and after a crash.
CREATE UNLOGGED TABLE recon.found_difference (
    business_day       date        NOT NULL,
    product            text,
    sub_account_id     text        NOT NULL,
    session_id         text,
    client_request_id  text,
    call_id            text,
    source             text        NOT NULL,
    kind               text        NOT NULL,
    expected_value     text,
    actual_value       text,
    amount_at_stake    numeric,
    currency           text,
    evidence_at        timestamptz NOT NULL,
    session_key        text        GENERATED ALWAYS AS (recon.session_key(session_id, client_request_id)) STORED
);

-- Results come and go by the day, and lie together: where a day lies is all that needs to be known.
DROP INDEX recon.result_by_day;
CREATE INDEX result_by_day ON recon.result USING brin (business_day) WITH (pages_per_range = 16);
