-- What a file tells of the order of its deliveries.
ALTER TABLE capture.delivery ADD COLUMN arrived_at timestamptz;
COMMENT ON COLUMN capture.delivery.arrived_at IS
    'when it first arrived elsewhere, as the file that it was taken from tells (ingest --received-at); NULL for others';

ALTER TABLE parse.outcome ADD COLUMN file_id bigint;
COMMENT ON COLUMN parse.outcome.file_id IS
    'of a delivery from a file: the transaction that took the file, whose later deliveries have greater ids; NULL for webhooks';
