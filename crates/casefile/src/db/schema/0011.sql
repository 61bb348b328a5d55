-- What a row refers to is there, and what can only be one of a few is one of them. SQLite adds neither to a table that is there: each is made
-- again, filled, and put in the place of the one before; those that others refer to come first. Statements that were erased belong to no death.
CREATE TABLE new_users (
    name TEXT PRIMARY KEY,
    full_name TEXT NOT NULL,
    role TEXT NOT NULL CHECK (role IN ('reader', 'reviewer', 'supervisor', 'administrator')),
    team TEXT NOT NULL,
    password TEXT NOT NULL,
    disabled BIGINT NOT NULL CHECK (disabled IN (0, 1)),
    created_at TEXT NOT NULL,
    must_change BIGINT NOT NULL DEFAULT 0 CHECK (must_change IN (0, 1))
);
INSERT INTO new_users (name, full_name, role, team, password, disabled, created_at, must_change)
    SELECT name, full_name, role, team, password, disabled, created_at, must_change FROM users;
DROP TABLE users;
ALTER TABLE new_users RENAME TO users;

CREATE TABLE new_deaths (
    id TEXT PRIMARY KEY,
    number BIGINT NOT NULL UNIQUE CHECK (number > 0),
    import BIGINT NOT NULL REFERENCES imports (number),
    added_on TEXT NOT NULL CHECK (added_on LIKE '____-__-__')
);
INSERT INTO new_deaths (id, number, import, added_on) SELECT id, number, import, added_on FROM deaths;
DROP TABLE deaths;
ALTER TABLE new_deaths RENAME TO deaths;

CREATE TABLE new_series (
    id TEXT PRIMARY KEY,
    members TEXT NOT NULL,
    deaths TEXT NOT NULL,
    first_seen TEXT NOT NULL CHECK (first_seen LIKE '____-__-__'),
    last_seen TEXT NOT NULL CHECK (last_seen LIKE '____-__-__'),
    current BIGINT NOT NULL CHECK (current IN (0, 1)),
    e_value DOUBLE PRECISION NOT NULL CHECK (e_value >= 0),
    weight DOUBLE PRECISION NOT NULL,
    told TEXT NOT NULL
);
INSERT INTO new_series (id, members, deaths, first_seen, last_seen, current, e_value, weight, told)
    SELECT id, members, deaths, first_seen, last_seen, current, e_value, weight, told FROM series;
DROP TABLE series;
ALTER TABLE new_series RENAME TO series;

CREATE TABLE new_statements (
    number BIGINT PRIMARY KEY,
    death TEXT REFERENCES deaths (id),
    field TEXT NOT NULL,
    value TEXT NOT NULL,
    known_from TEXT NOT NULL CHECK (known_from LIKE '%-__-__'),
    source TEXT NOT NULL,
    by_user TEXT NOT NULL,
    at TEXT NOT NULL,
    import BIGINT NOT NULL CHECK (import >= 0),
    CHECK ((death IS NULL) = (field = ''))
);
INSERT INTO new_statements (number, death, field, value, known_from, source, by_user, at, import)
    SELECT number, NULLIF(death, ''), field, value, known_from, source, by_user, at, import FROM statements;
DROP TABLE statements;
ALTER TABLE new_statements RENAME TO statements;
CREATE INDEX statements_of_death ON statements (death, number);

CREATE TABLE new_sessions (
    token_hash TEXT PRIMARY KEY,
    user_name TEXT NOT NULL REFERENCES users (name),
    csrf TEXT NOT NULL,
    began_at TEXT NOT NULL,
    seen_at TEXT NOT NULL,
    by_provider BIGINT NOT NULL DEFAULT 0 CHECK (by_provider IN (0, 1))
);
INSERT INTO new_sessions (token_hash, user_name, csrf, began_at, seen_at, by_provider)
    SELECT token_hash, user_name, csrf, began_at, seen_at, by_provider FROM sessions;
DROP TABLE sessions;
ALTER TABLE new_sessions RENAME TO sessions;

CREATE TABLE new_restrictions (
    death TEXT NOT NULL REFERENCES deaths (id) ON DELETE CASCADE,
    user_name TEXT NOT NULL REFERENCES users (name),
    PRIMARY KEY (death, user_name)
);
INSERT INTO new_restrictions (death, user_name) SELECT death, user_name FROM restrictions;
DROP TABLE restrictions;
ALTER TABLE new_restrictions RENAME TO restrictions;

CREATE TABLE new_reasons (
    user_name TEXT NOT NULL REFERENCES users (name),
    death TEXT NOT NULL REFERENCES deaths (id) ON DELETE CASCADE,
    why TEXT NOT NULL CHECK (why <> ''),
    at TEXT NOT NULL,
    PRIMARY KEY (user_name, death)
);
INSERT INTO new_reasons (user_name, death, why, at) SELECT user_name, death, why, at FROM reasons;
DROP TABLE reasons;
ALTER TABLE new_reasons RENAME TO reasons;

CREATE TABLE new_searches (
    user_name TEXT NOT NULL REFERENCES users (name),
    name TEXT NOT NULL,
    words TEXT NOT NULL,
    at TEXT NOT NULL,
    PRIMARY KEY (user_name, name)
);
INSERT INTO new_searches (user_name, name, words, at) SELECT user_name, name, words, at FROM searches;
DROP TABLE searches;
ALTER TABLE new_searches RENAME TO searches;

CREATE TABLE new_known_sources (
    user_name TEXT NOT NULL REFERENCES users (name),
    source TEXT NOT NULL,
    seen_at TEXT NOT NULL,
    PRIMARY KEY (user_name, source)
);
INSERT INTO new_known_sources (user_name, source, seen_at) SELECT user_name, source, seen_at FROM known_sources;
DROP TABLE known_sources;
ALTER TABLE new_known_sources RENAME TO known_sources;

CREATE TABLE new_series_days (
    series TEXT NOT NULL REFERENCES series (id) ON DELETE CASCADE,
    day TEXT NOT NULL CHECK (day LIKE '____-__-__'),
    e_value DOUBLE PRECISION NOT NULL CHECK (e_value >= 0),
    level DOUBLE PRECISION NOT NULL DEFAULT 0 CHECK (level >= 0),
    PRIMARY KEY (series, day)
);
INSERT INTO new_series_days (series, day, e_value, level) SELECT series, day, e_value, level FROM series_days;
DROP TABLE series_days;
ALTER TABLE new_series_days RENAME TO series_days;

CREATE TABLE new_alerts (
    number BIGINT PRIMARY KEY,
    series TEXT NOT NULL REFERENCES series (id) ON DELETE CASCADE,
    at TEXT NOT NULL,
    e_value DOUBLE PRECISION NOT NULL CHECK (e_value >= 0),
    level DOUBLE PRECISION NOT NULL CHECK (level >= 0),
    import BIGINT NOT NULL CHECK (import >= 0),
    joined TEXT NOT NULL,
    first_look BIGINT NOT NULL DEFAULT 0 CHECK (first_look IN (0, 1)),
    on_record BIGINT NOT NULL DEFAULT 0 CHECK (on_record >= 0),
    evidence TEXT NOT NULL DEFAULT '',
    changed TEXT NOT NULL DEFAULT ''
);
INSERT INTO new_alerts (number, series, at, e_value, level, import, joined, first_look, on_record, evidence, changed)
    SELECT number, series, at, e_value, level, import, joined, first_look, on_record, evidence, changed FROM alerts;
DROP TABLE alerts;
ALTER TABLE new_alerts RENAME TO alerts;

CREATE TABLE new_watched (
    series TEXT PRIMARY KEY REFERENCES series (id) ON DELETE CASCADE,
    at TEXT NOT NULL,
    e_value DOUBLE PRECISION NOT NULL CHECK (e_value >= 0),
    on_record BIGINT NOT NULL CHECK (on_record >= 0),
    evidence TEXT NOT NULL
);
INSERT INTO new_watched (series, at, e_value, on_record, evidence) SELECT series, at, e_value, on_record, evidence FROM watched;
DROP TABLE watched;
ALTER TABLE new_watched RENAME TO watched;

CREATE TABLE new_found (
    hash TEXT PRIMARY KEY,
    series TEXT NOT NULL REFERENCES series (id) ON DELETE CASCADE,
    told TEXT NOT NULL,
    through BIGINT NOT NULL DEFAULT 0 CHECK (through >= 0)
);
INSERT INTO new_found (hash, series, told, through) SELECT hash, series, told, through FROM found;
DROP TABLE found;
ALTER TABLE new_found RENAME TO found;

-- What a matter is about, in words; and the death or series by itself, so that it is there.
CREATE TABLE new_matters (
    id TEXT NOT NULL,
    version BIGINT NOT NULL CHECK (version > 0),
    kind TEXT NOT NULL CHECK (kind <> ''),
    subject TEXT NOT NULL,
    death TEXT REFERENCES deaths (id),
    series TEXT REFERENCES series (id),
    body TEXT NOT NULL,
    owner TEXT NOT NULL,
    due TEXT NOT NULL CHECK (due = '' OR due LIKE '____-__-__'),
    state TEXT NOT NULL CHECK (state IN ('open', 'done')),
    by_user TEXT NOT NULL,
    at TEXT NOT NULL,
    PRIMARY KEY (id, version),
    CHECK (subject NOT LIKE 'death %' OR (death IS NOT NULL AND subject = 'death ' || death)),
    CHECK (subject NOT LIKE 'series %' OR (series IS NOT NULL AND subject = 'series ' || series))
);
INSERT INTO new_matters (id, version, kind, subject, death, series, body, owner, due, state, by_user, at)
    SELECT id, version, kind, subject, CASE WHEN subject LIKE 'death %' THEN SUBSTR(subject, 7) END,
    CASE WHEN subject LIKE 'series %' THEN SUBSTR(subject, 8) END, body, owner, due, state, by_user, at FROM matters;
DROP TABLE matters;
ALTER TABLE new_matters RENAME TO matters;
CREATE INDEX matters_of_subject ON matters (subject, kind);
CREATE INDEX matters_due ON matters (state, due);
CREATE INDEX matters_of_death ON matters (death);
CREATE INDEX matters_of_series ON matters (series);

CREATE TABLE new_attachments (
    document TEXT NOT NULL REFERENCES documents (id) ON DELETE CASCADE,
    death TEXT NOT NULL REFERENCES deaths (id) ON DELETE CASCADE,
    weight DOUBLE PRECISION NOT NULL,
    sentences TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('offered', 'accepted', 'refused')),
    decision TEXT NOT NULL,
    PRIMARY KEY (document, death),
    CHECK ((state = 'offered') = (decision = ''))
);
INSERT INTO new_attachments (document, death, weight, sentences, state, decision)
    SELECT document, death, weight, sentences, state, decision FROM attachments;
DROP TABLE attachments;
ALTER TABLE new_attachments RENAME TO attachments;
CREATE INDEX attachments_of_death ON attachments (death);

CREATE TABLE new_offers (
    number BIGINT PRIMARY KEY,
    document TEXT NOT NULL REFERENCES documents (id) ON DELETE CASCADE,
    death TEXT NOT NULL REFERENCES deaths (id) ON DELETE CASCADE,
    field TEXT NOT NULL CHECK (field <> ''),
    value TEXT NOT NULL,
    begins BIGINT NOT NULL CHECK (begins >= 0),
    ends BIGINT NOT NULL CHECK (ends >= begins),
    state TEXT NOT NULL CHECK (state IN ('offered', 'accepted', 'refused')),
    decision TEXT NOT NULL,
    CHECK ((state = 'offered') = (decision = ''))
);
INSERT INTO new_offers (number, document, death, field, value, begins, ends, state, decision)
    SELECT number, document, death, field, value, begins, ends, state, decision FROM offers;
DROP TABLE offers;
ALTER TABLE new_offers RENAME TO offers;
CREATE INDEX offers_of_document ON offers (document, number);
CREATE INDEX offers_of_death ON offers (death);
