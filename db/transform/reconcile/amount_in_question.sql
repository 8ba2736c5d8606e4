-- One row: the amount, without its sign, that decides whether one person alone may accept a break. It is the amount at stake; if
-- that is not known, all that is billed for the call in the break's currency; NULL if that is not known either. A break without
-- money has 0, as all those of lists, which bill nothing.
SELECT CASE WHEN b.amount_at_stake IS NOT NULL THEN abs(b.amount_at_stake)
            WHEN b.kind NOT IN ('NOT_CHECKABLE', 'RATE') OR b.source <> '8x8-log-export' THEN 0
            ELSE (SELECT sum(abs(l.total_price))
                  FROM expected.leg l
                  WHERE l.source = b.source AND l.sub_account_id = b.sub_account_id AND l.session_id = b.session_id
                    AND l.call_id IS NOT DISTINCT FROM b.call_id AND l.superseded_by IS NULL
                    AND coalesce(l.currency, '') = coalesce(b.currency, '')) END
FROM recon.break b
WHERE b.id = :id
