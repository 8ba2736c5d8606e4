-- Breaks are made of all that was found, or it is of a run that died.
DELETE FROM recon.found;
