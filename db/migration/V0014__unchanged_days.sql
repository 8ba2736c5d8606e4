-- Days and editions that need not be made again: nothing has touched what they are made of, nor by which rules.

ALTER TABLE run.day ADD COLUMN rules text; -- of reconciliation and time zone, by which it was carried through

ALTER TABLE run.run_day
    ADD COLUMN unchanged boolean NOT NULL DEFAULT false; -- carried through before, by the same rules, and not touched since

ALTER TABLE report.edition ADD COLUMN definitions text; -- SHA-256 over the definitions of reports that it was last made by
