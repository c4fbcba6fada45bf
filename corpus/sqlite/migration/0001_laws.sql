-- Laws, their texts and provisions; what was tried; what people decided.

CREATE TABLE text (
  id        INTEGER PRIMARY KEY,
  law       TEXT NOT NULL,            -- corpus.URI
  language  TEXT NOT NULL,            -- ISO 639; '' where not known
  starts    TEXT NOT NULL,            -- this wording applies from (YYYY-MM-DD); '' where not known
  state     TEXT NOT NULL,            -- current, superseded, withdrawn
  head      TEXT NOT NULL,            -- the record without provisions, JSON
  country   TEXT NOT NULL,
  type      TEXT NOT NULL,
  status    TEXT NOT NULL,
  year      INTEGER NOT NULL,         -- 0 where not known
  title     TEXT NOT NULL,
  topics    TEXT NOT NULL,            -- how many units carry each topic, JSON object
  sha256    TEXT NOT NULL,            -- of the original; '' where there is none
  digest    BLOB NOT NULL,            -- SHA-256 of the whole record
  units     INTEGER NOT NULL,         -- how many it has
  people    INTEGER NOT NULL,         -- 1: some tag of it was given or rejected by a person
  indexed   INTEGER NOT NULL DEFAULT 0, -- index schema that holds it; 0: none
  added     TEXT NOT NULL             -- UTC, RFC 3339
);
CREATE UNIQUE INDEX text_current ON text (law, language, starts) WHERE state = 'current';
CREATE INDEX text_law ON text (law);
CREATE INDEX text_unindexed ON text (state, indexed);
CREATE INDEX text_sha256 ON text (sha256);

CREATE TABLE part (
  text   INTEGER NOT NULL REFERENCES text (id) ON DELETE CASCADE,
  seq    INTEGER NOT NULL,            -- place among the parts of the text in document order, from 0
  parent INTEGER NOT NULL,            -- seq of the container it stands in; -1 at the top
  eid    TEXT NOT NULL,
  unit   INTEGER NOT NULL,            -- place among the units of the text, from 0; -1: a container without wording of its own
  path   TEXT NOT NULL,               -- labels and headings of the containers above, JSON array
  body   BLOB NOT NULL,               -- corpus.Provision, JSON: a container without its children, a unit with all below it
  PRIMARY KEY (text, seq)
) WITHOUT ROWID;
CREATE UNIQUE INDEX part_eid ON part (text, eid);

CREATE TABLE attempt (
  id      INTEGER PRIMARY KEY,
  sha256  TEXT NOT NULL,              -- '' where the bytes could not be read
  state   TEXT NOT NULL,              -- accepted, known, failed
  body    TEXT NOT NULL               -- corpus.Attempt, JSON
);
CREATE INDEX attempt_sha256 ON attempt (sha256, id);
CREATE INDEX attempt_state ON attempt (state, id);

CREATE TABLE withdrawn (
  law     TEXT PRIMARY KEY,           -- left every list; the index of this schema has learnt of it
  indexed INTEGER NOT NULL DEFAULT 0
);

CREATE TABLE judgement (
  id          INTEGER PRIMARY KEY,
  country     TEXT NOT NULL,
  requirement TEXT NOT NULL,          -- untoc/6/1/a
  body        TEXT NOT NULL           -- corpus.Judgement, JSON
);
CREATE INDEX judgement_of ON judgement (country, requirement, id);

CREATE TABLE change (
  id      INTEGER PRIMARY KEY CHECK (id = 1),
  number  INTEGER NOT NULL,           -- grows with every change of a law
  changed TEXT NOT NULL               -- UTC, RFC 3339; '' before the first
);
INSERT INTO change VALUES (1, 0, '');
