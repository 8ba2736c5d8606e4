-- grain: one row per session that is derived anew from its billed lines: the old one goes, and its day is touched.
-- reads: affected_session
-- writes: expected.session, recounted_day
WITH gone AS (
    DELETE FROM expected.session e
    USING (SELECT DISTINCT sub_account_id, session_id FROM affected_session) AS a
    WHERE e.source = :source AND e.superseded_by IS NULL
      AND e.sub_account_id = a.sub_account_id AND e.session_id = a.session_id
    RETURNING e.business_day
)
INSERT INTO recounted_day (business_day)
SELECT business_day FROM gone
UNION
SELECT business_day FROM affected_session;
