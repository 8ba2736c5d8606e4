-- Spreads a migrated ledger over the servers of a Citus cluster, by subaccount. What this buys, what of the program Citus
-- refuses, and how a cluster is put together: src/docs/citus.md. Run it once, as the owner of the tables, on the coordinator, in a
-- database that no ledger is at work on:
--   psql -v ON_ERROR_STOP=1 -1 -f db/citus/distribute.sql

CREATE EXTENSION IF NOT EXISTS citus;

-- Looked up by rows of all subaccounts, and small: a copy on every server. What refers to it is spread below; without this setting
-- Citus would first make tables of its own of it, and then not spread those whose ids are made by the database.
SET citus.enable_local_reference_table_foreign_keys = off;
SELECT create_reference_table('expected.import');
SELECT create_reference_table('fact.code');
RESET citus.enable_local_reference_table_foreign_keys;

-- Facts. All of a subaccount lie on one server, so that whatever is joined by subaccount is joined there.
SELECT create_distributed_table('fact.ivr_session', 'sub_account_id', colocate_with => 'none');
SELECT create_distributed_table('fact.voice_messaging_session', 'sub_account_id', colocate_with => 'fact.ivr_session');
SELECT create_distributed_table('fact.number_masking_session', 'sub_account_id', colocate_with => 'fact.ivr_session');
SELECT create_distributed_table('fact.other_session', 'sub_account_id', colocate_with => 'fact.ivr_session');
SELECT create_distributed_table('fact.call_leg', 'sub_account_id', colocate_with => 'fact.ivr_session');
SELECT create_distributed_table('fact.session_note', 'sub_account_id', colocate_with => 'fact.ivr_session');

-- What was expected, and what came of it, beside the facts.
SELECT create_distributed_table('expected.session', 'sub_account_id', colocate_with => 'fact.ivr_session');
SELECT create_distributed_table('expected.rejected_request', 'sub_account_id', colocate_with => 'fact.ivr_session');
SELECT create_distributed_table('expected.leg', 'sub_account_id', colocate_with => 'fact.ivr_session');
SELECT create_distributed_table('expected.sent_line', 'sub_account_id', colocate_with => 'fact.ivr_session');
SELECT create_distributed_table('recon.result', 'sub_account_id', colocate_with => 'fact.ivr_session');

-- Refer to imports, too, and stay on the coordinator. Citus has to know of them, so that it looks for the import where it lies.
SELECT citus_add_local_table_to_metadata('expected.touched_day', cascade_via_foreign_keys => true); -- and expected.pull,
-- expected.import_event, expected.import_total

-- All others stay on the coordinator: capture.* and parse.*, since a delivery tells its subaccount only once it is parsed and may
-- tell none; recon.break and its history, since a break is called by its number; pipeline.*, batch.*, report.*, deliver.*,
-- monitor.* and console.*, which do not grow with the sessions.
