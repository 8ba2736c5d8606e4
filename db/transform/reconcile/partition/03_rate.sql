-- grain: one row per rate of the contract.
-- reads: nothing
-- writes: rate
CREATE TEMPORARY TABLE rate ON COMMIT DROP AS
SELECT r.*
FROM jsonb_to_recordset(:rates::jsonb)
    AS r (product text, direction text, prefix text, valid_from date, valid_to date, first_increment integer,
          next_increment integer, unit_seconds integer, unit_price numeric, currency text);
