-- A UUID is the same in whatever case: keys hold it in lower case. How a bill wrote it is kept beside it, where that differs.
ALTER TABLE expected.leg ADD COLUMN session_id_spelling text, ADD COLUMN call_id_spelling text;
COMMENT ON COLUMN expected.leg.session_id_spelling IS 'As the file has it; NULL where that is session_id';
COMMENT ON COLUMN expected.leg.call_id_spelling IS 'As the file has it; NULL where that is call_id';

CREATE FUNCTION pg_temp.id_key(id text) RETURNS text
    LANGUAGE sql IMMUTABLE
    RETURN CASE WHEN id ~ '[A-F]' AND id ~* '^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$'
                THEN lower(id) ELSE id END;

-- Days on which something was known by another spelling are reconciled anew.
CREATE TEMPORARY TABLE respelled_day (business_day date) ON COMMIT DROP;

-- What was expected. Where two files wrote one id in two ways, the later is right.
UPDATE expected.leg l
SET superseded_by = later.import_id
FROM expected.leg later
WHERE l.superseded_by IS NULL AND later.superseded_by IS NULL AND later.import_id > l.import_id
  AND (l.session_id ~ '[A-F]' OR l.call_id ~ '[A-F]' OR later.session_id ~ '[A-F]' OR later.call_id ~ '[A-F]')
  AND later.source = l.source AND later.sub_account_id = l.sub_account_id
  AND pg_temp.id_key(later.session_id) = pg_temp.id_key(l.session_id)
  AND pg_temp.id_key(later.call_id) = pg_temp.id_key(l.call_id);
UPDATE expected.session e
SET superseded_by = later.import_id
FROM expected.session later
WHERE e.superseded_by IS NULL AND later.superseded_by IS NULL AND (later.import_id, later.id) > (e.import_id, e.id)
  AND (e.session_id ~ '[A-F]' OR e.client_request_id ~ '[A-F]' OR later.session_id ~ '[A-F]'
       OR later.client_request_id ~ '[A-F]')
  AND later.source = e.source AND later.sub_account_id = e.sub_account_id
  AND (pg_temp.id_key(later.session_id) = pg_temp.id_key(e.session_id)
       OR e.session_id IS NULL AND later.session_id IS NULL
          AND pg_temp.id_key(later.client_request_id) = pg_temp.id_key(e.client_request_id));

UPDATE expected.leg
SET session_id_spelling = nullif(session_id, pg_temp.id_key(session_id)),
    call_id_spelling = nullif(call_id, pg_temp.id_key(call_id)),
    session_id = pg_temp.id_key(session_id),
    call_id = pg_temp.id_key(call_id)
WHERE session_id <> pg_temp.id_key(session_id) OR call_id <> pg_temp.id_key(call_id);
UPDATE expected.sent_line
SET session_id = pg_temp.id_key(session_id), client_request_id = pg_temp.id_key(client_request_id)
WHERE session_id <> pg_temp.id_key(session_id) OR client_request_id <> pg_temp.id_key(client_request_id);
WITH changed AS (
    UPDATE expected.session
    SET session_id = pg_temp.id_key(session_id), client_request_id = pg_temp.id_key(client_request_id)
    WHERE session_id <> pg_temp.id_key(session_id) OR client_request_id <> pg_temp.id_key(client_request_id)
    RETURNING business_day
)
INSERT INTO respelled_day SELECT DISTINCT business_day FROM changed;

-- What happened. A session that came in two spellings has two facts: it is derived anew by vss run --reparse of its day.
CREATE TEMPORARY TABLE respelled ON COMMIT DROP AS
SELECT o.sub_account_id, o.session_id, pg_temp.id_key(o.session_id) AS key
FROM parse.outcome o
WHERE o.session_id <> pg_temp.id_key(o.session_id)
GROUP BY o.sub_account_id, o.session_id;
DELETE FROM respelled r
USING respelled other
WHERE r.sub_account_id = other.sub_account_id AND r.key = other.key AND r.session_id <> other.session_id;
DELETE FROM respelled r
WHERE EXISTS (SELECT FROM parse.outcome o WHERE o.sub_account_id = r.sub_account_id AND o.session_id = r.key);
CREATE INDEX ON respelled (session_id);

DO $$
DECLARE
    name text;
BEGIN
    FOREACH name IN ARRAY ARRAY['parse.outcome', 'fact.ivr_session', 'fact.voice_messaging_session',
                                'fact.number_masking_session', 'fact.other_session', 'fact.call_leg', 'fact.session_note'] LOOP
        EXECUTE format('WITH changed AS (UPDATE %s t SET session_id = r.key FROM respelled r '
                       'WHERE t.sub_account_id = r.sub_account_id AND t.session_id = r.session_id RETURNING t.business_day) '
                       'INSERT INTO respelled_day SELECT DISTINCT business_day FROM changed WHERE business_day IS NOT NULL', name);
    END LOOP;
    FOR name IN SELECT format('UPDATE %I.%I SET %I = pg_temp.id_key(%3$I) WHERE %3$I <> pg_temp.id_key(%3$I)',
                              table_schema, table_name, column_name)
                FROM information_schema.columns
                JOIN information_schema.tables USING (table_schema, table_name)
                WHERE table_type = 'BASE TABLE'
                  AND (table_schema = 'fact' AND table_name !~ '_\d{4}_\d{2}$'
                       AND column_name IN ('client_request_id', 'call_id', 'caller_call_id', 'callee_call_id')
                       OR table_schema = 'recon' AND table_name = 'result'
                       AND column_name IN ('session_id', 'client_request_id')) LOOP
        EXECUTE name;
    END LOOP;
END $$;

-- Decisions that were taken stay with their session, where there are not two of it.
UPDATE recon.break b
SET session_id = pg_temp.id_key(session_id), call_id = pg_temp.id_key(call_id),
    client_request_id = pg_temp.id_key(client_request_id)
WHERE (session_id <> pg_temp.id_key(session_id) OR call_id <> pg_temp.id_key(call_id)
       OR client_request_id <> pg_temp.id_key(client_request_id))
  AND NOT EXISTS (SELECT FROM recon.break o
                  WHERE o.id <> b.id AND o.source = b.source AND o.kind = b.kind AND o.sub_account_id = b.sub_account_id
                    AND o.currency IS NOT DISTINCT FROM b.currency
                    AND pg_temp.id_key(o.session_id) IS NOT DISTINCT FROM pg_temp.id_key(b.session_id)
                    AND pg_temp.id_key(o.call_id) IS NOT DISTINCT FROM pg_temp.id_key(b.call_id)
                    AND pg_temp.id_key(o.client_request_id) IS NOT DISTINCT FROM pg_temp.id_key(b.client_request_id));
UPDATE recon.match_candidate s
SET session_id = pg_temp.id_key(session_id), client_request_id = pg_temp.id_key(client_request_id)
WHERE (session_id <> pg_temp.id_key(session_id) OR client_request_id <> pg_temp.id_key(client_request_id))
  AND NOT EXISTS (SELECT FROM recon.match_candidate o
                  WHERE o.id <> s.id AND o.source = s.source AND o.sub_account_id = s.sub_account_id
                    AND (pg_temp.id_key(o.session_id) = pg_temp.id_key(s.session_id)
                         OR pg_temp.id_key(o.client_request_id) = pg_temp.id_key(s.client_request_id)));

INSERT INTO recon.touched_day (business_day)
SELECT DISTINCT business_day FROM respelled_day
ON CONFLICT DO NOTHING;

-- It lives as long as the session that migrates, and the schema is to show no trace of it.
DROP FUNCTION pg_temp.id_key(text);

-- A view shows the columns that its table had when it was made.
CREATE OR REPLACE VIEW recon.billed_line AS
SELECT * FROM expected.leg WHERE superseded_by IS NULL;
