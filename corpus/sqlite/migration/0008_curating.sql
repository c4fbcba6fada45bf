-- What people change of the structure of laws, laws that became one, and where addresses lead since.

ALTER TABLE correction ADD COLUMN starts TEXT NOT NULL DEFAULT '';   -- of the text whose structure is corrected
ALTER TABLE correction ADD COLUMN eid TEXT NOT NULL DEFAULT '';      -- the provision, as it was called then; '' where it is about none
ALTER TABLE correction ADD COLUMN subject TEXT NOT NULL DEFAULT '';  -- topic or requirement of a tag; country and requirement of a judgement
CREATE INDEX correction_undoes ON correction (undoes) WHERE undoes <> 0;

CREATE TABLE reading (
  law      TEXT NOT NULL,             -- corpus.URI
  language TEXT NOT NULL,
  starts   TEXT NOT NULL,
  body     BLOB NOT NULL,             -- provisions as the program read them, before people corrected their structure, JSON
  PRIMARY KEY (law, language, starts)
) WITHOUT ROWID;

CREATE TABLE moved (
  law      TEXT NOT NULL,             -- corpus.URI
  language TEXT NOT NULL,
  eid      TEXT NOT NULL,             -- an address at which a provision stood
  target   TEXT NOT NULL,             -- where it stands now
  PRIMARY KEY (law, language, eid)
) WITHOUT ROWID;

CREATE TABLE merged (
  law      TEXT PRIMARY KEY,          -- it is one with another; its texts have the state 'merged', and are wordings of the other
  target   TEXT NOT NULL,             -- the other, which is not merged itself
  brought  TEXT NOT NULL              -- texts that the other had not and got from it, JSON array of [language, starts]
) WITHOUT ROWID;
CREATE INDEX merged_target ON merged (target);
