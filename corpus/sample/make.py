#!/usr/bin/env python3
"""Makes the demonstration laws in law/ and manifest.csv out of source/*.txt, as files of the kinds that a library receives.

Run by hand when a source changes, and commit what it makes; nothing at run time needs it. It wants chromium, pdftoppm and
ImageMagick-free Python with Pillow (for the scan). Form of a source: lines `key: value`, an empty line, then `# container`,
`== label heading` and paragraphs. Forms: site, word, oldgov, pre (HTML); pdf, pdf-two, scan (PDF).
"""
import csv
import html
import os
import random
import re
import subprocess
import sys
import tempfile

HERE = os.path.dirname(os.path.abspath(__file__))
STATE = {"XA": "Republic of Avaland", "XB": "République de Belmarie", "XC": "República de Corvania", "XD": "Республика Дравия",
         "XE": "دولة الإشراق", "XF": "风华国", "INT": "Model provisions"}
NAV = {"en": ["Home", "Acts by year", "Contact"], "fr": ["Accueil", "Lois par année", "Contact"], "ar": ["الرئيسية", "القوانين حسب السنة", "اتصل بنا"],
       "zh": ["首页", "法律目录", "联系我们"], "es": ["Inicio", "Leyes", "Contacto"], "ru": ["Главная", "Законы", "Контакты"]}
COLUMNS = ["path", "country", "language", "title", "title_en", "year", "date", "from", "type", "number", "status", "source_url", "topics"]


def read(path):
    """(metadata, [(kind, text)]) of a source; kinds: container, unit, paragraph."""
    head, body = open(path, encoding="utf-8").read().split("\n\n", 1)
    meta = dict(line.split(": ", 1) for line in head.splitlines())
    parts = []
    for line in body.splitlines():
        if line.startswith("# "):
            parts.append(("container", line[2:]))
        elif line.startswith("== "):
            parts.append(("unit", line[3:]))
        elif line.strip():
            parts.append(("paragraph", line))
    return meta, parts


def page(meta, style, body, before="", after=""):
    direction = ' dir="rtl"' if meta["language"] == "ar" else ""
    return (f'<!DOCTYPE html>\n<html lang="{meta["language"]}"{direction}>\n<head><meta charset="utf-8"><title>{html.escape(meta["title"])}</title>\n'
            f"<style>{style}</style></head>\n<body>\n{before}{body}\n{after}</body>\n</html>\n")


def front(meta):
    return [f'<p class="state">{STATE[meta["country"]]}</p>', f'<h1>{html.escape(meta["title"])}</h1>',
            f'<p class="notice"><em>{html.escape(meta["notice"])}</em></p>', f'<p class="formula">{html.escape(meta["formula"])}</p>']


def site(meta, parts):
    """A government portal: menu, contents, headings, footer."""
    out, contents = front(meta), []
    for i, (kind, text) in enumerate(parts):
        t = html.escape(text)
        if kind == "container":
            out.append(f"<h2>{t}</h2>")
        elif kind == "unit":
            out.append(f'<h3 id="p{i}">{t}</h3>')
            contents.append(f'<li><a href="#p{i}">{t}</a></li>')
        else:
            out.append(f"<p>{t}</p>")
    nav = "".join(f'<li><a href="/{i}">{t}</a></li>' for i, t in enumerate(NAV[meta["language"]]))
    return page(meta, "body{font-family:serif}", "<main>" + f'<ul class="contents">{"".join(contents)}</ul>' + "\n".join(out) + "</main>",
                f'<header><nav><ul>{nav}</ul></nav></header>\n', f"<footer><p>© {STATE[meta['country']]}</p></footer>")


def word(meta, parts):
    """Exported from a word processor."""
    out = [p.replace("<p ", '<p align="center" ').replace("<h1>", '<p class="MsoTitle" align="center"><b><span style="font-size:16.0pt">').replace("</h1>", "</span></b></p>") for p in front(meta)]
    for kind, text in parts:
        t = html.escape(text)
        if kind == "container":
            out.append(f'<p class="MsoNormal" align="center" style="text-align:center"><b><span style="font-size:13.0pt">{t}<o:p></o:p></span></b></p>')
        elif kind == "unit":
            out.append(f'<p class="MsoNormal"><b><span style="font-size:11.0pt">{t}<o:p></o:p></span></b></p>')
        else:
            out.append(f'<p class="MsoNormal" style="margin-left:18.0pt"><span style="font-size:11.0pt">{t}<o:p></o:p></span></p>')
    return page(meta, "p.MsoNormal{margin:0cm}", '<div class="WordSection1">' + "\n".join(out) + "</div>")


def oldgov(meta, parts):
    """Layout tables and line breaks."""
    out = [f'<center><font size="5"><b>{html.escape(meta["title"])}</b></font></center><br>', f'<i>{html.escape(meta["notice"])}</i><br><br>', html.escape(meta["formula"]) + "<br><br>"]
    for kind, text in parts:
        t = html.escape(text)
        out.append({"container": f"<br><center><b>{t}</b></center><br>", "unit": f"<br><b>{t}</b><br>", "paragraph": f"{t}<br>"}[kind])
    body = f'<table width="100%" border="0"><tr><td width="20%" valign="top"><a href="/">{NAV[meta["language"]][0]}</a><br><a href="/1">{NAV[meta["language"]][1]}</a></td><td>' + "\n".join(out) + "</td></tr></table>"
    return page(meta, "", body)


def pre(meta, parts):
    """Hard line breaks in one <pre>, as old legal portals have them."""
    out = [meta["title"].upper().center(72), "", meta["notice"], "", meta["formula"], ""]
    for kind, text in parts:
        if kind == "container":
            out += ["", text.center(72).rstrip(), ""]
        else:
            out += wrap(("     " if kind == "paragraph" else "     ") + text) + ([""] if kind == "unit" else [])
    return page(meta, "", "<pre>" + html.escape("\n".join(out)) + "</pre>")


def wrap(text, width=72):
    lines, line = [], ""
    for w in text.split(" "):
        if len(line) + len(w) + 1 > width and line.strip():
            lines.append(line)
            line = w
        else:
            line = f"{line} {w}" if line else w
    return lines + [line]


def gazette(meta, parts, columns):
    """A page to be printed: a gazette with running head and page numbers."""
    out = []
    for kind, text in parts:
        t = html.escape(text)
        out.append({"container": f"<h2>{t}</h2>", "unit": f"<h3>{t}</h3>", "paragraph": f"<p>{t}</p>"}[kind])
    style = ("@page{size:A4;margin:22mm 20mm;@top-center{content:'" + STATE[meta["country"]] + "';font-size:9pt}@bottom-center{content:counter(page);font-size:9pt}}"
             "body{font-family:'Noto Serif','Noto Naskh Arabic','Noto Serif CJK SC',serif;font-size:11pt;line-height:1.35}"
             "h1{font-size:16pt;text-align:center}h2{font-size:12pt;text-align:center}h3{font-size:11pt;margin:8pt 0 2pt}p{margin:2pt 0;text-align:justify}"
             ".state{text-align:center;font-variant:small-caps}.notice{text-align:center;font-size:9pt}.body{columns:" + str(columns) + ";column-gap:8mm}")
    return page(meta, style, "\n".join(front(meta)) + '<div class="body">' + "\n".join(out) + "</div>")


def print_pdf(markup, path):
    with tempfile.TemporaryDirectory() as folder:
        source = os.path.join(folder, "law.html")
        open(source, "w", encoding="utf-8").write(markup)
        subprocess.run(["chromium", "--headless", "--no-sandbox", "--disable-gpu", f"--user-data-dir={folder}/p", "--no-pdf-header-footer",
                        f"--print-to-pdf={path}", "file://" + source], check=True, capture_output=True)


def scan(markup, path):
    """The printed pages as grey images, tilted a little and noisy, in a PDF without text."""
    from PIL import Image
    rng = random.Random(1998)
    with tempfile.TemporaryDirectory() as folder:
        print_pdf(markup, f"{folder}/l.pdf")
        subprocess.run(["pdftoppm", "-r", "200", "-gray", f"{folder}/l.pdf", f"{folder}/p"], check=True)
        images = []
        for name in sorted(n for n in os.listdir(folder) if n.startswith("p-")):
            image = Image.open(f"{folder}/{name}").convert("L").rotate(rng.uniform(-0.8, 0.8), fillcolor=250, resample=Image.BICUBIC)
            noise = Image.effect_noise(image.size, 18)
            images.append(Image.blend(image, noise, 0.08))
        images[0].save(path, save_all=True, append_images=images[1:], resolution=200, quality=45)


def main():
    rows = []
    for name in sorted(os.listdir(os.path.join(HERE, "source"))):
        meta, parts = read(os.path.join(HERE, "source", name))
        form = meta["form"]
        path = "law/" + name[:-4] + (".html" if form in ("site", "word", "oldgov", "pre") else ".pdf")
        full = os.path.join(HERE, path)
        os.makedirs(os.path.dirname(full), exist_ok=True)
        if path.endswith(".html"):
            markup = {"site": site, "word": word, "oldgov": oldgov, "pre": pre}[form](meta, parts)
            if form == "oldgov" and meta["language"] == "es":  # an encoding that is declared nowhere, as in life
                open(full, "wb").write(markup.replace('<meta charset="utf-8">', "").encode("iso-8859-1", "xmlcharrefreplace"))
            else:
                open(full, "w", encoding="utf-8").write(markup)
        elif not os.path.exists(full) or "--all" in sys.argv:
            if form == "scan":
                scan(gazette(meta, parts, 1), full)
            else:
                print_pdf(gazette(meta, parts, 2 if form == "pdf-two" else 1), full)
        rows.append({"path": path, "country": meta["country"], "language": meta["language"], "title": meta["title"], "title_en": meta.get("title_en", ""), "year": meta["date"][:4], "date": meta["date"], "from": meta.get("from", ""),
                     "type": meta["type"], "number": meta["number"], "status": meta["status"], "topics": re.sub(r"\s", "", meta["topics"]).replace(",", ";")})
    with open(os.path.join(HERE, "manifest.csv"), "w", encoding="utf-8", newline="") as f:
        w = csv.DictWriter(f, COLUMNS, lineterminator="\n")
        w.writeheader()
        w.writerows(rows)


main()
