-- grain: one row per figure of the month that is closed, as it stands now.
-- reads: recon.current_figure
-- writes: recon.closed_figure
INSERT INTO recon.closed_figure
    (closing_id, business_day, section, product, sub_account_id, source, item, currency, number, seconds, amount)
SELECT :closing, business_day, section, product, sub_account_id, source, item, currency, number, seconds, amount
FROM recon.current_figure
WHERE business_day >= :month AND business_day < :month + interval '1 month'
