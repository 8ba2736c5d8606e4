-- How the file of an import was read, in words, as somebody confirmed it; NULL for imports of versions before.
ALTER TABLE expected.import ADD COLUMN reading text;
