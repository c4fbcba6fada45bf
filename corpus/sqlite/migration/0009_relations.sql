-- By what names laws are known, and what they say of others.

CREATE TABLE name (
  country TEXT NOT NULL,              -- of the law
  key     TEXT NOT NULL,              -- one of corpus.Law.NameKeys
  text    INTEGER NOT NULL REFERENCES text (id) ON DELETE CASCADE,
  PRIMARY KEY (country, key, text)
) WITHOUT ROWID;
CREATE INDEX name_text ON name (text, key);

CREATE TABLE relation (
  key   TEXT NOT NULL,                -- one of corpus.Mention.Keys of the law that is meant, or "id:" and its id where a person named it
  text  INTEGER NOT NULL REFERENCES text (id) ON DELETE CASCADE, -- that says it
  PRIMARY KEY (key, text)
) WITHOUT ROWID;
CREATE INDEX relation_text ON relation (text);
