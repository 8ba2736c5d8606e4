-- One row a day, product, subaccount, source, kind, tolerance and currency: differences that are no break, since they are within
-- a tolerance. Accepted, not hidden.
CREATE TABLE recon.tolerated (
    business_day    date    NOT NULL,
    product         text,
    sub_account_id  text    NOT NULL,
    source          text    NOT NULL,
    kind            text    NOT NULL,
    tolerance       text    NOT NULL, -- in words
    differences     bigint  NOT NULL,
    seconds         bigint,           -- what the sides differ by in all, whichever is more; of a DURATION
    amount          numeric,          -- what is paid too much in all; where negative, too little
    currency        text
);
CREATE INDEX ON recon.tolerated (business_day);

-- In words, where a difference is within what it may be: so much absolute, or so many percent of what is right.
CREATE FUNCTION recon.within(difference numeric, right_one numeric, amount numeric, percent numeric) RETURNS text
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN CASE WHEN abs(difference) <= amount THEN 'up to ' || trim_scale(amount)
                WHEN abs(difference) <= abs(right_one) * percent / 100 THEN 'up to ' || trim_scale(percent) || ' %' END;

-- The client's contract as another side of the bill.
ALTER TABLE recon.break DROP CONSTRAINT break_kind_check;
ALTER TABLE recon.break ADD CONSTRAINT break_kind_check CHECK (kind IN ('MISSING_VSS', 'UNEXPECTED', 'LEG_MISSING',
    'LEG_UNEXPECTED', 'STATUS', 'DURATION', 'BILLABLE_SECONDS', 'PRICE', 'RATE', 'PRODUCT', 'DUPLICATE_BILLED'));

ALTER TABLE recon.result ADD COLUMN legs_matched_by text -- where not each leg by its one line
    CHECK (legs_matched_by IN ('LEG_IN_SEVERAL_LINES', 'LEGS_IN_ONE_LINE'));
