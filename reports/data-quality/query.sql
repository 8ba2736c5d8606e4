-- One row a business day, product, subaccount, code and field: what is strange about the sessions of the day, what was sent on it
-- that is no session, what was billed for it that nobody can compare, and codes of requests and bills that nobody has explained.
WITH meaning (code, finding) AS (
    VALUES ('STATUS_UNKNOWN', 'Status never heard of'),
           ('STATUS_MISSING', 'No status'),
           ('STATUS_DIFFERS', 'The legs imply another status'),
           ('TIME_UNREADABLE', 'Not a time'),
           ('TIME_UNUSUAL', 'Time in an unusual form, read as meant'),
           ('END_MISSING', 'No end time'),
           ('TIMES_OUT_OF_ORDER', 'End before its beginning'),
           ('FAR_FROM_SESSION', 'Leg more than a day away from its session'),
           ('NUMBER_UNREADABLE', 'Not a number'),
           ('TYPE_UNEXPECTED', 'Number as text, or text as number'),
           ('TEXT_SHORTENED', 'Overlong text'),
           ('TEXT_REPAIRED', 'Text with unusable characters'),
           ('NEGATIVE', 'Less than nothing'),
           ('OUT_OF_RANGE', 'Outside of its scale'),
           ('DURATION_DIFFERS', 'Duration is not what the times say'),
           ('DURATION_REPLACED', 'Duration is impossible, so the times are used'),
           ('CALL_COUNT_DIFFERS', 'Count of calls is not that of the legs'),
           ('LEGS_MISSING', 'Session without legs'),
           ('COMPLETED_WITHOUT_CALL', 'Completed without call time'),
           ('NOT_E164', 'Phone number not in E.164'),
           ('COUNTRY_UNKNOWN', 'Not a country'),
           ('COUNTRY_DIFFERS', 'Country is not that of the number'),
           ('ERROR_CODE_UNKNOWN', 'Error code that is not in the list of codes'),
           ('API_STATUS_UNKNOWN', 'API status code that is not in the list of codes'),
           ('SIP_STATUS_UNKNOWN', 'SIP code that is not in the list of codes'),
           ('ERROR_WITHOUT_MESSAGE', 'Error without words'),
           ('ERROR_WITHOUT_CODE', 'Error without a code'),
           ('FIELD_UNKNOWN', 'Field never heard of'),
           ('FIELD_MISPLACED', 'Field in another place, read as meant'),
           ('KEY_REPEATED', 'The same key twice'),
           ('PRODUCT_GUESSED', 'Product known neither by URL nor by subaccount'),
           ('NOT_READABLE', 'Quarantined: cannot be read'),
           ('PAYLOAD_MISSING', 'Quarantined: no payload'),
           ('SESSION_ID_MISSING', 'Quarantined: no session id'),
           ('SUB_ACCOUNT_MISSING', 'Quarantined: no subaccount'),
           ('START_TIME_MISSING', 'Quarantined: no start time'),
           ('NOT_CHECKABLE', 'Expected, and cannot be compared')
),
noted AS ( -- one row a session and strange thing
    SELECT business_day, delivery_id, code, CASE WHEN code = 'ERROR_CODE_UNKNOWN' THEN concat_ws(' ', field, value) ELSE field END AS field
    FROM fact.session_note
    WHERE business_day BETWEEN :from AND :to
      AND NOT (code = 'ERROR_CODE_UNKNOWN'
               AND coalesce(value, '') IN (SELECT known.code::text FROM fact.code known WHERE family = 'session-error')) -- learnt since
    UNION ALL
    SELECT business_day, delivery_id, 'PRODUCT_GUESSED', 'told by: ' || lower(product_decided_by)
    FROM fact.session
    WHERE business_day BETWEEN :from AND :to
      AND product_decided_by NOT IN ('URL', 'SUBACCOUNT')
),
strange AS (
    SELECT business_day, session.product, sub_account_id, noted.code, noted.field, count(DISTINCT session_id) AS cases,
           (array_agg(session_id ORDER BY session.start_time, session_id COLLATE "C"))[1] AS example
    FROM noted
    JOIN fact.session USING (business_day, delivery_id)
    WHERE session.business_day BETWEEN :from AND :to -- again: what is joined by its day is read whole otherwise
      AND fact.is_asked(session.product, :products)
      AND fact.is_asked(sub_account_id, :sub_accounts)
    GROUP BY business_day, session.product, sub_account_id, noted.code, noted.field
    UNION ALL
    SELECT business_day, product, NULL, coalesce(code, 'UNKNOWN'), NULL, count(*), 'delivery ' || min(delivery_id)
    FROM fact.unusable_delivery
    WHERE business_day BETWEEN :from AND :to
      AND fact.is_asked(product, :products)
      AND fact.is_asked(NULL, :sub_accounts) -- nobody knows of which it is
    GROUP BY business_day, product, code
    UNION ALL
    SELECT business_day, product, sub_account_id, kind, expected_value, count(*),
           (array_agg(session_id ORDER BY session_id COLLATE "C"))[1]
    FROM recon.break
    WHERE business_day BETWEEN :from AND :to
      AND kind = 'NOT_CHECKABLE' AND state NOT IN ('RESOLVED', 'ACCEPTED')
      AND fact.is_asked(product, :products)
      AND fact.is_asked(sub_account_id, :sub_accounts)
    GROUP BY business_day, product, sub_account_id, kind, expected_value
    UNION ALL
    SELECT business_day, product, sub_account_id, code, field, cases, example
    FROM recon.unknown_code
    WHERE business_day BETWEEN :from AND :to
      AND fact.is_asked(product, :products)
      AND fact.is_asked(sub_account_id, :sub_accounts)
)
SELECT strange.business_day,
       strange.product,
       strange.sub_account_id,
       strange.code,
       coalesce(meaning.finding, 'Not a session summary: ' || strange.code) AS finding,
       strange.field,
       strange.cases,
       strange.example
FROM strange
LEFT JOIN meaning USING (code)
ORDER BY strange.business_day,
         strange.product COLLATE "C" NULLS LAST,
         strange.sub_account_id COLLATE "C" NULLS LAST,
         strange.code COLLATE "C",
         strange.field COLLATE "C" NULLS LAST
