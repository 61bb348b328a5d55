-- A series as it was found when someone decided on it: what is found later does not take its place there.
CREATE TABLE found (
    hash TEXT PRIMARY KEY,
    series TEXT NOT NULL,
    told TEXT NOT NULL
);
CREATE INDEX documents_by_text ON documents (sha256);
