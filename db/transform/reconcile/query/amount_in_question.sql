-- grain: one row: the amount, without its sign, that decides whether one person alone may accept a break.
-- reads: expected.leg, recon.break
-- writes: nothing
-- It is the amount at stake; if that is not known, all that is billed for the call in the break's currency; NULL if that is not
-- known either. A break of what is not billed has 0, as all those of lists.
SELECT CASE WHEN b.amount_at_stake IS NOT NULL THEN abs(b.amount_at_stake)
            WHEN b.kind IN ('STATUS', 'DURATION', 'PRODUCT', 'UNEXPECTED', 'LEG_UNEXPECTED') OR b.source <> '8x8-log-export' THEN 0
            ELSE (SELECT sum(abs(l.total_price))
                  FROM expected.leg l
                  WHERE l.source = b.source AND l.sub_account_id = b.sub_account_id AND l.session_id = b.session_id
                    AND (b.call_id IS NULL OR l.call_id = b.call_id) AND l.superseded_by IS NULL
                    AND coalesce(l.currency, '') = coalesce(b.currency, '')) END
FROM recon.break b
WHERE b.id = :id
