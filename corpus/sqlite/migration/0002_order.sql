-- The order of the texts of a law outlives a new wording, and titles are found by their words in every script.

ALTER TABLE text ADD COLUMN rank INTEGER NOT NULL DEFAULT 0;  -- id of the first text ever put of this law and language: the original language has the lowest
ALTER TABLE text ADD COLUMN words TEXT NOT NULL DEFAULT '';   -- title, its translations and the number: lower case, each word behind a blank (filled by the program)

UPDATE text SET rank = (SELECT min(f.id) FROM text f WHERE f.law = text.law AND f.language = text.language);

DROP INDEX text_law;
CREATE INDEX text_order ON text (law, state, rank, starts DESC);
