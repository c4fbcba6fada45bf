-- What was done to people: who may do what is itself something to account for.

CREATE TABLE person_change (
  id     INTEGER PRIMARY KEY,
  at     TEXT NOT NULL,               -- UTC, RFC 3339
  by     TEXT NOT NULL,               -- who did it: a person, the command line, the program
  person TEXT NOT NULL,               -- the name as it was: people are removed, this stays
  what   TEXT NOT NULL,               -- added, role, password, removed
  before TEXT NOT NULL,               -- the role; never a password
  after  TEXT NOT NULL
);
