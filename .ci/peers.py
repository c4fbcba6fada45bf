#!/usr/bin/env python3
"""Text out of the same PDFs and scans by poppler and tesseract, scored with the shared script. Usage: peers.py SHARED OUT

Needs pdftotext, pdftoppm and tesseract; says so and ends where they are missing. Only the text columns mean anything: these tools
find no provisions.
"""
import csv
import json
import os
import shutil
import subprocess
import sys
import tempfile

LANGUAGES = {"en": "eng", "fr": "fra", "de": "deu", "es": "spa", "ru": "rus", "ar": "ara", "zh": "chi_sim"}


def poppler(path):
    return subprocess.run(["pdftotext", path, "-"], capture_output=True, text=True, check=False).stdout


def tesseract(path, language):
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run(["pdftoppm", "-r", "300", "-gray", path, os.path.join(folder, "p")], check=False)
        pages = sorted(os.listdir(folder))
        read = [subprocess.run(["tesseract", os.path.join(folder, p), "-", "-l", LANGUAGES.get(language, "eng")],
                               capture_output=True, text=True, check=False).stdout for p in pages]
    return "\n".join(read)


def main(shared, out):
    missing = [tool for tool in ("pdftotext", "pdftoppm", "tesseract") if not shutil.which(tool)]
    if missing:
        print("skipped: not installed:", *missing)
        return
    corpus = os.path.join(shared, "corpus")
    with open(os.path.join(corpus, "pairs.csv"), encoding="utf-8") as f:
        rows = [r for r in csv.DictReader(f) if r["path"].split("/")[0] in ("pdf", "scan")]
    records, pairs = os.path.join(out, "peers.jsonl"), os.path.join(out, "peers.csv")
    with open(records, "w", encoding="utf-8") as f, open(pairs, "w", encoding="utf-8", newline="") as p:
        w = csv.DictWriter(p, rows[0].keys())
        w.writeheader()
        for r in rows:
            path = os.path.join(corpus, r["path"])
            text = poppler(path) if r["path"].startswith("pdf") else tesseract(path, r["language"])
            f.write(json.dumps({"text": text, "original": {"name": r["path"]}}) + "\n")
            w.writerow(r)
    subprocess.run([sys.executable, os.path.join(shared, "eval", "score_extract.py"), "--pairs", pairs, "--truth", os.path.join(corpus, "truth"), "--records", records], check=True)


main(*sys.argv[1:3])
