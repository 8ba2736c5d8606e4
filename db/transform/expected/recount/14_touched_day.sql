-- grain: one row per day that a decision about this import has touched, from now on stale.
-- reads: recounted_day
-- writes: expected.touched_day
INSERT INTO expected.touched_day (business_day, import_id)
SELECT DISTINCT business_day, :import::bigint FROM recounted_day
ON CONFLICT (business_day, import_id) DO UPDATE SET xid = pg_current_xact_id();
