-- Reports may be of some products and subaccounts only: such editions are told from those of everything, where they are made,
-- where a run lists them and where they go out.

ALTER TABLE report.edition ADD COLUMN narrowed_to text NOT NULL DEFAULT '';
ALTER TABLE report.edition DROP CONSTRAINT edition_from_day_to_day_edition_key;
ALTER TABLE report.edition ADD UNIQUE (from_day, to_day, narrowed_to, edition);
COMMENT ON COLUMN report.edition.narrowed_to IS
    'Empty for all; else words such as product:ivr and sub-account:acme, with a blank between, in their order';

ALTER TABLE run.run_edition ADD COLUMN narrowed_to text NOT NULL DEFAULT '';
ALTER TABLE run.run_edition DROP CONSTRAINT run_edition_pkey;
ALTER TABLE run.run_edition ADD PRIMARY KEY (run_id, from_day, to_day, narrowed_to);

ALTER TABLE subscription.dispatch ADD COLUMN narrowed_to text NOT NULL DEFAULT '';
ALTER TABLE subscription.dispatch DROP CONSTRAINT dispatch_recipient_from_day_to_day_edition_key;
ALTER TABLE subscription.dispatch ADD UNIQUE (recipient, from_day, to_day, narrowed_to, edition);
