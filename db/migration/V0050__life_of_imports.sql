-- The life of imports: they can be withdrawn, made to count again, and replace what earlier ones said of their days and subaccounts.
ALTER TABLE expected.import
    ADD COLUMN rank bigint,
    ADD COLUMN replaces_range boolean NOT NULL DEFAULT false,
    ADD COLUMN withdrawn_at timestamptz;
UPDATE expected.import SET rank = id;
CREATE SEQUENCE expected.import_rank AS bigint OWNED BY expected.import.rank;
SELECT setval('expected.import_rank', coalesce(max(rank), 0) + 1, false) FROM expected.import;
ALTER TABLE expected.import
    ALTER COLUMN rank SET DEFAULT nextval('expected.import_rank'),
    ALTER COLUMN rank SET NOT NULL,
    ADD UNIQUE (rank);
COMMENT ON COLUMN expected.import.rank IS
    'Order of the imports: of two that count and speak of the same call or callflow, the higher rank is right';
COMMENT ON COLUMN expected.import.replaces_range IS
    'Whether it replaces all that imports of lower rank and the same source say of its days and subaccounts';
COMMENT ON COLUMN expected.import.withdrawn_at IS 'NULL while it counts';
COMMENT ON COLUMN expected.leg.superseded_by IS
    'The import that says otherwise; its own import where that is withdrawn; NULL while the line counts';
CREATE INDEX leg_of_import ON expected.leg USING brin (import_id); -- lines of an import lie together

-- One row per decision about an import. They are never changed.
CREATE TABLE expected.import_event (
    id         bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    import_id  bigint      NOT NULL REFERENCES expected.import (id),
    kind       text        NOT NULL CHECK (kind IN ('IMPORTED', 'WITHDRAWN', 'REINSTATED', 'RANGE_REPLACED')),
    at         timestamptz NOT NULL,
    by_whom    text,
    note       text
);
CREATE INDEX import_event_of_import ON expected.import_event (import_id);

-- One row per import, business day, subaccount and currency: what the file says, whether it counts or not.
CREATE TABLE expected.import_total (
    import_id       bigint NOT NULL REFERENCES expected.import (id),
    business_day    date   NOT NULL,
    sub_account_id  text   NOT NULL,
    currency        text,
    lines           bigint NOT NULL,
    seconds         bigint,  -- billable, where the file says so, else connected; NULL for a source that bills nothing
    amount          numeric
);
CREATE INDEX import_total_of_import ON expected.import_total (import_id);
CREATE INDEX import_total_by_day ON expected.import_total (business_day, sub_account_id);

-- One row per line of a list of callflows or sessions, as its file has it: expected.session is derived from those that count.
CREATE TABLE expected.sent_line (
    import_id          bigint      NOT NULL REFERENCES expected.import (id),
    line               bigint      NOT NULL,
    is_created         boolean     NOT NULL,
    sub_account_id     text        NOT NULL,
    session_id         text,
    client_request_id  text,
    is_row             boolean     NOT NULL,
    product            text,
    start_time         timestamptz, -- NULL where 8x8 refused the request
    session_status     text,
    destination        text
);
CREATE INDEX sent_line_of_import ON expected.sent_line USING brin (import_id);

-- What was imported before. Where 8x8 refused a request, no row tells so but the one that it superseded.
INSERT INTO expected.sent_line
SELECT import_id, line, true, sub_account_id, CASE WHEN matched_by IS NULL THEN session_id END, client_request_id, is_row,
       product, start_time, session_status, destination
FROM expected.session
WHERE source <> '8x8-log-export'
ORDER BY import_id, line;
INSERT INTO expected.sent_line (import_id, line, is_created, sub_account_id, client_request_id, is_row)
SELECT DISTINCT e.superseded_by, 0, false, e.sub_account_id, e.client_request_id, false
FROM expected.session e
WHERE e.source <> '8x8-log-export' AND e.superseded_by IS NOT NULL
  AND (e.session_id IS NULL OR e.matched_by IS NOT NULL) AND e.client_request_id IS NOT NULL
  AND NOT EXISTS (SELECT FROM expected.session o
                  WHERE o.import_id = e.superseded_by AND o.sub_account_id = e.sub_account_id
                    AND (o.client_request_id = e.client_request_id OR o.session_id = e.session_id));

INSERT INTO expected.import_total (import_id, business_day, sub_account_id, currency, lines, seconds, amount)
SELECT import_id, business_day, sub_account_id, currency, count(*), sum(coalesce(billable_seconds, duration_seconds)),
       sum(total_price)
FROM expected.leg
GROUP BY 1, 2, 3, 4
UNION ALL
SELECT import_id, business_day, sub_account_id, NULL, count(*), NULL, NULL
FROM expected.session
WHERE source <> '8x8-log-export'
GROUP BY 1, 2, 3
ORDER BY 1, 2, 3, 4;

-- One row per day and thing that happened to an import that speaks of it.
CREATE VIEW expected.day_change AS
SELECT t.business_day, i.id AS import_id, i.file_name, 'imported' AS what, i.imported_at AS at
FROM expected.touched_day t
JOIN expected.import i ON i.id = t.import_id
UNION ALL
SELECT t.business_day, i.id, i.file_name, CASE e.kind WHEN 'WITHDRAWN' THEN 'withdrawn' ELSE 'counts again' END, e.at
FROM expected.touched_day t
JOIN expected.import i ON i.id = t.import_id
JOIN expected.import_event e ON e.import_id = i.id AND e.kind <> 'IMPORTED';
