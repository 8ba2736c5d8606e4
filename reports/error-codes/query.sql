-- One row a product and error code; a session in error without one has a row of its own kind.
WITH explained (error_code, meaning, what_to_do) AS (
    VALUES (-2001, 'Internal error at 8x8', 'Try again. Where it lasts, tell 8x8 support the session ids.'),
           (-2002, 'Connectivity error inside 8x8', 'Try again. Where it lasts, tell 8x8 support the session ids.'),
           (-2003, 'Invalid call flow', 'Correct the call flow that was sent: 8x8 could not follow it.'),
           (-2004, 'No coverage for the area', 'Ask 8x8 whether the destination can be opened; do not retry before.'),
           (-2005, 'Text-to-speech failed', 'Try again. Where it lasts, look at the text, its language and voice.'),
           (-2006, 'Audio file could not be downloaded', 'See that the file''s address can be reached from the internet.'),
           (-2007, 'Validity period ran out', 'Send it again, with a longer validity or at a quieter time.'),
           (-2008, 'Caller ID not whitelisted', 'Have the source number allowed by 8x8, or send with one that is.'),
           (-2009, 'Invalid scenario parameters', 'Correct the parameters that were sent.'),
           (-2010, 'Trunk capacity exceeded', 'Spread the calls over time, or ask 8x8 for more lines.'),
           (-9999, 'Unknown error', 'Try again. Where it lasts, tell 8x8 support the session ids.')
),
session AS (
    SELECT product, error_code,
           session_status = 'ERROR' OR error_code IS NOT NULL OR error_message IS NOT NULL AS is_error
    FROM fact.session
    WHERE business_day BETWEEN :from AND :to
      AND fact.is_asked(product, :products)
      AND fact.is_asked(sub_account_id, :sub_accounts)
),
counted AS (
    SELECT product, error_code, count(*) FILTER (WHERE is_error) AS sessions, sum(count(*)) OVER (PARTITION BY product) AS of_all
    FROM session
    GROUP BY product, error_code
)
SELECT product,
       error_code,
       CASE WHEN error_code IS NULL THEN 'Error without a code'
            ELSE coalesce(meaning, 'Not among 8x8''s codes') END AS meaning,
       coalesce(what_to_do, 'Ask 8x8 support what it means, with a session id.') AS what_to_do,
       sessions,
       round(sessions / of_all, 4) AS share
FROM counted
LEFT JOIN explained USING (error_code)
WHERE sessions > 0
ORDER BY product COLLATE "C", sessions DESC, error_code
