-- One row a product and country called, of the calls with a quality that was measured.
WITH call AS (
    SELECT product, leg.destination_country, leg.quality_band, leg.mos, leg.packet_loss_rate, leg.jitter_ms
    FROM fact.session
    JOIN fact.call_leg AS leg USING (business_day, delivery_id)
    WHERE business_day BETWEEN :from AND :to AND leg.business_day BETWEEN :from AND :to -- of either table only these months
      AND fact.is_asked(product, :products)
      AND fact.is_asked(session.sub_account_id, :sub_accounts)
      AND coalesce(leg.mos, leg.packet_loss_rate, leg.jitter_ms) IS NOT NULL
)
SELECT product,
       destination_country,
       count(*) AS calls,
       count(*) FILTER (WHERE quality_band = 'EXCELLENT') AS excellent,
       count(*) FILTER (WHERE quality_band = 'GOOD')      AS good,
       count(*) FILTER (WHERE quality_band = 'FAIR')      AS fair,
       count(*) FILTER (WHERE quality_band = 'POOR')      AS poor,
       count(*) FILTER (WHERE quality_band = 'BAD')       AS bad,
       round(avg(mos), 2)              AS average_mos,
       round(avg(packet_loss_rate), 3) AS average_packet_loss,
       round(avg(jitter_ms), 1)        AS average_jitter_ms
FROM call
GROUP BY product, destination_country
ORDER BY product COLLATE "C", destination_country COLLATE "C"
