-- What a mail says of an edition is frozen with it, and a recipient gets a later edition only if it differs for them.

ALTER TABLE report.edition ADD COLUMN figures json;
COMMENT ON COLUMN report.edition.figures IS
    'Key figures of the same snapshot as its files, as in the manifest; NULL for editions made by an earlier version';

ALTER TABLE report.file ADD COLUMN content text;
COMMENT ON COLUMN report.file.content IS
    'SHA-256 over the tables of a workbook, without what differs in every edition; NULL for other files, whose sha256 says it';

ALTER TABLE subscription.dispatch ADD COLUMN corrects integer;
COMMENT ON COLUMN subscription.dispatch.corrects IS
    'The edition that the recipient had and that this one corrects; NULL if they had none';
ALTER TABLE subscription.dispatch DROP CONSTRAINT dispatch_state_check;
ALTER TABLE subscription.dispatch ADD CHECK (state IN ('DUE', 'SENDING', 'SENT', 'EMPTY', 'UNCHANGED', 'OUTDATED', 'UNSURE', 'GIVEN_UP'));
COMMENT ON COLUMN subscription.dispatch.state IS 'EMPTY: nothing to tell, as configured; UNCHANGED: its files and figures are those '
    'of the edition that the recipient has; OUTDATED: a newer edition came before it could be sent; UNSURE: its program died '
    'while it was sent, so it may have arrived; GIVEN_UP: too many attempts failed';

-- Deliveries of earlier versions: a later edition corrected what was sent before it.
UPDATE subscription.dispatch AS later
SET corrects = (SELECT max(earlier.edition) FROM subscription.dispatch AS earlier
                WHERE earlier.recipient = later.recipient AND earlier.from_day = later.from_day AND earlier.to_day = later.to_day
                  AND earlier.narrowed_to = later.narrowed_to AND earlier.edition < later.edition
                  AND earlier.state IN ('SENT', 'UNSURE'))
WHERE edition > 1;
