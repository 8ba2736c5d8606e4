-- grain: one row: how many lines of other imports count on the same days and subaccounts, of which this import does not speak.
-- reads: expected.import, expected.import_total, expected.leg, expected.session
-- writes: nothing
WITH range AS (
    SELECT DISTINCT t.business_day, t.sub_account_id
    FROM expected.import_total t
    WHERE t.import_id = :import
      AND EXISTS (SELECT FROM expected.import_total o
                  JOIN expected.import i ON i.id = o.import_id
                  WHERE o.business_day = t.business_day AND o.sub_account_id = t.sub_account_id AND i.source = :source
                    AND o.import_id <> :import AND i.withdrawn_at IS NULL)
),
line AS (
    SELECT l.sub_account_id
    FROM range r
    CROSS JOIN LATERAL (SELECT sub_account_id FROM expected.leg l
                        WHERE l.business_day = r.business_day AND l.sub_account_id = r.sub_account_id
                          AND l.superseded_by IS NULL AND l.source = :source AND l.import_id <> :import) AS l
    UNION ALL
    SELECT e.sub_account_id
    FROM range r
    CROSS JOIN LATERAL (SELECT sub_account_id FROM expected.session e
                        WHERE e.business_day = r.business_day AND e.sub_account_id = r.sub_account_id AND e.source = :source
                          AND e.superseded_by IS NULL AND e.import_id <> :import AND e.source <> '8x8-log-export') AS e
)
SELECT count(*) FROM line;
