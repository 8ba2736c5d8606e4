-- Spreads a migrated ledger over the servers of a Citus cluster, by subaccount. What this buys, what of the program Citus is
-- expected to refuse, and what of all this was checked: src/docs/citus.md. Run it once, as the owner of the tables, on the
-- coordinator, in a database that no ledger is at work on:
--   psql -v ON_ERROR_STOP=1 -1 -f db/citus/distribute.sql

CREATE EXTENSION IF NOT EXISTS citus;

-- Looked up by rows of all subaccounts, and small: a copy on every server. Lines and sessions of imports refer to it.
SELECT create_reference_table('expected.import');

-- Facts. All of a subaccount lie on one server, so that whatever is joined by subaccount is joined there.
SELECT create_distributed_table('fact.ivr_session', 'sub_account_id', colocate_with => 'none');
SELECT create_distributed_table('fact.voice_messaging_session', 'sub_account_id', colocate_with => 'fact.ivr_session');
SELECT create_distributed_table('fact.number_masking_session', 'sub_account_id', colocate_with => 'fact.ivr_session');
SELECT create_distributed_table('fact.other_session', 'sub_account_id', colocate_with => 'fact.ivr_session');
SELECT create_distributed_table('fact.call_leg', 'sub_account_id', colocate_with => 'fact.ivr_session');
SELECT create_distributed_table('fact.session_note', 'sub_account_id', colocate_with => 'fact.ivr_session');

-- What was expected, and what came of it, beside the facts.
SELECT create_distributed_table('expected.session', 'sub_account_id', colocate_with => 'fact.ivr_session');
SELECT create_distributed_table('expected.leg', 'sub_account_id', colocate_with => 'fact.ivr_session');
SELECT create_distributed_table('recon.result', 'sub_account_id', colocate_with => 'fact.ivr_session');

-- All others stay on the coordinator: capture.* and parse.*, since a delivery tells its subaccount only once it is parsed and may
-- tell none; recon.break and its history, since a break is called by its number; pipeline.*, batch.*, report.*, deliver.*,
-- monitor.* and console.*, which do not grow with the sessions.
