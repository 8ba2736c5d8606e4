-- How many webhooks came, by subaccount and hour. For watching, not for the books: it is written every few seconds, so
-- what a killed server had not yet written of it is missing. Hours that are long past are deleted.
CREATE TABLE capture.arrival_hour (
    sub_account_id  text        NOT NULL, -- '' where the webhook named none, or one too many to count
    hour            timestamptz NOT NULL, -- its start, in UTC
    deliveries      bigint      NOT NULL,
    last_at         timestamptz NOT NULL, -- arrival of the last of them
    PRIMARY KEY (sub_account_id, hour)
);
