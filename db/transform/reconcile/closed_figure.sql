-- One row a figure of the month that is closed, as it stands now.
INSERT INTO recon.closed_figure
    (closing_id, business_day, section, product, sub_account_id, source, item, currency, number, seconds, amount)
SELECT :closing, business_day, section, product, sub_account_id, source, item, currency, number, seconds, amount
FROM recon.current_figure
WHERE business_day >= :month AND business_day < :month + interval '1 month'
