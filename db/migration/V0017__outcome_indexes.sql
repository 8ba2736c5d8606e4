-- Fewer and cheaper entries for each delivery: its session by the part of the key that tells sessions apart first; its day by
-- ranges of pages, since deliveries come in about the order of their days.
DROP INDEX parse.one_fact_a_session;
CREATE UNIQUE INDEX one_fact_a_session ON parse.outcome (session_id, sub_account_id) WHERE outcome = 'FACT';
DROP INDEX parse.other_version;
CREATE INDEX other_version ON parse.outcome (session_id, sub_account_id) WHERE outcome IN ('DUPLICATE', 'SUPERSEDED');

DROP INDEX parse.outcome_by_day;
CREATE INDEX outcome_by_day ON parse.outcome USING brin (business_day) WITH (pages_per_range = 16);
CREATE INDEX outcome_without_session ON parse.outcome (business_day) WHERE outcome IN ('QUARANTINED', 'NOT_VSS');
