-- Documents as text; what they seem to speak of, and what they say, is offered until someone decides.
CREATE TABLE documents (
    id TEXT PRIMARY KEY,
    name TEXT NOT NULL,
    dated TEXT NOT NULL,
    text TEXT NOT NULL,
    sha256 TEXT NOT NULL,
    by_user TEXT NOT NULL,
    at TEXT NOT NULL
);

CREATE TABLE attachments (
    document TEXT NOT NULL,
    death TEXT NOT NULL,
    weight DOUBLE PRECISION NOT NULL,
    sentences TEXT NOT NULL,
    state TEXT NOT NULL,
    decision TEXT NOT NULL,
    PRIMARY KEY (document, death)
);
CREATE INDEX attachments_of_death ON attachments (death);

CREATE TABLE offers (
    number BIGINT PRIMARY KEY,
    document TEXT NOT NULL,
    death TEXT NOT NULL,
    field TEXT NOT NULL,
    value TEXT NOT NULL,
    begins BIGINT NOT NULL,
    ends BIGINT NOT NULL,
    state TEXT NOT NULL,
    decision TEXT NOT NULL
);
CREATE INDEX offers_of_document ON offers (document, number);
