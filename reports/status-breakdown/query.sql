-- One row a business day, product, subaccount and country called, of the sessions that ended in :status.
WITH session AS ( -- one row a session, with the country it called: of the last leg going out, else of the last leg
    SELECT session.business_day,
           session.product,
           session.sub_account_id,
           session.session_status,
           called.destination_country
    FROM fact.session
    LEFT JOIN LATERAL (
        SELECT leg.destination_country
        FROM fact.call_leg AS leg
        WHERE leg.business_day = session.business_day
          AND leg.delivery_id = session.delivery_id
        ORDER BY (leg.direction = 'OUTBOUND') DESC NULLS LAST, length(leg.leg) DESC, leg.leg COLLATE "C" DESC
        LIMIT 1
    ) AS called ON session.session_status = :status
    WHERE session.business_day BETWEEN :from AND :to
),
whole AS ( -- one row a business day and product
    SELECT business_day, product, count(*) AS sessions
    FROM session
    GROUP BY business_day, product
)
SELECT session.business_day,
       session.product,
       session.sub_account_id,
       session.destination_country,
       count(*) AS sessions,
       round(count(*)::numeric / whole.sessions, 4) AS share
FROM session
JOIN whole USING (business_day, product)
WHERE session.session_status = :status
GROUP BY session.business_day, session.product, session.sub_account_id, session.destination_country, whole.sessions
ORDER BY session.business_day,
         session.product COLLATE "C",
         session.sub_account_id COLLATE "C",
         session.destination_country COLLATE "C"
