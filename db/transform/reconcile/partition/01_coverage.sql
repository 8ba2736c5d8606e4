-- grain: one row per source, subaccount and day of these of which that source speaks at all; of a list of the client's own, and a
--   product.
-- reads: nothing
-- writes: coverage
CREATE TEMPORARY TABLE coverage ON COMMIT DROP AS
SELECT * FROM recon.coverage(:days::date[]);
ANALYZE coverage;
