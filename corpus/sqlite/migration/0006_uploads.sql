-- What people sent in to be read.

CREATE TABLE upload (
  id      INTEGER PRIMARY KEY,
  batch   TEXT NOT NULL,              -- those sent together
  name    TEXT NOT NULL,              -- of the file, as sent
  sha256  TEXT NOT NULL,              -- of the original, '' where it was refused
  known   TEXT NOT NULL,              -- JSON: what the sender says of the law (corpus.Known)
  again   INTEGER NOT NULL,           -- 1: read it though it was taken in before
  by      TEXT NOT NULL,              -- who sent it
  at      TEXT NOT NULL,              -- UTC, RFC 3339
  outcome TEXT                        -- JSON (corpus.Attempt); NULL while it waits
);
CREATE INDEX upload_batch ON upload (batch);
CREATE INDEX upload_waiting ON upload (id) WHERE outcome IS NULL;
