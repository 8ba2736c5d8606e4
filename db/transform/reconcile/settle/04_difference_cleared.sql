-- grain: Breaks are made of all that was found, or it is of a run that died.
-- reads: nothing
-- writes: recon.finished_partition, recon.found_difference
WITH through AS (
    DELETE FROM recon.finished_partition
)
DELETE FROM recon.found_difference;
