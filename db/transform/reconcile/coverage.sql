-- One row a source, subaccount and day of these of which that source speaks at all; of a list of the client's own, and a product.
CREATE TEMPORARY TABLE coverage ON COMMIT DROP AS
SELECT * FROM recon.coverage(:days::date[]);
ANALYZE coverage;
