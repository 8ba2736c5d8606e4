-- Facts, legs and notes are keyed by the day of their session and the delivery that they are made of: so they come in the
-- order of their keys, which grow at their end. That a session has one fact, parse.outcome sees to.

ALTER TABLE fact.call_leg ADD COLUMN delivery_id bigint; -- of its session's fact
UPDATE fact.call_leg l SET delivery_id = f.delivery_id
FROM fact.session f
WHERE f.business_day = l.business_day AND f.sub_account_id = l.sub_account_id AND f.session_id = l.session_id;
ALTER TABLE fact.call_leg ALTER COLUMN delivery_id SET NOT NULL;

ALTER TABLE fact.session_note ADD COLUMN delivery_id bigint; -- of its session's fact
UPDATE fact.session_note n SET delivery_id = f.delivery_id
FROM fact.session f
WHERE f.business_day = n.business_day AND f.sub_account_id = n.sub_account_id AND f.session_id = n.session_id;
ALTER TABLE fact.session_note ALTER COLUMN delivery_id SET NOT NULL;

DO $$
DECLARE
    session_table text;
BEGIN
    FOREACH session_table IN ARRAY ARRAY['ivr', 'voice_messaging', 'number_masking', 'other'] LOOP
        EXECUTE format('ALTER TABLE fact.%1$s_session DROP CONSTRAINT %1$s_session_pkey', session_table);
        EXECUTE format('ALTER TABLE fact.%1$s_session ADD PRIMARY KEY (business_day, delivery_id)', session_table);
        EXECUTE format('DROP INDEX fact.%1$s_session_business_day_idx', session_table);
    END LOOP;
END $$;

ALTER TABLE fact.call_leg DROP CONSTRAINT call_leg_pkey;
ALTER TABLE fact.call_leg ADD PRIMARY KEY (business_day, delivery_id, leg);
DROP INDEX fact.call_leg_business_day_idx;

DROP INDEX fact.session_note_sub_account_id_session_id_idx, fact.session_note_business_day_code_idx;
CREATE INDEX ON fact.session_note (business_day, delivery_id);

-- One row a session: where its fact lies. An index finds it by subaccount and session id, whatever the day.
CREATE VIEW fact.place AS
SELECT sub_account_id, session_id, business_day, delivery_id, product
FROM parse.outcome
WHERE outcome = 'FACT';
