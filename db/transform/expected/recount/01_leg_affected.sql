-- grain: one row per billed line that may count otherwise than before: of a call of which the import speaks or, where the import
--   replaces its range, of a call with a line in that range.
-- reads: expected.import, expected.import_total, expected.leg
-- writes: affected_leg
-- Lines that do not count are among them.
INSERT INTO affected_leg (id, sub_account_id)
WITH call AS (
    SELECT sub_account_id, session_id, call_id FROM expected.leg WHERE import_id = :import
    UNION
    SELECT l.sub_account_id, l.session_id, l.call_id
    FROM expected.import i
    JOIN expected.import_total t ON t.import_id = i.id
    JOIN expected.leg l ON l.sub_account_id = t.sub_account_id AND l.business_day = t.business_day
    WHERE i.id = :import AND i.replaces_range AND l.source = :source
)
SELECT l.id, l.sub_account_id
FROM expected.leg l
JOIN call USING (sub_account_id, session_id, call_id)
WHERE l.source = :source;
