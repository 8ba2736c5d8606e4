-- grain: one row per day on which a refused request counts otherwise than before: the first import that counts, has a higher rank
--   and speaks of it takes its place; one of an import that is withdrawn does not count.
-- reads: expected.import, expected.import_total, expected.rejected_request, expected.sent_line
-- writes: expected.rejected_request, recounted_day
WITH later AS (
    SELECT r.id, min(i.rank) AS rank
    FROM expected.rejected_request r
    JOIN expected.import own ON own.id = r.import_id
    JOIN expected.sent_line l ON l.sub_account_id = r.sub_account_id AND l.request_key = r.request_key
    JOIN expected.import i ON i.id = l.import_id AND i.source = r.source AND i.withdrawn_at IS NULL AND i.rank > own.rank
    WHERE r.source = :source
    GROUP BY r.id
    UNION ALL
    SELECT r.id, min(i.rank)
    FROM expected.rejected_request r
    JOIN expected.import own ON own.id = r.import_id
    JOIN expected.sent_line l ON l.sub_account_id = r.sub_account_id AND l.client_request_id = r.client_request_id AND l.is_created
    JOIN expected.import i ON i.id = l.import_id AND i.source = r.source AND i.withdrawn_at IS NULL AND i.rank > own.rank
    WHERE r.source = :source
    GROUP BY r.id
    UNION ALL
    SELECT r.id, min(i.rank)
    FROM expected.rejected_request r
    JOIN expected.import own ON own.id = r.import_id
    JOIN expected.import_total t ON t.sub_account_id = r.sub_account_id AND t.business_day = r.business_day
    JOIN expected.import i ON i.id = t.import_id AND i.source = r.source AND i.withdrawn_at IS NULL AND i.rank > own.rank
        AND i.replaces_range
    WHERE r.source = :source
    GROUP BY r.id
),
counted AS (
    SELECT r.id, CASE WHEN own.withdrawn_at IS NULL THEN i.id ELSE own.id END AS superseded_by
    FROM expected.rejected_request r
    JOIN expected.import own ON own.id = r.import_id
    LEFT JOIN (SELECT id, min(rank) AS rank FROM later GROUP BY id) AS first ON first.id = r.id
    LEFT JOIN expected.import i ON i.rank = first.rank
    WHERE r.source = :source
),
changed AS (
    UPDATE expected.rejected_request r
    SET superseded_by = counted.superseded_by
    FROM counted
    WHERE counted.id = r.id AND r.superseded_by IS DISTINCT FROM counted.superseded_by
    RETURNING r.business_day
)
INSERT INTO recounted_day (business_day)
SELECT DISTINCT business_day FROM changed;
