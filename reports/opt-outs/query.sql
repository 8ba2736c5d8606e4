-- One row a business day and subaccount with voice messages.
SELECT business_day,
       sub_account_id,
       count(*) AS sessions,
       count(*) FILTER (WHERE opt_out = 'OPTED_OUT')         AS opted_out,
       count(*) FILTER (WHERE opt_out = 'OPT_OUT_FAILED')    AS opt_out_failed,
       count(*) FILTER (WHERE opt_out = 'ALREADY_OPTED_OUT') AS already_opted_out,
       round(count(*) FILTER (WHERE opt_out = 'OPTED_OUT')::numeric / count(*), 4) AS share
FROM fact.voice_messaging_session
WHERE business_day BETWEEN :from AND :to
  AND fact.is_asked('voice-messaging', :products)
  AND fact.is_asked(sub_account_id, :sub_accounts)
GROUP BY business_day, sub_account_id
ORDER BY business_day, sub_account_id COLLATE "C"
