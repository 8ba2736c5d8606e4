-- What lets days be reconciled in sets: what an import knows of a session or call is not counted anew every night, and a day's
-- results are replaced where they differ.
ALTER TABLE expected.leg ADD COLUMN lines_of_call integer NOT NULL DEFAULT 1; -- current lines of the same call; all of one import
UPDATE expected.leg l
SET lines_of_call = c.lines
FROM (SELECT source, sub_account_id, session_id, call_id, import_id, count(*) AS lines
      FROM expected.leg
      GROUP BY source, sub_account_id, session_id, call_id, import_id
      HAVING count(*) > 1) AS c
WHERE (l.source, l.sub_account_id, l.session_id, l.call_id, l.import_id)
      = (c.source, c.sub_account_id, c.session_id, c.call_id, c.import_id);

ALTER TABLE expected.session ADD COLUMN spans_days boolean NOT NULL DEFAULT false; -- has a leg of another day than its own
UPDATE expected.session e
SET spans_days = true
WHERE EXISTS (SELECT FROM expected.leg l
              WHERE l.source = e.source AND l.sub_account_id = e.sub_account_id AND l.session_id = e.session_id
                AND l.superseded_by IS NULL AND l.business_day <> e.business_day);
CREATE INDEX session_across_days ON expected.session (sub_account_id, session_id) WHERE superseded_by IS NULL AND spans_days;
CREATE INDEX session_without_id ON expected.session (sub_account_id, client_request_id)
    WHERE superseded_by IS NULL AND session_id IS NULL;

DROP INDEX recon.result_of_session;
DROP INDEX recon.result_by_request;
ALTER TABLE recon.result DROP COLUMN id;

-- Where a source speaks of a subaccount on one of these days at all; a list of the client's own, only of a product.
CREATE FUNCTION recon.coverage(days date[])
    RETURNS TABLE (source text, sub_account_id text, product text, business_day date, import_id bigint)
    LANGUAGE sql STABLE PARALLEL SAFE
    BEGIN ATOMIC
        SELECT e.source, e.sub_account_id, CASE WHEN e.source <> '8x8-log-export' THEN e.product END, e.business_day,
               min(e.import_id)
        FROM expected.session e
        WHERE e.superseded_by IS NULL AND e.business_day = ANY (days)
          AND (e.source = '8x8-log-export' OR e.product IS NOT NULL)
        GROUP BY 1, 2, 3, 4;
    END;

-- Expectations without 8x8's id that concern these days, each with the first session of its request that the list has not by id.
CREATE FUNCTION recon.first_of_request(days date[])
    RETURNS TABLE (expected_id bigint, source text, sub_account_id text, business_day date, fact_day date, session_id text)
    LANGUAGE sql STABLE PARALLEL SAFE
    BEGIN ATOMIC
        SELECT DISTINCT ON (e.id) e.id, e.source, e.sub_account_id, e.business_day, f.business_day, f.session_id
        FROM expected.session e
        JOIN fact.session f USING (sub_account_id, client_request_id)
        WHERE e.superseded_by IS NULL AND e.session_id IS NULL
          AND (e.business_day = ANY (days)
               OR (e.sub_account_id, e.client_request_id)
                  IN (SELECT here.sub_account_id, here.client_request_id
                      FROM fact.session here
                      WHERE here.business_day = ANY (days) AND here.client_request_id IS NOT NULL))
          AND NOT EXISTS (SELECT FROM expected.session other
                          WHERE other.superseded_by IS NULL AND other.source = e.source
                            AND other.sub_account_id = f.sub_account_id AND other.session_id = f.session_id)
        ORDER BY e.id, f.start_time, f.session_id COLLATE "C";
    END;
