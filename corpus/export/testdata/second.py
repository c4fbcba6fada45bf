"""Opens what Pandect exported with programs of others; prints a line a format and exits with 1 if any does not hold what it should. Usage: second.py FOLDER LAWS UNITS"""
import csv, json, os, sys, tempfile, warnings, zipfile

import bagit, bibtexparser, citeproc, citeproc.formatter.plain, citeproc.source.json, docx, openpyxl, rispy
from csvw import CSVW

folder, laws, units = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
at = lambda name: os.path.join(folder, name)
wrong = 0


def check(name, got, want):
    global wrong
    wrong += got != want
    print(f"{name}: {got}" + ("" if got == want else f", WRONG: want {want}"))


with open(at("laws.csv"), encoding="utf-8-sig", newline="") as f:
    rows = list(csv.DictReader(f))
    check("csv, rows", len(rows), units)
    check("csv, a reader's note", any("softer" in r["collection_note"] for r in rows), True)
with tempfile.TemporaryDirectory() as d:
    zipfile.ZipFile(at("laws.csvw")).extractall(d)
    table = CSVW(os.path.join(d, next(n for n in os.listdir(d) if n.endswith("-metadata.json"))), validate=True)
    check("csvw, valid", table.is_valid, True)
    check("csvw, rows", len(list(table.tables[0])), units)
check("xlsx, rows", sum(1 for _ in openpyxl.load_workbook(at("laws.xlsx"), read_only=True)["Provisions"].iter_rows()), units + 1)
with open(at("laws.jsonl"), encoding="utf-8") as f:
    check("jsonl, laws", sum(1 for line in f if json.loads(line)["id"]), laws)
paragraphs = docx.Document(at("laws.docx")).paragraphs
check("docx, titles", sum(p.style.name == "Title" for p in paragraphs), laws)
check("docx, headings", any(p.style.name.startswith("Heading") or p.style.name.startswith("heading") for p in paragraphs), True)
check("docx, title of the file", docx.Document(at("laws.docx")).core_properties.title != "", True)
with open(at("laws.ris"), encoding="utf-8", newline="") as f:
    entries = rispy.load(f)
check("ris, laws", [e["type_of_reference"] for e in entries], ["STAT"] * laws)
check("ris, ids", len({e["id"] for e in entries}), laws)
check("ris, readers' notes", len(entries[0]["notes"]), 4)
library = bibtexparser.parse_file(at("laws.bibtex"), encoding="utf-8")
check("bibtex, laws", (len(library.entries), len(library.failed_blocks)), (laws, 0))
check("bibtex, readers' notes", "our model" in library.entries[0].fields_dict["annote"].value, True)
with open(at("laws.csl"), encoding="utf-8") as f:
    cited = json.load(f)
check("csl, laws", [e["type"] for e in cited], ["legislation"] * laws)
check("csl, names of CSL 1.0.2", sorted({n for e in cited for n in e} - {n.replace("_", "-") for n in citeproc.VARIABLES} - {"id", "type", "language"}), [])
with warnings.catch_warnings(record=True) as said:
    warnings.simplefilter("always")
    source = citeproc.source.json.CiteProcJSON(cited)
    style = citeproc.CitationStylesStyle("harvard-cite-them-right", validate=False)
    bibliography = citeproc.CitationStylesBibliography(style, source, citeproc.formatter.plain)
    for e in cited:
        bibliography.register(citeproc.Citation([citeproc.CitationItem(e["id"])]))
    printed = [str(entry) for entry in bibliography.bibliography()]
check("csl, bibliography", (len(printed), any("Arms" in p for p in printed), any("قانون" in p for p in printed)), (laws, True, True))
check("csl, warnings", [str(w.message) for w in said], [])
with tempfile.TemporaryDirectory() as d:
    zipfile.ZipFile(at("laws.zip")).extractall(d)
    check("bag, valid", bagit.Bag(d).is_valid(), True)
sys.exit(wrong > 0)
