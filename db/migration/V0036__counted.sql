-- What status and console tell without going over all that was ever kept.

-- How many deliveries the inbox holds of transactions below a mark, all of which had ended: who wants to know how many there
-- are in all adds those from the mark on.
CREATE TABLE capture.counted (
    only_row    boolean PRIMARY KEY DEFAULT true CHECK (only_row),
    below       xid8    NOT NULL,
    deliveries  bigint  NOT NULL
);
INSERT INTO capture.counted (below, deliveries)
SELECT pg_snapshot_xmin(pg_current_snapshot()),
       (SELECT count(*) FROM capture.delivery WHERE xid < pg_snapshot_xmin(pg_current_snapshot()));

-- Few are open at a time, however many were resolved.
CREATE INDEX quarantine_open ON parse.quarantine (delivery_id) WHERE resolved_at IS NULL;

ALTER TABLE run.control_total
    ADD COLUMN expected bigint; -- sessions that some source expects on that day; NULL in totals of older versions
CREATE INDEX ON run.control_total (business_day);
