CREATE SCHEMA console;
COMMENT ON SCHEMA console IS 'Who changed what in the console, or looked at what is hidden from others.';

CREATE TABLE console.audit (
    id       bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    at       timestamptz NOT NULL,
    who      text        NOT NULL,
    address  text,
    what     text        NOT NULL,
    subject  text        NOT NULL,
    detail   text
);
CREATE INDEX audit_by_person ON console.audit (lower(who), id);
COMMENT ON TABLE console.audit IS 'One row per change or look. Rows are added, and never changed or deleted.';
COMMENT ON COLUMN console.audit.id IS 'Number of the entry.';
COMMENT ON COLUMN console.audit.at IS 'When it happened.';
COMMENT ON COLUMN console.audit.who IS 'Login of the person.';
COMMENT ON COLUMN console.audit.address IS 'Address from which the request came; null if it is not known.';
COMMENT ON COLUMN console.audit.what IS 'What was done, such as ''start run''.';
COMMENT ON COLUMN console.audit.subject IS 'What it was done to: a break, a delivery, days.';
COMMENT ON COLUMN console.audit.detail IS 'More about it, in words; null if there is no more.';

-- The trigger below needs the function, so it cannot be a repeatable migration.
CREATE FUNCTION console.refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'console.audit is added to, and never changed';
END $$;

CREATE TRIGGER only_added_to BEFORE UPDATE OR DELETE OR TRUNCATE ON console.audit
    FOR EACH STATEMENT EXECUTE FUNCTION console.refuse_change();
