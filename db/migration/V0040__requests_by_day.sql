-- Expectations without 8x8's id that concern these days, each with the first session of its request that the list has not by id.
-- Each request is looked for by its key, so that what was kept before takes no time.
CREATE OR REPLACE FUNCTION recon.first_of_request(days date[])
    RETURNS TABLE (expected_id bigint, source text, sub_account_id text, business_day date, fact_day date, session_id text)
    LANGUAGE sql STABLE PARALLEL SAFE
    BEGIN ATOMIC
        WITH here AS ( -- requests of which something happened on these days, where any list has one without an id
            SELECT DISTINCT f.sub_account_id, f.client_request_id
            FROM fact.session f
            WHERE f.business_day = ANY (days) AND f.client_request_id IS NOT NULL
              AND EXISTS (SELECT FROM expected.session WHERE superseded_by IS NULL AND session_id IS NULL)
        ),
        wanted AS (
            SELECT e.id, e.source, e.sub_account_id, e.client_request_id, e.business_day
            FROM expected.session e
            WHERE e.superseded_by IS NULL AND e.session_id IS NULL AND e.business_day = ANY (days)
            UNION
            SELECT e.id, e.source, e.sub_account_id, e.client_request_id, e.business_day
            FROM here
            CROSS JOIN LATERAL (SELECT * FROM expected.session e
                                WHERE e.superseded_by IS NULL AND e.session_id IS NULL
                                  AND e.sub_account_id = here.sub_account_id
                                  AND e.client_request_id = here.client_request_id OFFSET 0) AS e
        )
        SELECT DISTINCT ON (e.id) e.id, e.source, e.sub_account_id, e.business_day, f.business_day, f.session_id
        FROM wanted e
        CROSS JOIN LATERAL (SELECT f.business_day, f.session_id, f.start_time
                            FROM fact.session f
                            WHERE f.sub_account_id = e.sub_account_id AND f.client_request_id = e.client_request_id OFFSET 0) AS f
        WHERE NOT EXISTS (SELECT FROM expected.session other
                          WHERE other.superseded_by IS NULL AND other.source = e.source
                            AND other.sub_account_id = e.sub_account_id AND other.session_id = f.session_id OFFSET 0)
        ORDER BY e.id, f.start_time, f.session_id COLLATE "C";
    END;
