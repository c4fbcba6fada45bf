-- When the library was last cared for.

CREATE TABLE upkeep (
  name TEXT PRIMARY KEY,              -- backup, check, reindex
  at   TEXT NOT NULL                  -- UTC, RFC 3339
);
