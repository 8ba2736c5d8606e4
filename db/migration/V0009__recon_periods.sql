CREATE TABLE recon.closing (
    id           bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    month        date        NOT NULL CHECK (extract(day FROM month) = 1),
    closed_at    timestamptz NOT NULL,
    closed_by    text        NOT NULL,
    note         text,
    figures      bigint      NOT NULL,
    sha256       text        NOT NULL,
    reopened_at  timestamptz,
    reopened_by  text,
    reopen_note  text,
    CONSTRAINT closing_reopening_complete CHECK ((reopened_at IS NULL) = (reopened_by IS NULL))
);
CREATE UNIQUE INDEX closed_once ON recon.closing (month) WHERE reopened_at IS NULL;
COMMENT ON TABLE recon.closing IS 'One row per time that a month was closed.';
COMMENT ON COLUMN recon.closing.id IS 'Number of the closing.';
COMMENT ON COLUMN recon.closing.month IS 'First day of the month.';
COMMENT ON COLUMN recon.closing.closed_at IS 'When it was closed.';
COMMENT ON COLUMN recon.closing.closed_by IS 'Who closed it.';
COMMENT ON COLUMN recon.closing.note IS 'Note of that person; null if there is none.';
COMMENT ON COLUMN recon.closing.figures IS 'Number of its rows in recon.closed_figure.';
COMMENT ON COLUMN recon.closing.sha256 IS 'SHA-256 over those rows in their order, in hexadecimal.';
COMMENT ON COLUMN recon.closing.reopened_at IS 'When it was reopened; null while it is closed.';
COMMENT ON COLUMN recon.closing.reopened_by IS 'Who reopened it; null while it is closed.';
COMMENT ON COLUMN recon.closing.reopen_note IS 'Why it was reopened; null if no reason was given.';

CREATE TABLE recon.closed_figure (
    closing_id      bigint NOT NULL REFERENCES recon.closing (id),
    business_day    date   NOT NULL,
    section         text   NOT NULL CHECK (section IN ('SESSIONS', 'RECONCILED', 'BILLED', 'BREAKS')),
    product         text,
    sub_account_id  text   NOT NULL,
    source          text,
    item            text,
    currency        text,
    number          bigint NOT NULL,
    seconds         bigint,
    amount          numeric
);
CREATE INDEX closed_figure_of_closing ON recon.closed_figure (closing_id);
COMMENT ON TABLE recon.closed_figure IS 'One row per figure of a closed month, as it was at that time.';
COMMENT ON COLUMN recon.closed_figure.closing_id IS 'The closing.';
COMMENT ON COLUMN recon.closed_figure.business_day IS 'Business day of the figure.';
COMMENT ON COLUMN recon.closed_figure.section IS 'What the figure counts.';
COMMENT ON COLUMN recon.closed_figure.product IS 'Product; null if it is not known.';
COMMENT ON COLUMN recon.closed_figure.sub_account_id IS 'Subaccount.';
COMMENT ON COLUMN recon.closed_figure.source IS 'Source of the expectation; null for SESSIONS.';
COMMENT ON COLUMN recon.closed_figure.item IS
    'Session status, outcome of the reconciliation or kind of break; null for BILLED.';
COMMENT ON COLUMN recon.closed_figure.currency IS 'ISO 4217 code of amount; null if there is no amount.';
COMMENT ON COLUMN recon.closed_figure.number IS 'Number of sessions, billed lines or breaks.';
COMMENT ON COLUMN recon.closed_figure.seconds IS 'Seconds of sessions or billed lines; null for other sections.';
COMMENT ON COLUMN recon.closed_figure.amount IS 'Billed amount or amount at stake; null for other sections.';

CREATE TABLE recon.adjustment (
    id              bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    closing_id      bigint NOT NULL REFERENCES recon.closing (id),
    booked_day      date   NOT NULL,
    run_id          bigint NOT NULL,
    business_day    date   NOT NULL,
    section         text   NOT NULL,
    product         text,
    sub_account_id  text   NOT NULL,
    source          text,
    item            text,
    currency        text,
    number          bigint NOT NULL,
    seconds         bigint,
    amount          numeric
);
CREATE INDEX adjustment_of_closing ON recon.adjustment (closing_id);
CREATE INDEX adjustment_by_booked_day ON recon.adjustment (booked_day);
COMMENT ON TABLE recon.adjustment IS
    'One row per figure of a closed month that has changed since: by how much, and on which day of an open month it is '
    'booked.';
COMMENT ON COLUMN recon.adjustment.id IS 'Number of the adjustment.';
COMMENT ON COLUMN recon.adjustment.closing_id IS 'The closing that it adjusts.';
COMMENT ON COLUMN recon.adjustment.booked_day IS 'Day of an open month on which it is booked.';
COMMENT ON COLUMN recon.adjustment.run_id IS 'The run that booked it.';
COMMENT ON COLUMN recon.adjustment.business_day IS 'Business day of the figure.';
COMMENT ON COLUMN recon.adjustment.section IS 'What the figure counts, as in recon.closed_figure.';
COMMENT ON COLUMN recon.adjustment.product IS 'Product; null if it is not known.';
COMMENT ON COLUMN recon.adjustment.sub_account_id IS 'Subaccount.';
COMMENT ON COLUMN recon.adjustment.source IS 'Source of the expectation; null for SESSIONS.';
COMMENT ON COLUMN recon.adjustment.item IS 'Session status, outcome of the reconciliation or kind of break; null for BILLED.';
COMMENT ON COLUMN recon.adjustment.currency IS 'ISO 4217 code of amount; null if there is no amount.';
COMMENT ON COLUMN recon.adjustment.number IS 'Change of the number.';
COMMENT ON COLUMN recon.adjustment.seconds IS 'Change of the seconds; null for sections without seconds.';
COMMENT ON COLUMN recon.adjustment.amount IS 'Change of the amount; null for sections without an amount.';

CREATE TABLE recon.day_version (
    business_day  date        NOT NULL,
    version       integer     NOT NULL CHECK (version > 0),
    run_id        bigint      NOT NULL,
    as_of         timestamptz NOT NULL,
    why           text        NOT NULL,
    is_published  boolean     NOT NULL DEFAULT false,
    PRIMARY KEY (business_day, version)
);
COMMENT ON TABLE recon.day_version IS 'One row per day and version of its figures.';
COMMENT ON COLUMN recon.day_version.business_day IS 'The day.';
COMMENT ON COLUMN recon.day_version.version IS 'Version of its figures, from 1.';
COMMENT ON COLUMN recon.day_version.run_id IS 'The run that made the version.';
COMMENT ON COLUMN recon.day_version.as_of IS
    'Arrival of the newest evidence of the day, and not the time of the run, so that the same input gives the same row.';
COMMENT ON COLUMN recon.day_version.why IS 'Why the figures moved, in words.';
COMMENT ON COLUMN recon.day_version.is_published IS
    'Whether the run that made it was completed. A version of a run that was interrupted is made again.';

CREATE TABLE recon.restated_figure (
    business_day    date    NOT NULL,
    version         integer NOT NULL,
    section         text    NOT NULL,
    product         text,
    source          text,
    item            text,
    currency        text,
    number          bigint  NOT NULL,
    seconds         bigint,
    amount          numeric,
    number_before   bigint,
    seconds_before  bigint,
    amount_before   numeric,
    CONSTRAINT restated_figure_of_day_version FOREIGN KEY (business_day, version) REFERENCES recon.day_version (business_day, version)
);
CREATE INDEX restated_figure_of_version ON recon.restated_figure (business_day, version);
COMMENT ON TABLE recon.restated_figure IS
    'One row per day, version and figure: all figures of the first version, and of each later version those that moved.';
COMMENT ON COLUMN recon.restated_figure.business_day IS 'The day.';
COMMENT ON COLUMN recon.restated_figure.version IS 'The version.';
COMMENT ON COLUMN recon.restated_figure.section IS 'What the figure counts, as in recon.closed_figure.';
COMMENT ON COLUMN recon.restated_figure.product IS 'Product; null if it is not known.';
COMMENT ON COLUMN recon.restated_figure.source IS 'Source of the expectation; null for SESSIONS.';
COMMENT ON COLUMN recon.restated_figure.item IS
    'Session status, outcome of the reconciliation or kind of break; null for BILLED.';
COMMENT ON COLUMN recon.restated_figure.currency IS 'ISO 4217 code of amount; null if there is no amount.';
COMMENT ON COLUMN recon.restated_figure.number IS 'Number of sessions, billed lines or breaks.';
COMMENT ON COLUMN recon.restated_figure.seconds IS 'Seconds of sessions or billed lines; null for other sections.';
COMMENT ON COLUMN recon.restated_figure.amount IS 'Billed amount or amount at stake; null for other sections.';
COMMENT ON COLUMN recon.restated_figure.number_before IS 'Number in the version before; null in the first version.';
COMMENT ON COLUMN recon.restated_figure.seconds_before IS
    'Seconds in the version before; null in the first version and for sections without seconds.';
COMMENT ON COLUMN recon.restated_figure.amount_before IS
    'Amount in the version before; null in the first version and for sections without an amount.';
