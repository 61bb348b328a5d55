-- The E-value at which an alert was raised on that day: what was visible then stays so when the budget changes.
ALTER TABLE series_days ADD COLUMN level DOUBLE PRECISION NOT NULL DEFAULT 0;
UPDATE series_days SET level = COALESCE((SELECT MAX(level) FROM alerts), 0);
