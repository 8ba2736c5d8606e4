-- Breaks are made of all that was found, or it is of a run that died.
WITH through AS (
    DELETE FROM recon.share
)
DELETE FROM recon.found;
