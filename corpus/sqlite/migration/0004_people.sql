-- Who may sign in, and who is.

CREATE TABLE person (
  key    TEXT PRIMARY KEY,            -- corpus.PersonKey of the name
  name   TEXT NOT NULL,
  role   TEXT NOT NULL,               -- reader, librarian, administrator
  secret TEXT NOT NULL,               -- Argon2id hash of the password
  added  TEXT NOT NULL                -- UTC, RFC 3339
);

CREATE TABLE session (
  key    TEXT PRIMARY KEY,            -- SHA-256 of the token, hex: who reads the file cannot sign in with it
  person TEXT NOT NULL REFERENCES person (key) ON DELETE CASCADE,
  began  TEXT NOT NULL,               -- UTC, RFC 3339, as used
  used   TEXT NOT NULL
);
CREATE INDEX session_person ON session (person);
