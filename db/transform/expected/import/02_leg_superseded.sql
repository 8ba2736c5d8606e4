-- grain: one row per current leg of which the staged file speaks: this import takes its place.
-- reads: expected.leg, staged
-- writes: expected.leg
-- Lines that only give money back for a call take the place of such lines, and leave what was charged for it as it is. Each is
-- looked up, in the order of the index, so that what was imported before costs nothing.
UPDATE expected.leg l
SET superseded_by = :import
FROM (SELECT sub_account_id, session_id, call_id, bool_and(coalesce(total_price < 0, false)) AS only_credits
      FROM staged
      GROUP BY sub_account_id, session_id, call_id
      ORDER BY sub_account_id, session_id) AS s
CROSS JOIN LATERAL (SELECT current.id
                    FROM expected.leg current
                    WHERE current.superseded_by IS NULL
                      AND current.source = :source
                      AND current.sub_account_id = s.sub_account_id
                      AND current.session_id = s.session_id
                      AND current.call_id = s.call_id
                      AND (NOT s.only_credits OR current.total_price < 0)
                    OFFSET 0) AS known
WHERE l.id = known.id
  AND l.sub_account_id = s.sub_account_id;
