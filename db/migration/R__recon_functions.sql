-- Seconds that are billed for so many seconds of talk, by an increment of first + next seconds: nothing below one second,
-- the first interval, then whole following ones.
CREATE OR REPLACE FUNCTION recon.billable_seconds(talk integer, first integer, next integer) RETURNS bigint
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN CASE
        WHEN talk < 1 THEN 0
        WHEN talk IS NULL OR first IS NULL OR next IS NULL THEN NULL
        WHEN talk <= first THEN first
        ELSE first + (talk::bigint - first + next - 1) / next * next
    END;

-- Seconds of talk of a received leg. One that states none: none where nobody answered, else those between its two times; NULL where
-- that is not known either.
CREATE OR REPLACE FUNCTION recon.call_seconds(stated integer, status text, connected_at timestamptz, disconnected_at timestamptz)
    RETURNS integer
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN coalesce(stated,
        CASE WHEN connected_at IS NULL AND status IS DISTINCT FROM 'COMPLETED' THEN 0
             WHEN disconnected_at >= connected_at THEN floor(extract(epoch FROM disconnected_at - connected_at))::integer END);

-- What so many billed seconds cost, rounded half up to so many decimals; NULL where a part of it is not known that it depends on.
CREATE OR REPLACE FUNCTION recon.price_due(seconds bigint, unit_price numeric, unit_seconds integer, decimals integer)
    RETURNS numeric
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN coalesce(round(unit_price * seconds / unit_seconds, decimals),
                    CASE WHEN seconds = 0 OR unit_price = 0 THEN round(0::numeric, decimals) END);

-- One row per import and currency: the decimals to which its prices are rounded. Of the settings that speak of it the last counts;
-- without one, those that the import shows, but at least so many as the second parameter says.
CREATE OR REPLACE FUNCTION recon.price_decimals(settings jsonb, at_least integer)
    RETURNS TABLE (import_id bigint, source text, currency text, decimals integer)
    LANGUAGE sql STABLE PARALLEL SAFE
BEGIN ATOMIC
    SELECT i.id, i.source, shown.key,
           coalesce((SELECT (setting ->> 'decimals')::integer
                     FROM jsonb_array_elements(settings) WITH ORDINALITY AS listed (setting, position)
                     WHERE coalesce(setting ->> 'source', i.source) = i.source
                       AND coalesce(setting ->> 'currency', shown.key) = shown.key
                     ORDER BY position DESC
                     LIMIT 1),
                    greatest(shown.value::integer, at_least))
    FROM expected.import i
    CROSS JOIN LATERAL jsonb_each_text(i.price_decimals) AS shown;
END;

-- In words, where a difference is within what it may be: so much absolute, or so many percent of what is right.
CREATE OR REPLACE FUNCTION recon.within(difference numeric, right_one numeric, amount numeric, percent numeric) RETURNS text
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN CASE WHEN abs(difference) <= amount THEN 'up to ' || trim_scale(amount)
                WHEN abs(difference) <= abs(right_one) * percent / 100 THEN 'up to ' || trim_scale(percent) || ' %' END;

-- The digits of a number, without what a country dials before an international one.
CREATE OR REPLACE FUNCTION recon.digits(number text) RETURNS text
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN regexp_replace(regexp_replace(number, '\D', '', 'g'), '^00', '');

-- Where a source speaks of a subaccount on one of these days at all; a list of the client's own, only of a product.
CREATE OR REPLACE FUNCTION recon.coverage(days date[])
    RETURNS TABLE (source text, sub_account_id text, product text, business_day date, import_id bigint)
    LANGUAGE sql STABLE PARALLEL SAFE
    BEGIN ATOMIC
        SELECT e.source, e.sub_account_id, CASE WHEN e.source <> '8x8-log-export' THEN e.product END, e.business_day,
               min(e.import_id)
        FROM expected.session e
        WHERE e.superseded_by IS NULL AND e.business_day = ANY (days)
          AND (e.source = '8x8-log-export' OR e.product IS NOT NULL)
        GROUP BY 1, 2, 3, 4;
    END;

-- Expectations without 8x8's id that concern these days, each with the first session of its request that the list has not by id.
-- Each request is looked for by its key, so that what was kept before takes no time.
CREATE OR REPLACE FUNCTION recon.first_of_request(days date[])
    RETURNS TABLE (expected_id bigint, source text, sub_account_id text, business_day date, fact_day date, session_id text)
    LANGUAGE sql STABLE PARALLEL SAFE
    BEGIN ATOMIC
        WITH here AS ( -- requests of which something happened on these days, where any list has one without an id
            SELECT DISTINCT f.sub_account_id, f.client_request_id
            FROM fact.session f
            WHERE f.business_day = ANY (days) AND f.client_request_id IS NOT NULL
              AND EXISTS (SELECT FROM expected.session WHERE superseded_by IS NULL AND session_id IS NULL)
        ),
        wanted AS (
            SELECT e.id, e.source, e.sub_account_id, e.client_request_id, e.business_day
            FROM expected.session e
            WHERE e.superseded_by IS NULL AND e.session_id IS NULL AND e.business_day = ANY (days)
            UNION
            SELECT e.id, e.source, e.sub_account_id, e.client_request_id, e.business_day
            FROM here
            CROSS JOIN LATERAL (SELECT e.id, e.source, e.sub_account_id, e.client_request_id, e.business_day
                                FROM expected.session e
                                WHERE e.superseded_by IS NULL AND e.session_id IS NULL
                                  AND e.sub_account_id = here.sub_account_id
                                  AND e.client_request_id = here.client_request_id OFFSET 0) AS e
        )
        SELECT DISTINCT ON (e.id) e.id, e.source, e.sub_account_id, e.business_day, f.business_day, f.session_id
        FROM wanted e
        CROSS JOIN LATERAL (SELECT f.business_day, f.session_id, f.start_time
                            FROM fact.session f
                            WHERE f.sub_account_id = e.sub_account_id AND f.client_request_id = e.client_request_id OFFSET 0) AS f
        WHERE NOT EXISTS (SELECT FROM expected.session other
                          WHERE other.superseded_by IS NULL AND other.source = e.source
                            AND other.sub_account_id = e.sub_account_id AND other.session_id = f.session_id OFFSET 0)
        ORDER BY e.id, f.start_time, f.session_id COLLATE "C";
    END;
