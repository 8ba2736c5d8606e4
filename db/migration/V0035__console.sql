-- Who changed what in the console, or looked at what is hidden from others. Rows are added, and never changed or deleted.
CREATE SCHEMA console;

CREATE TABLE console.audit (
    id       bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    at       timestamptz NOT NULL,
    who      text        NOT NULL, -- as logged in
    address  text,                 -- from which it came
    what     text        NOT NULL, -- such as 'start run'
    subject  text        NOT NULL, -- a break, a delivery, days
    detail   text
);
CREATE INDEX ON console.audit (lower(who), id);

CREATE FUNCTION console.refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'console.audit is added to, and never changed';
END $$;

CREATE TRIGGER only_added_to BEFORE UPDATE OR DELETE OR TRUNCATE ON console.audit
    FOR EACH STATEMENT EXECUTE FUNCTION console.refuse_change();
