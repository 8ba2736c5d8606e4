-- Every key of what grows with the sessions holds the subaccount, at its end, so that the tables can be spread by it over several
-- servers; and the day, where they are kept by the month.
DO $$
DECLARE
    session_table text;
BEGIN
    FOREACH session_table IN ARRAY ARRAY['ivr', 'voice_messaging', 'number_masking', 'other'] LOOP
        EXECUTE format('ALTER TABLE fact.%1$s_session DROP CONSTRAINT %1$s_session_pkey, '
                       'ADD PRIMARY KEY (business_day, delivery_id, sub_account_id)', session_table);
    END LOOP;
END $$;
ALTER TABLE fact.call_leg
    DROP CONSTRAINT call_leg_pkey,
    ADD PRIMARY KEY (business_day, delivery_id, leg, sub_account_id);

ALTER TABLE expected.leg
    DROP CONSTRAINT leg_pkey,
    ADD PRIMARY KEY (id, sub_account_id);
ALTER TABLE expected.session
    DROP CONSTRAINT session_pkey,
    ADD PRIMARY KEY (id, sub_account_id);
