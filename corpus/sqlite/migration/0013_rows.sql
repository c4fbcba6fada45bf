-- A provision is reached by the number of its row: three pages of the tree in the place of six, since the tree above the rows holds numbers alone.

CREATE TABLE row (
  id     INTEGER PRIMARY KEY,         -- text * 2^24 and the place among the parts of the text in document order, from 0
  text   INTEGER NOT NULL REFERENCES text (id) ON DELETE CASCADE,
  parent INTEGER NOT NULL,            -- place of the container it stands in; -1 at the top
  eid    TEXT NOT NULL,
  unit   INTEGER NOT NULL,            -- place among the units of the text, from 0; -1: a container without wording of its own
  path   TEXT NOT NULL,               -- labels and headings of the containers above, JSON array
  body   BLOB NOT NULL                -- corpus.Provision, JSON: a container without its children, a unit with all below it
);
INSERT INTO row SELECT (text << 24) + seq, text, parent, eid, unit, path, body FROM part ORDER BY text, seq;
DROP TABLE part;
ALTER TABLE row RENAME TO part;
CREATE UNIQUE INDEX part_eid ON part (text, eid);
