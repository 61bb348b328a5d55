-- What an alert was raised on, and what had changed since the same deaths were last alerted or decided on, so that a series that grew
-- much stronger raises another one.
ALTER TABLE alerts ADD COLUMN first_look BIGINT NOT NULL DEFAULT 0;
ALTER TABLE alerts ADD COLUMN on_record BIGINT NOT NULL DEFAULT 0;
ALTER TABLE alerts ADD COLUMN evidence TEXT NOT NULL DEFAULT '';
ALTER TABLE alerts ADD COLUMN changed TEXT NOT NULL DEFAULT '';
UPDATE alerts SET first_look = 1 WHERE CAST(import AS TEXT) IN (SELECT value FROM settings WHERE name = 'first look after import');
UPDATE alerts SET on_record = COALESCE((SELECT MAX(number) FROM statements WHERE statements.at <= alerts.at), 0);
-- Number of the last statement that the series was found with; 0 where that was not kept.
ALTER TABLE found ADD COLUMN through BIGINT NOT NULL DEFAULT 0;

-- A series that is part of a larger one that was alerted on, as strong as it was when it was first found by itself.
CREATE TABLE watched (
    series TEXT PRIMARY KEY,
    at TEXT NOT NULL,
    e_value DOUBLE PRECISION NOT NULL,
    on_record BIGINT NOT NULL,
    evidence TEXT NOT NULL
);
