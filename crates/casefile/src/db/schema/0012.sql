-- Who sees a matter of a kind that is for those who are named: who put it on record is among them.
CREATE TABLE matter_names (
    matter TEXT NOT NULL,
    user_name TEXT NOT NULL REFERENCES users (name),
    PRIMARY KEY (matter, user_name)
);
