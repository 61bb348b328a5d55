-- One schema for SQLite and PostgreSQL. Days and moments are ISO 8601 texts in UTC, whose order is that of time.

CREATE TABLE users (
    name TEXT PRIMARY KEY,
    full_name TEXT NOT NULL,
    role TEXT NOT NULL,
    team TEXT NOT NULL,
    password TEXT NOT NULL,
    disabled BIGINT NOT NULL,
    failures BIGINT NOT NULL,
    locked_until TEXT NOT NULL,
    created_at TEXT NOT NULL
);

CREATE TABLE sessions (
    token_hash TEXT PRIMARY KEY,
    user_name TEXT NOT NULL,
    csrf TEXT NOT NULL,
    began_at TEXT NOT NULL,
    seen_at TEXT NOT NULL
);

CREATE TABLE imports (
    number BIGINT PRIMARY KEY,
    file TEXT NOT NULL,
    sha256 TEXT NOT NULL,
    at TEXT NOT NULL,
    by_user TEXT NOT NULL,
    rows_read BIGINT NOT NULL,
    added BIGINT NOT NULL,
    changed BIGINT NOT NULL,
    unchanged BIGINT NOT NULL,
    rejected BIGINT NOT NULL
);

CREATE TABLE deaths (
    id TEXT PRIMARY KEY,
    number BIGINT NOT NULL UNIQUE,
    import BIGINT NOT NULL,
    added_on TEXT NOT NULL
);

-- Each value of each field, the first as well as later ones; none is ever changed.
CREATE TABLE statements (
    number BIGINT PRIMARY KEY,
    death TEXT NOT NULL,
    field TEXT NOT NULL,
    value TEXT NOT NULL,
    known_from TEXT NOT NULL,
    source TEXT NOT NULL,
    by_user TEXT NOT NULL,
    at TEXT NOT NULL,
    import BIGINT NOT NULL
);
CREATE INDEX statements_of_death ON statements (death, number);

-- A death with any row here is for these users only.
CREATE TABLE restrictions (
    death TEXT NOT NULL,
    user_name TEXT NOT NULL,
    PRIMARY KEY (death, user_name)
);

-- Decisions, leads, concerns, exhibits and hand-offs: a change is a new version, the others stay.
CREATE TABLE matters (
    id TEXT NOT NULL,
    version BIGINT NOT NULL,
    kind TEXT NOT NULL,
    subject TEXT NOT NULL,
    body TEXT NOT NULL,
    owner TEXT NOT NULL,
    due TEXT NOT NULL,
    state TEXT NOT NULL,
    by_user TEXT NOT NULL,
    at TEXT NOT NULL,
    PRIMARY KEY (id, version)
);
CREATE INDEX matters_of_subject ON matters (subject, kind);
CREATE INDEX matters_due ON matters (state, due);

CREATE TABLE series (
    id TEXT PRIMARY KEY,
    members TEXT NOT NULL,
    deaths TEXT NOT NULL,
    first_seen TEXT NOT NULL,
    last_seen TEXT NOT NULL,
    current BIGINT NOT NULL,
    e_value DOUBLE PRECISION NOT NULL,
    weight DOUBLE PRECISION NOT NULL,
    told TEXT NOT NULL
);

CREATE TABLE series_days (
    series TEXT NOT NULL,
    day TEXT NOT NULL,
    e_value DOUBLE PRECISION NOT NULL,
    PRIMARY KEY (series, day)
);

CREATE TABLE alerts (
    number BIGINT PRIMARY KEY,
    series TEXT NOT NULL,
    at TEXT NOT NULL,
    e_value DOUBLE PRECISION NOT NULL,
    level DOUBLE PRECISION NOT NULL,
    import BIGINT NOT NULL,
    joined TEXT NOT NULL
);

CREATE TABLE settings (
    name TEXT PRIMARY KEY,
    value TEXT NOT NULL
);

-- Each entry holds the hash of the one before.
CREATE TABLE audit (
    number BIGINT PRIMARY KEY,
    at TEXT NOT NULL,
    who TEXT NOT NULL,
    deed TEXT NOT NULL,
    what TEXT NOT NULL,
    detail TEXT NOT NULL,
    why TEXT NOT NULL,
    origin TEXT NOT NULL,
    outcome TEXT NOT NULL,
    previous TEXT NOT NULL,
    hash TEXT NOT NULL
);

CREATE TABLE checkpoints (
    number BIGINT PRIMARY KEY,
    at TEXT NOT NULL,
    hash TEXT NOT NULL,
    signature TEXT NOT NULL,
    key TEXT NOT NULL
);
