-- How the files of each register are read: found by its earlier files, or said when they were taken in. A case file that was made before
-- remembers nothing, and its next files are read as they show.
CREATE TABLE registers (
    name TEXT PRIMARY KEY,
    columns_hash TEXT NOT NULL,
    profile TEXT NOT NULL,
    dates TEXT NOT NULL,
    sheet TEXT NOT NULL,
    file TEXT NOT NULL,
    at TEXT NOT NULL,
    by_user TEXT NOT NULL
);
