-- What people changed of laws, for ever.

CREATE TABLE correction (
  id       INTEGER PRIMARY KEY,
  at       TEXT NOT NULL,             -- UTC, RFC 3339
  by       TEXT NOT NULL,
  law      TEXT NOT NULL,             -- corpus.URI
  language TEXT NOT NULL,             -- of a title; '' for what all texts of the law share
  what     TEXT NOT NULL,             -- a field, withdraw or restore
  before   TEXT NOT NULL,
  after    TEXT NOT NULL,
  note     TEXT NOT NULL,
  undoes   INTEGER NOT NULL           -- id of the correction that this takes back; 0: none
);
CREATE INDEX correction_law ON correction (law, id);
