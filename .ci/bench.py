#!/usr/bin/env python3
"""Speed of the whole program beside poppler and SQLite FTS5, in one run on this machine. Usage: bench.py SHARED UNITS

Reading: born-digital PDFs to the provision tree, beside pdftotext's bare extraction. Filling and searching: real provisions, repeated with changed words up to UNITS,
imported and asked through the HTTP API (facets and highlights), beside FTS5 in this process (same texts, total and ten hits, no facets). Prints tab-separated lines.
"""
import glob
import json
import os
import platform
import random
import re
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import threading
import time
import urllib.parse
import urllib.request

BIN = os.path.abspath("bin/pandect")


def seconds(fn):
    began = time.perf_counter()
    fn()
    return time.perf_counter() - began


def line(*cells):
    print(*(f"{c:.3f}" if isinstance(c, float) else c for c in cells), sep="\t", flush=True)


def reading(corpus):
    files = sorted(glob.glob(corpus + "/pdf/my/*.pdf") + glob.glob(corpus + "/pdf/lk/*.pdf") + glob.glob(corpus + "/pdf/fr/code*.pdf"))
    if not shutil.which("pdftotext"):
        line("reading", "skipped: pdftotext is not installed")
        return
    pages = sum(int(m[1]) for f in files if (m := re.search(rb"Pages:\s+(\d+)", subprocess.run(["pdfinfo", f], capture_output=True, check=False).stdout)))
    peer = seconds(lambda: [subprocess.run(["pdftotext", f, "-"], capture_output=True, check=False) for f in files])
    for jobs in (1, 2):
        own = seconds(lambda: subprocess.run([BIN, "extract", "--json", f"--jobs={jobs}", *files], capture_output=True, check=False))
        line("reading", f"jobs={jobs}", f"files={len(files)}", f"pages={pages}", "pandect pages/s", pages / own, "poppler pages/s", pages / peer, "ratio", peer / own)


def texts(shared, units):
    """Interchange records of real provisions, repeated with one word in eight changed to another of the same law."""
    base = []
    for s in ("heading-en", "heading-de", "canada-x"):
        with open(f"{shared}/eval/retrieval/{s}/corpus.jsonl", encoding="utf-8") as f:
            base += [json.loads(x) for x in f]
    rng, n = random.Random(1), 0
    while n < units:
        for r in base:
            words = r["text"].split(" ")
            if n >= len(base):
                for i in range(0, len(words), 8):
                    words[i] = rng.choice(words)
            yield {"id": f"xx/bench/{n}", "country": "X" + "ABCDEF"[n % 6], "language": r["language"], "title": r["title"], "year": 1990 + n % 35, "text": " ".join(words)}
            n += 1
            if n >= units:
                return


def queries(shared):
    out = []
    for s in ("heading-en", "heading-de"):
        with open(f"{shared}/eval/retrieval/{s}/queries.jsonl", encoding="utf-8") as f:
            out += [json.loads(x)["text"] for x in f][:100]
    return [re.sub(r"[^\w ]", " ", q) for q in out]


def percentiles(times):
    times = sorted(times)
    return [1000 * times[min(len(times) - 1, int(len(times) * p))] for p in (0.5, 0.95, 0.99)]


def searching(shared, units, folder):
    file, lib = f"{folder}/texts.jsonl", f"{folder}/lib"
    with open(file, "w", encoding="utf-8") as f:
        for t in texts(shared, units):
            f.write(json.dumps(t, ensure_ascii=False) + "\n")
    own = seconds(lambda: subprocess.run([BIN, "import", "--keep-tags", "--library", lib, file], check=True, capture_output=True))
    db = sqlite3.connect(f"{folder}/fts.db", check_same_thread=False)

    def fill():
        db.execute("CREATE VIRTUAL TABLE u USING fts5(id UNINDEXED, title, text, tokenize='porter unicode61')")
        with open(file, encoding="utf-8") as f:
            db.executemany("INSERT INTO u VALUES (?,?,?)", ((r["id"], r["title"], r["text"]) for r in map(json.loads, f)))
        db.commit()

    peer = seconds(fill)
    size = lambda path: sum(os.path.getsize(os.path.join(d, f)) for d, _, fs in os.walk(path) for f in fs)
    line("filling", f"units={units}", "pandect s (catalogue and index)", own, "FTS5 s", peer, "ratio", own / peer)
    line("disk", "text MB", os.path.getsize(file) / 1e6, "catalogue MB", os.path.getsize(lib + "/library.db") / 1e6, "index MB", size(lib + "/index") / 1e6, "FTS5 MB", os.path.getsize(f"{folder}/fts.db") / 1e6)
    server = subprocess.Popen([BIN, "serve", "--library", lib, "--addr", "127.0.0.1:18473"], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
    began = time.perf_counter()
    server.stdout.readline()
    ask = lambda q: urllib.request.urlopen("http://127.0.0.1:18473/api/v1/search?" + urllib.parse.urlencode({"q": q, "size": 10}), timeout=60).read()
    try:
        ask("witness")
        line("start", "to first answer s", time.perf_counter() - began)
        qs = queries(shared)
        for q in qs:
            ask(q)
        mine = [seconds(lambda q=q: ask(q)) for q in qs]
        theirs = [seconds(lambda q=q: fts5(db, q)) for q in qs]
        line("search", "one client", "pandect p50/p95/p99 ms", *percentiles(mine), "FTS5 p50/p95/p99 ms", *percentiles(theirs), "requests/s ratio", sum(theirs) / sum(mine))
        many(ask, qs)
        with open(f"/proc/{server.pid}/status", encoding="utf-8") as f:
            line("memory", "serving, resident MB", int(re.search(r"VmRSS:\s+(\d+)", f.read())[1]) / 1024)
    finally:
        server.terminate()
        server.wait()


def fts5(db, q):
    match = " ".join(f'"{w}"' for w in q.split())
    db.execute("SELECT id, snippet(u, 2, '[', ']', '…', 20) FROM u WHERE u MATCH ? ORDER BY bm25(u, 0, 2, 1) LIMIT 10", (match,)).fetchall()
    db.execute("SELECT count(*) FROM u WHERE u MATCH ?", (match,)).fetchone()


def many(ask, qs, clients=32):
    times, lock = [], threading.Lock()

    def client(n):
        for i in range(20):
            t = seconds(lambda: ask(qs[(n * 7 + i) % len(qs)]))
            with lock:
                times.append(t)

    threads = [threading.Thread(target=client, args=(n,)) for n in range(clients)]
    total = seconds(lambda: ([t.start() for t in threads], [t.join() for t in threads]))
    line("search", f"{clients} clients", "p50/p95/p99 ms", *percentiles(times), "requests/s", len(times) / total)


def main(shared, units):
    line("machine", platform.machine(), f"cores={os.cpu_count()}", f"load={os.getloadavg()[0]:.1f}")
    reading(shared + "/corpus")
    with tempfile.TemporaryDirectory() as folder:
        searching(shared, int(units), folder)


main(*sys.argv[1:3])
