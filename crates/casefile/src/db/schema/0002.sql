-- Why someone looks at a death that is restricted: asked for before it is shown, and good for a working day.
CREATE TABLE reasons (
    user_name TEXT NOT NULL,
    death TEXT NOT NULL,
    why TEXT NOT NULL,
    at TEXT NOT NULL,
    PRIMARY KEY (user_name, death)
);

-- Searches that someone kept for themselves.
CREATE TABLE searches (
    user_name TEXT NOT NULL,
    name TEXT NOT NULL,
    words TEXT NOT NULL,
    at TEXT NOT NULL,
    PRIMARY KEY (user_name, name)
);
