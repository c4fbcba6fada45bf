"""Harvests a library by a second client (sickle) and exits with 1 where it does not get what is there. Usage: oai.py ADDRESS LAWS WITHDRAWN SETSIZE"""
import json, sys

from sickle import Sickle

library = Sickle(sys.argv[1])
laws, withdrawn, lanterns = map(int, sys.argv[2:5])
wrong = 0


def check(name, got, want):
    global wrong
    wrong += got != want
    print(f"{name}: {got}" + ("" if got == want else f", WRONG: want {want}"))


identity = library.Identify()
check("protocol", identity.protocolVersion, "2.0")
check("formats", sorted(f.metadataPrefix for f in library.ListMetadataFormats()), ["oai_dc", "pandect"])
parts = list(Sickle(sys.argv[1], iterator=__import__("sickle.iterator").iterator.OAIResponseIterator).ListRecords(metadataPrefix="oai_dc"))
check("parts, by resumption tokens", len(parts), -(-(laws + withdrawn) // 100))
records = list(library.ListRecords(metadataPrefix="oai_dc"))
check("records", len(records), laws + withdrawn)
check("identifiers, each once", len({r.header.identifier for r in records}), laws + withdrawn)
check("deleted", sum(r.deleted for r in records), withdrawn)
check("without a title", [r.header.identifier for r in records if not r.deleted and not r.metadata.get("title")], [])
check("records without the deleted", sum(1 for _ in library.ListRecords(metadataPrefix="oai_dc", ignore_deleted=True)), laws)
check("headers", sum(1 for _ in library.ListIdentifiers(metadataPrefix="oai_dc")), laws + withdrawn)
sets = {s.setSpec for s in library.ListSets()}
check("sets that records name and the list does not", {s for r in records for s in r.header.setSpecs} - sets, set())
in_set = list(library.ListRecords(metadataPrefix="oai_dc", set="country:XZ"))
check("a set", len(in_set), lanterns)
check("of that set", {s for r in in_set for s in r.header.setSpecs if s.startswith("country")}, {"country:XZ"})
own = [json.loads(x.text)["id"] for r in library.ListRecords(metadataPrefix="pandect", ignore_deleted=True) for x in r.xml.iter("{urn:pandect:record:1}record")]
check("records of the own format, laws", len(set(own)), laws)
newest = max(r.header.datestamp for r in records)
check("changed since the newest", any(True for _ in library.ListRecords(**{"metadataPrefix": "oai_dc", "from": newest})), True)
one = library.GetRecord(identifier=records[0].header.identifier, metadataPrefix="oai_dc")
check("one record", one.header.identifier, records[0].header.identifier)
sys.exit(wrong > 0)
