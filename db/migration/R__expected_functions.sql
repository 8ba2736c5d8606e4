-- Digits after the point of the currency's smallest unit, by ISO 4217; of a currency that is not known, two.
CREATE OR REPLACE FUNCTION expected.minor_units(currency text) RETURNS integer
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN CASE
        WHEN currency IN ('ADP', 'BEF', 'BIF', 'BYB', 'BYR', 'CLP', 'DJF', 'ESP', 'GNF', 'GRD', 'ISK', 'ITL', 'JPY', 'KMF', 'KRW',
                          'LUF', 'MGF', 'PTE', 'PYG', 'ROL', 'RWF', 'TPE', 'TRL', 'UGX', 'UYI', 'VND', 'VUV', 'XAF',
                          'XOF', 'XPF') THEN 0
        WHEN currency IN ('BHD', 'IQD', 'JOD', 'KWD', 'LYD', 'OMR', 'TND') THEN 3
        WHEN currency IN ('CLF', 'UYW') THEN 4
        ELSE 2
    END;

-- Decimals to which a file prints amounts: those of the currency's smallest unit, or as many as it shows. Two decimals that are
-- always zero are how software writes a number, and show nothing: JPY 10.00 is JPY 10.
CREATE OR REPLACE FUNCTION expected.decimals_shown(currency text, most_printed integer, most_used integer) RETURNS integer
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN CASE WHEN most_printed <= 2 AND most_used <= expected.minor_units(currency) THEN expected.minor_units(currency)
                ELSE greatest(most_printed, expected.minor_units(currency)) END;

-- What of a billed line cannot be compared with anything, in words; NULL if all of it can. For a call of no seconds nothing is
-- due, whatever the terms: a line that bills nothing for it says the same. What a credit gives back is compared with nothing.
CREATE OR REPLACE FUNCTION expected.uncheckable(duration integer, billing_unit text, unit_seconds integer, first integer, next integer,
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
