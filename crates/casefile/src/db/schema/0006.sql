-- A password that somebody else set is known to two: it is changed at the first sign-in with it. Who signs in by a provider has none.
ALTER TABLE users ADD COLUMN must_change BIGINT NOT NULL DEFAULT 0;
ALTER TABLE sessions ADD COLUMN by_provider BIGINT NOT NULL DEFAULT 0;
