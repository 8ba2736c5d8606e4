-- grain: one row per difference, as the following files find them.
-- reads: nothing
-- writes: difference
CREATE TEMPORARY TABLE difference (
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
    tolerated_by       text,        -- the tolerance it is within, in words; then it is no break
    evidence_at        timestamptz NOT NULL
) ON COMMIT DROP;
