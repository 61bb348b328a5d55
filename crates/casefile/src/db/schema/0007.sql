-- Wrong passwords, by the name that was given and by where they came from; of names that are no user's as well, so that both look alike
-- from outside.
CREATE TABLE guesses (
    name TEXT NOT NULL,
    source TEXT NOT NULL,
    wrong BIGINT NOT NULL,
    locked_until TEXT NOT NULL,
    at TEXT NOT NULL,
    PRIMARY KEY (name, source)
);
-- Browsers and networks from which somebody has signed in before: no outsider's guesses keep them out from there.
CREATE TABLE known_sources (
    user_name TEXT NOT NULL,
    source TEXT NOT NULL,
    seen_at TEXT NOT NULL,
    PRIMARY KEY (user_name, source)
);
-- An account is not locked as a whole any more.
ALTER TABLE users DROP COLUMN failures;
ALTER TABLE users DROP COLUMN locked_until;
