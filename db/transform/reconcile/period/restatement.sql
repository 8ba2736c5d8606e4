-- grain: What a run said that never came to its end is said anew.
-- reads: expected.day_change, fact.session, recon.current_figure, recon.day_version, recon.restated_figure
-- writes: recon.day_version, recon.restated_figure
DELETE FROM recon.restated_figure f
USING recon.day_version v
WHERE v.business_day = f.business_day AND v.version = f.version AND NOT v.is_published AND v.business_day = ANY (:days::date[]);

DELETE FROM recon.day_version
WHERE NOT is_published AND business_day = ANY (:days::date[]);

-- One row a figure of these days that is otherwise than it was told last, all of a day told for the first time; with the version
-- of the day that it makes, and why it moved: what came since.
WITH last AS (
    SELECT DISTINCT ON (business_day) business_day, version, as_of
    FROM recon.day_version
    WHERE business_day = ANY (:days::date[])
    ORDER BY business_day, version DESC
),
current AS (
    SELECT business_day, section, product, source, item, currency, sum(number) AS number, sum(seconds) AS seconds,
           sum(amount) AS amount
    FROM recon.current_figure
    WHERE business_day = ANY (:days::date[])
    GROUP BY business_day, section, product, source, item, currency
),
told AS ( -- as it was told last, in whatever version
    SELECT DISTINCT ON (business_day, section, product, source, item, currency)
           business_day, section, product, source, item, currency, number, seconds, amount
    FROM recon.restated_figure
    WHERE business_day = ANY (:days::date[])
    ORDER BY business_day, section, product, source, item, currency, version DESC
),
moved AS (
    SELECT coalesce(c.business_day, t.business_day) AS business_day, coalesce(c.section, t.section) AS section,
           coalesce(c.product, t.product) AS product, coalesce(c.source, t.source) AS source, coalesce(c.item, t.item) AS item,
           coalesce(c.currency, t.currency) AS currency, coalesce(c.number, 0) AS number, c.seconds, c.amount,
           t.number AS number_before, t.seconds AS seconds_before, t.amount AS amount_before
    FROM current c
    FULL JOIN told t
        ON (c.business_day, c.section, coalesce(c.product, ''), coalesce(c.source, ''), coalesce(c.item, ''), coalesce(c.currency, ''))
         = (t.business_day, t.section, coalesce(t.product, ''), coalesce(t.source, ''), coalesce(t.item, ''), coalesce(t.currency, ''))
    WHERE (coalesce(c.number, 0), coalesce(c.seconds, 0), coalesce(c.amount, 0))
          IS DISTINCT FROM (coalesce(t.number, 0), coalesce(t.seconds, 0), coalesce(t.amount, 0))
),
late AS (
    SELECT l.business_day, count(*) AS sessions
    FROM last l
    JOIN fact.session f ON f.business_day = l.business_day AND f.received_at > l.as_of AND f.business_day = ANY (:days::date[])
    GROUP BY l.business_day
),
imported AS (
    SELECT l.business_day, string_agg(c.what || ' since: ' || c.files, '; ' ORDER BY c.first_id) AS files
    FROM last l
    CROSS JOIN LATERAL (SELECT d.what, string_agg(d.file_name, ', ' ORDER BY d.import_id) AS files, min(d.import_id) AS first_id
                        FROM expected.day_change d
                        WHERE d.business_day = l.business_day AND d.at > l.as_of
                        GROUP BY d.what) AS c
    GROUP BY l.business_day
),
evidence AS (
    SELECT business_day, max(at) AS as_of
    FROM (SELECT business_day, received_at AS at FROM fact.session WHERE business_day = ANY (:days::date[])
          UNION ALL
          SELECT business_day, at FROM expected.day_change WHERE business_day = ANY (:days::date[])
          UNION ALL
          SELECT business_day, as_of FROM last) AS all_of_it
    GROUP BY business_day
),
version AS (
    INSERT INTO recon.day_version (business_day, version, run_id, as_of, why)
    SELECT m.business_day, coalesce(l.version, 0) + 1, :run,
           coalesce(e.as_of, timestamptz 'epoch'),
           CASE WHEN l.version IS NULL THEN 'first told'
                ELSE coalesce(nullif(concat_ws('; ',
                         CASE WHEN late.sessions = 1 THEN '1 session received since'
                              ELSE late.sessions || ' sessions received since' END,
                         imported.files), ''),
                     'derived or reconciled anew') END
    FROM (SELECT DISTINCT business_day FROM moved) AS m
    LEFT JOIN last l USING (business_day)
    LEFT JOIN evidence e USING (business_day)
    LEFT JOIN late USING (business_day)
    LEFT JOIN imported USING (business_day)
    RETURNING business_day, version
)
INSERT INTO recon.restated_figure
    (business_day, version, section, product, source, item, currency, number, seconds, amount, number_before, seconds_before,
     amount_before)
SELECT business_day, v.version, section, product, source, item, currency, number, seconds, amount, number_before, seconds_before,
       amount_before
FROM moved
JOIN version v USING (business_day)
ORDER BY business_day, section, product, source, item, currency;
