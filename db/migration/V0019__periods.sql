-- Months that were closed: their figures as they stood, and what came to light since.

-- One row a time that a month was closed.
CREATE TABLE recon.closing (
    id           bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    month        date        NOT NULL CHECK (extract(day FROM month) = 1),
    closed_at    timestamptz NOT NULL,
    closed_by    text        NOT NULL,
    note         text,
    figures      bigint      NOT NULL, -- rows of recon.closed_figure
    sha256       text        NOT NULL, -- over them, in their order
    reopened_at  timestamptz,
    reopened_by  text,
    reopen_note  text,
    CHECK ((reopened_at IS NULL) = (reopened_by IS NULL))
);
CREATE UNIQUE INDEX closed_once ON recon.closing (month) WHERE reopened_at IS NULL;

-- One row a figure of a closed month, as it stood then.
CREATE TABLE recon.closed_figure (
    closing_id      bigint  NOT NULL REFERENCES recon.closing (id),
    business_day    date    NOT NULL,
    section         text    NOT NULL CHECK (section IN ('SESSIONS', 'RECONCILED', 'BILLED', 'BREAKS')),
    product         text,
    sub_account_id  text    NOT NULL,
    source          text,           -- of the expectation; NULL where there is none
    item            text,           -- session status, outcome or kind of break
    currency        text,
    number          bigint  NOT NULL, -- sessions, billed lines or breaks
    seconds         bigint,
    amount          numeric
);
CREATE INDEX ON recon.closed_figure (closing_id);

-- One row a figure of a closed month that is otherwise now, by how much, and on which day of an open month it is told.
CREATE TABLE recon.adjustment (
    id              bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    closing_id      bigint      NOT NULL REFERENCES recon.closing (id),
    booked_day      date        NOT NULL,
    run_id          bigint      NOT NULL,
    business_day    date        NOT NULL,
    section         text        NOT NULL,
    product         text,
    sub_account_id  text        NOT NULL,
    source          text,
    item            text,
    currency        text,
    number          bigint      NOT NULL,
    seconds         bigint,
    amount          numeric
);
CREATE INDEX ON recon.adjustment (closing_id);
CREATE INDEX ON recon.adjustment (booked_day);

-- One row a figure of a day, as it stands now: what closing a month freezes.
CREATE VIEW recon.current_figure AS
SELECT business_day, 'SESSIONS' AS section, product, sub_account_id, NULL AS source, session_status AS item, NULL AS currency,
       count(*) AS number, sum(total_call_seconds) AS seconds, NULL::numeric AS amount
FROM fact.session
GROUP BY business_day, product, sub_account_id, session_status
UNION ALL
SELECT business_day, 'RECONCILED', product, sub_account_id, source, outcome, NULL, count(*), NULL, NULL
FROM recon.result
GROUP BY business_day, product, sub_account_id, source, outcome
UNION ALL
SELECT business_day, 'BILLED', product, sub_account_id, source, NULL, CASE WHEN total_price IS NOT NULL THEN currency END,
       count(*), sum(billable_seconds), sum(total_price)
FROM expected.leg
WHERE superseded_by IS NULL
GROUP BY 1, 2, 3, 4, 5, 7
UNION ALL
SELECT business_day, 'BREAKS', product, sub_account_id, source, kind, CASE WHEN amount_at_stake IS NOT NULL THEN currency END,
       count(*), NULL, sum(amount_at_stake)
FROM recon.break
WHERE state <> 'RESOLVED'
GROUP BY 1, 2, 3, 4, 5, 6, 7;
