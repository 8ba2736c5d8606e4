-- Of which job the run is: who takes up the runs of one that have died withdraws their partitions, and no other's.
ALTER TABLE worker.partition ADD COLUMN job text NOT NULL DEFAULT 'nightly';
ALTER TABLE worker.partition ALTER COLUMN job DROP DEFAULT;
