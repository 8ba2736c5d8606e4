-- The least share that a sample tells of what it was taken from: the lower end of Wilson's interval, 95 %. 1 of 1 tells of 0.2065 only,
-- 100 of 100 of 0.9630. NULL without a sample.
CREATE FUNCTION fact.wilson_lower_bound(part numeric, whole numeric) RETURNS numeric
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN CASE WHEN whole > 0 THEN
        round((part / whole + 1.9208 / whole - 1.96 * sqrt(part / whole * (1 - part / whole) / whole + 0.9604 / (whole * whole)))
              / (1 + 3.8416 / whole), 4) END;
