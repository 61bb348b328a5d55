-- What stood in the file of a document and is not in its text, as a list of sentences in JSON.
ALTER TABLE documents ADD COLUMN not_read TEXT NOT NULL DEFAULT '[]';
