-- The role that reports are read as, whatever the user of the program may do. The role belongs to the server and not to the database:
-- another ledger may have made it, or an administrator if this user may not.
DO $$
BEGIN
    CREATE ROLE vss_reports NOLOGIN;
EXCEPTION
    WHEN duplicate_object OR unique_violation THEN
        NULL;
    WHEN insufficient_privilege THEN
        IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'vss_reports') THEN
            RAISE EXCEPTION 'Reports read as the role vss_reports, which % may not create. Let an administrator run: '
                'CREATE ROLE vss_reports NOLOGIN; GRANT vss_reports TO %', current_user, quote_ident(current_user);
        END IF;
END $$;

DO $$
BEGIN
    IF NOT (SELECT rolsuper FROM pg_roles WHERE rolname = current_user) THEN
        GRANT vss_reports TO CURRENT_USER;
    END IF;
EXCEPTION WHEN insufficient_privilege THEN
    NULL; -- an administrator has granted it
END $$;
