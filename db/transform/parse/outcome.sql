-- One row a delivery that was looked at. Of two that would both be the fact of a session the later one is left out: the
-- result is the ids of those that were added.
INSERT INTO parse.outcome
    (delivery_id, outcome, business_day, product, sub_account_id, session_id, content_digest, content_rank, arrived_at,
     event_type, parser_version, run_id)
SELECT n.delivery_id, n.outcome, n.business_day, n.product, n.sub_account_id, n.session_id, n.content_digest,
       n.content_rank, n.arrived_at, n.event_type, ?, ?
FROM unnest(?::bigint[], ?::text[], ?::date[], ?::text[], ?::text[], ?::text[], ?::bytea[], ?::bytea[], ?::timestamptz[],
            ?::text[])
    AS n (delivery_id, outcome, business_day, product, sub_account_id, session_id, content_digest, content_rank, arrived_at,
          event_type)
ON CONFLICT (sub_account_id, session_id) WHERE outcome = 'FACT' DO NOTHING
RETURNING delivery_id
