#!/usr/bin/env python3
"""SQLite FTS5 on the texts of a library, answering the same batch: the peer that `make eval` prints. Usage: fts5.py LIBRARY QUERIES UNIT

One row a unit, the law's title in a second column of weight 2, Porter stems over unicode61, any word of the query, bm25, 100 hits.
"""
import json
import re
import sqlite3
import subprocess
import sys


def units(library):
    """(id of the law, id of the unit, country, language, title, text) of every unit, by the program's own export."""
    export = subprocess.run(["bin/pandect", "export", "--library", library, "--format", "jsonl", "-o", "-"], capture_output=True, check=True)
    for line in export.stdout.splitlines():
        law = json.loads(line)
        if "id" not in law:
            continue
        yield from cut(law, law.get("provisions") or [])


def cut(law, nodes):
    for n in nodes:
        if n.get("kind") in ("article", "section", "rule", "regulation", "provision"):
            eid = n.get("eid") or ""
            yield law["id"], law["id"] + ("#" + eid if eid else ""), law.get("country"), law.get("language"), law.get("title", ""), whole(n)
        else:
            yield from cut(law, n.get("children") or [])


def whole(n):
    return "\n".join([n.get("heading") or "", n.get("text") or ""] + [whole(c) for c in n.get("children") or []])


def main(library, queries, unit):
    db = sqlite3.connect(":memory:")
    db.execute("CREATE VIRTUAL TABLE u USING fts5(law UNINDEXED, id UNINDEXED, country UNINDEXED, language UNINDEXED, title, text, tokenize='porter unicode61')")
    db.executemany("INSERT INTO u VALUES (?,?,?,?,?,?)", units(library))
    for line in open(queries, encoding="utf-8"):
        q = json.loads(line)
        words = re.findall(r"\w+", q["text"])
        where, values = "u MATCH ?", [" OR ".join(f'"{w}"' for w in words)]
        for field, value in re.findall(r"(country|language):(\S+)", q.get("filters") or ""):
            where += f" AND {field} = ?"
            values.append(value)
        column = "law" if unit == "law" else "id"
        hits, seen = [], set()
        for hit, score in db.execute(f"SELECT {column}, bm25(u, 0, 0, 0, 0, 2, 1) AS s FROM u WHERE {where} ORDER BY s LIMIT 300", values):
            if hit not in seen:
                seen.add(hit)
                hits.append((hit, score))
        for rank, (hit, score) in enumerate(hits[:100], 1):
            print(q["id"], "Q0", hit, rank, f"{-score:.6f}", "fts5")


main(*sys.argv[1:4])
