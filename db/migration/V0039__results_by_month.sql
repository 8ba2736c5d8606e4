-- Results by month of their business day, as the facts are.
DROP VIEW recon.current_figure;
ALTER TABLE recon.result RENAME TO result_unpartitioned;
DROP INDEX recon.result_by_day;

CREATE TABLE recon.result (
    business_day       date        NOT NULL, -- of the fact; of the expectation where there is no fact
    product            text,
    sub_account_id     text        NOT NULL,
    session_id         text,
    client_request_id  text,
    source             text        NOT NULL,
    outcome            text        NOT NULL CHECK (outcome IN ('MATCHED', 'BROKEN', 'MISSING_VSS', 'UNEXPECTED')),
    matched_by         text        CHECK (matched_by IN ('SESSION_ID', 'CLIENT_REQUEST_ID', 'DESTINATION_TIME', 'CONFIRMED')),
    legs_matched_by    text        -- where not each leg by its one line
        CHECK (legs_matched_by IN ('LEG_IN_SEVERAL_LINES', 'LEGS_IN_ONE_LINE'))
) PARTITION BY RANGE (business_day);
-- Results come and go by the day, and lie together: where a day lies is all that needs to be known.
CREATE INDEX result_by_day ON recon.result USING brin (business_day) WITH (pages_per_range = 16);

DO $$
DECLARE
    month date;
BEGIN
    FOR month IN SELECT DISTINCT date_trunc('month', business_day)::date FROM recon.result_unpartitioned LOOP
        EXECUTE format('CREATE TABLE recon.result_%s PARTITION OF recon.result FOR VALUES FROM (%L) TO (%L)',
                       to_char(month, 'YYYY_MM'), month, (month + interval '1 month')::date);
    END LOOP;
END $$;

INSERT INTO recon.result
    (business_day, product, sub_account_id, session_id, client_request_id, source, outcome, matched_by, legs_matched_by)
SELECT business_day, product, sub_account_id, session_id, client_request_id, source, outcome, matched_by, legs_matched_by
FROM recon.result_unpartitioned
ORDER BY business_day;
DROP TABLE recon.result_unpartitioned;

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
