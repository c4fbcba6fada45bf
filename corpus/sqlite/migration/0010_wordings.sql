-- Of several wordings of a law in a language the index holds one, the current one: the mark "indexed" stands at that one alone. An older program marked them all, whichever
-- of them it had put last.
UPDATE text SET indexed = 0 WHERE state = 'current' AND EXISTS
  (SELECT 1 FROM text o WHERE o.law = text.law AND o.language = text.language AND o.state = 'current' AND o.starts <> text.starts);
