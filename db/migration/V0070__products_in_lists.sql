-- A list names a product in words that nobody knows: the words are kept, so that they are told, and read anew once they are known.
ALTER TABLE expected.session ADD COLUMN product_spelling text;   -- as the file has it; NULL where none is stated, or it is understood
ALTER TABLE expected.sent_line ADD COLUMN product_spelling text;
CREATE INDEX session_not_understood ON expected.session (product_spelling)
    WHERE superseded_by IS NULL AND product_spelling IS NOT NULL;
