-- When a law was withdrawn, for those who ask what changed since (harvesters, packs).

ALTER TABLE withdrawn ADD COLUMN at TEXT NOT NULL DEFAULT '';  -- UTC, RFC 3339

UPDATE withdrawn SET at = (SELECT changed FROM change);
