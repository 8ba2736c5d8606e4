-- Bills that cannot be compared in full are told, prices are rounded as the bill prints them, and credits are named.

-- Digits after the point of the currency's smallest unit, by ISO 4217; of one that is not known, two.
CREATE FUNCTION expected.minor_units(currency text) RETURNS integer
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN CASE
        WHEN currency IN ('ADP', 'BEF', 'BIF', 'BYB', 'BYR', 'CLP', 'DJF', 'ESP', 'GNF', 'GRD', 'ISK', 'ITL', 'JPY', 'KMF', 'KRW',
                          'LUF', 'MGF', 'PTE', 'PYG', 'ROL', 'RWF', 'TPE', 'TRL', 'UGX', 'UYI', 'VND', 'VUV', 'XAF',
                          'XOF', 'XPF') THEN 0
        WHEN currency IN ('BHD', 'IQD', 'JOD', 'KWD', 'LYD', 'OMR', 'TND') THEN 3
        WHEN currency IN ('CLF', 'UYW') THEN 4
        ELSE 2
    END;

-- What of a billed line cannot be compared with anything, in words; NULL where all of it can. For a call of no seconds nothing is
-- due, whatever the terms: a line that bills nothing for it says the same. What a credit gives back is compared with nothing.
CREATE FUNCTION expected.uncheckable(duration integer, billing_unit text, unit_seconds integer, first integer, next integer,
                                     billable integer, unit_price numeric, total_price numeric, currency text) RETURNS text
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN CASE WHEN total_price < 0 THEN NULL ELSE nullif(concat_ws(', ',
        CASE WHEN unit_seconds IS NULL AND duration > 0 AND billable IS DISTINCT FROM 0 AND unit_price IS DISTINCT FROM 0
             THEN coalesce('unit "' || left(billing_unit, 40) || '"', 'no unit') END,
        CASE WHEN (first IS NULL OR next IS NULL) AND duration > 0 THEN 'no increment' END,
        CASE WHEN billable IS NULL AND duration > 0 THEN 'no billable seconds' END,
        CASE WHEN unit_price IS NULL AND duration > 0 AND billable IS DISTINCT FROM 0 THEN 'no unit price' END,
        CASE WHEN total_price IS NULL AND (duration > 0 OR billable > 0) THEN 'no total price' END,
        CASE WHEN total_price <> 0 AND currency IS NULL THEN 'no currency' END), '') END;

-- Seconds of talk of a received leg. One that states none: none where nobody answered, else those between its two times; NULL where
-- that is not known either.
CREATE FUNCTION recon.call_seconds(stated integer, status text, connected_at timestamptz, disconnected_at timestamptz)
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

-- Decimals to which a file prints amounts: those of the currency's smallest unit, or as many as it shows. Two decimals that are
-- always zero are how software writes a number, and show nothing: JPY 10.00 is JPY 10.
CREATE FUNCTION expected.decimals_shown(currency text, most_printed integer, most_used integer) RETURNS integer
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN CASE WHEN most_printed <= 2 AND most_used <= expected.minor_units(currency) THEN expected.minor_units(currency)
                ELSE greatest(most_printed, expected.minor_units(currency)) END;

ALTER TABLE expected.import ADD COLUMN price_decimals jsonb; -- decimals that its total prices show, by currency; NULL where it has no prices
UPDATE expected.import i
SET price_decimals = shown.by_currency
FROM (SELECT import_id, jsonb_object_agg(currency, expected.decimals_shown(currency, most_printed, most_used)) AS by_currency
      FROM (SELECT import_id, currency, max(scale(total_price)) AS most_printed, max(min_scale(total_price)) AS most_used
            FROM expected.leg
            WHERE total_price IS NOT NULL AND currency IS NOT NULL
            GROUP BY import_id, currency) AS of_currency
      GROUP BY import_id) AS shown
WHERE shown.import_id = i.id;

-- One row per import and currency: the decimals to which its prices are rounded. Of the settings that speak of it the last counts;
-- without one, those that the import shows, but at least so many as the second parameter says.
CREATE FUNCTION recon.price_decimals(settings jsonb, at_least integer)
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

-- Lines whose unit or product was not understood are few, and read anew once it is.
CREATE INDEX leg_not_understood ON expected.leg (billing_unit, product_spelling)
    WHERE superseded_by IS NULL AND (unit_seconds IS NULL OR product IS NULL);

ALTER TABLE recon.break DROP CONSTRAINT break_kind_check;
ALTER TABLE recon.break ADD CONSTRAINT break_kind_check CHECK (kind IN ('MISSING_VSS', 'UNEXPECTED', 'LEG_MISSING',
    'LEG_UNEXPECTED', 'STATUS', 'DURATION', 'BILLABLE_SECONDS', 'PRICE', 'RATE', 'PRODUCT', 'DUPLICATE_BILLED', 'CREDITED',
    'NOT_CHECKABLE'));
