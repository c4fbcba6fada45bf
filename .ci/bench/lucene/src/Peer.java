import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Executors;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.de.GermanAnalyzer;
import org.apache.lucene.analysis.en.EnglishAnalyzer;
import org.apache.lucene.analysis.fr.FrenchAnalyzer;
import org.apache.lucene.analysis.miscellaneous.PerFieldAnalyzerWrapper;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;
import org.apache.lucene.analysis.tokenattributes.PositionIncrementAttribute;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.FieldType;
import org.apache.lucene.document.NumericDocValuesField;
import org.apache.lucene.document.SortedDocValuesField;
import org.apache.lucene.document.StoredField;
import org.apache.lucene.document.TextField;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.DocValues;
import org.apache.lucene.index.IndexOptions;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.NumericDocValues;
import org.apache.lucene.index.SortedDocValues;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.BoostQuery;
import org.apache.lucene.search.Collector;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.LeafCollector;
import org.apache.lucene.search.MultiCollector;
import org.apache.lucene.search.PhraseQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.Scorable;
import org.apache.lucene.search.ScoreMode;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.search.TopDocs;
import org.apache.lucene.search.TopScoreDocCollectorManager;
import org.apache.lucene.search.uhighlight.DefaultPassageFormatter;
import org.apache.lucene.search.uhighlight.UnifiedHighlighter;
import org.apache.lucene.store.FSDirectory;
import org.apache.lucene.util.BytesRef;

/** Lucene as a peer of the bench: fill ROWS DIR, or serve DIR (prints its address). */
public final class Peer {
  static final Analyzer ANALYZER = new PerFieldAnalyzerWrapper(new EnglishAnalyzer(),
      Map.of("text_de", new GermanAnalyzer(), "title_de", new GermanAnalyzer(), "text_fr", new FrenchAnalyzer(), "title_fr", new FrenchAnalyzer()));

  public static void main(String[] args) throws Exception {
    if (args[0].equals("fill")) {
      fill(Path.of(args[1]), Path.of(args[2]));
    } else {
      serve(Path.of(args[1]));
    }
  }

  static void fill(Path rows, Path dir) throws IOException {
    FieldType text = new FieldType(TextField.TYPE_STORED);
    text.setIndexOptions(IndexOptions.DOCS_AND_FREQS_AND_POSITIONS_AND_OFFSETS);
    IndexWriterConfig config = new IndexWriterConfig(ANALYZER).setRAMBufferSizeMB(128);
    try (IndexWriter writer = new IndexWriter(FSDirectory.open(dir), config); BufferedReader in = Files.newBufferedReader(rows)) {
      for (String line; (line = in.readLine()) != null; ) {
        String[] c = line.split("\t", -1);
        Document d = new Document();
        d.add(new StoredField("id", c[0]));
        d.add(new StoredField("law", c[1]));
        d.add(new StoredField("country", c[2]));
        d.add(new StoredField("year", c[4]));
        d.add(new SortedDocValuesField("country_", new BytesRef(c[2])));
        d.add(new SortedDocValuesField("language_", new BytesRef(c[3])));
        d.add(new NumericDocValuesField("year_", Long.parseLong(c[4])));
        d.add(new Field("title_" + c[3], c[5], TextField.TYPE_STORED));
        d.add(new Field("text_" + c[3], c[6], text));
        writer.addDocument(d);
      }
      writer.commit();
    }
  }

  static void serve(Path dir) throws IOException {
    IndexSearcher searcher = new IndexSearcher(DirectoryReader.open(FSDirectory.open(dir)));
    searcher.setQueryCache(null); // no question is asked twice
    HttpServer server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 128);
    server.setExecutor(Executors.newFixedThreadPool(2 * Runtime.getRuntime().availableProcessors()));
    server.createContext("/search", x -> answer(x, searcher));
    server.start();
    System.out.println("127.0.0.1:" + server.getAddress().getPort());
    Runtime.getRuntime().addShutdownHook(new Thread(() -> server.stop(0)));
  }

  static void answer(HttpExchange x, IndexSearcher searcher) throws IOException {
    int status = 200;
    String body;
    try {
      Map<String, String> p = new HashMap<>();
      for (String pair : x.getRequestURI().getRawQuery().split("&")) {
        String[] kv = pair.split("=", 2);
        p.put(kv[0], URLDecoder.decode(kv[1], StandardCharsets.UTF_8));
      }
      body = search(searcher, p.get("q"), p.containsKey("phrase"), p.get("language"));
    } catch (Exception e) {
      status = 500;
      body = e.toString();
    }
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    x.getResponseHeaders().set("Content-Type", "application/json");
    x.sendResponseHeaders(status, bytes.length);
    x.getResponseBody().write(bytes);
    x.close();
  }

  /** Every word in the title or the text; a phrase in one of them. */
  static Query query(String words, boolean phrase, String language) throws IOException {
    BooleanQuery.Builder all = new BooleanQuery.Builder();
    PhraseQuery.Builder text = new PhraseQuery.Builder();
    PhraseQuery.Builder title = new PhraseQuery.Builder();
    try (TokenStream s = ANALYZER.tokenStream("text_" + language, words)) {
      CharTermAttribute term = s.addAttribute(CharTermAttribute.class);
      PositionIncrementAttribute step = s.addAttribute(PositionIncrementAttribute.class);
      s.reset();
      for (int at = -1; s.incrementToken(); ) {
        at += step.getPositionIncrement();
        Term a = new Term("text_" + language, term.toString());
        Term b = new Term("title_" + language, term.toString());
        text.add(a, at);
        title.add(b, at);
        all.add(either(new TermQuery(a), new TermQuery(b)), BooleanClause.Occur.MUST);
      }
      s.end();
    }
    return phrase ? either(text.build(), title.build()) : all.build();
  }

  static Query either(Query text, Query title) {
    return new BooleanQuery.Builder().add(text, BooleanClause.Occur.SHOULD).add(new BoostQuery(title, 2), BooleanClause.Occur.SHOULD).build();
  }

  static String search(IndexSearcher searcher, String words, boolean phrase, String language) throws IOException {
    Query q = query(words, phrase, language);
    var best = new TopScoreDocCollectorManager(10, null, Integer.MAX_VALUE).newCollector();
    Counts counts = new Counts();
    searcher.search(q, MultiCollector.wrap(best, counts));
    TopDocs top = best.topDocs();
    UnifiedHighlighter h = UnifiedHighlighter.builder(searcher, ANALYZER).withFormatter(new DefaultPassageFormatter("\u0001", "\u0002", "…", false)).withMaxLength(1 << 20).build();
    String field = "text_" + language;
    String[] snippets = h.highlight(field, q, top, 2);
    StringBuilder out = new StringBuilder("{\"total\":").append(top.totalHits.value).append(",\"facets\":").append(counts.json()).append(",\"hits\":[");
    for (int i = 0; i < top.scoreDocs.length; i++) {
      Document d = searcher.storedFields().document(top.scoreDocs[i].doc);
      out.append(i == 0 ? "{" : ",{");
      for (String name : List.of("id", "law", "country", "year")) {
        quote(out.append('"').append(name).append("\":"), d.get(name)).append(',');
      }
      quote(out.append("\"title\":"), d.get("title_" + language));
      quote(out.append(",\"snippet\":"), snippets[i]).append(",\"score\":").append(top.scoreDocs[i].score).append('}');
    }
    return out.append("]}").toString();
  }

  static StringBuilder quote(StringBuilder out, String s) {
    if (s == null) {
      return out.append("\"\"");
    }
    out.append('"');
    for (int i = 0; i < s.length(); i++) {
      char c = s.charAt(i);
      if (c == '"' || c == '\\') {
        out.append('\\').append(c);
      } else if (c < 0x20) {
        out.append(String.format("\\u%04x", (int) c));
      } else {
        out.append(c);
      }
    }
    return out.append('"');
  }

  /** Three facets, counted by ordinal in each segment. */
  static final class Counts implements Collector {
    final Map<String, Map<String, Integer>> facets = new TreeMap<>();

    @Override
    public LeafCollector getLeafCollector(LeafReaderContext leaf) throws IOException {
      SortedDocValues country = DocValues.getSorted(leaf.reader(), "country_");
      SortedDocValues language = DocValues.getSorted(leaf.reader(), "language_");
      NumericDocValues year = DocValues.getNumeric(leaf.reader(), "year_");
      int[] countries = new int[country.getValueCount()];
      int[] languages = new int[language.getValueCount()];
      int[] years = new int[10_000];
      return new LeafCollector() {
        @Override
        public void setScorer(Scorable s) {}

        @Override
        public void collect(int doc) throws IOException {
          if (country.advanceExact(doc)) countries[country.ordValue()]++;
          if (language.advanceExact(doc)) languages[language.ordValue()]++;
          if (year.advanceExact(doc)) years[(int) year.longValue()]++;
        }

        @Override
        public void finish() throws IOException {
          for (int i = 0; i < countries.length; i++) add("country", country.lookupOrd(i).utf8ToString(), countries[i]);
          for (int i = 0; i < languages.length; i++) add("language", language.lookupOrd(i).utf8ToString(), languages[i]);
          for (int i = 0; i < years.length; i++) if (years[i] > 0) add("year", Integer.toString(i), years[i]);
        }
      };
    }

    void add(String facet, String value, int n) {
      if (n > 0) {
        facets.computeIfAbsent(facet, k -> new TreeMap<>()).merge(value, n, Integer::sum);
      }
    }

    @Override
    public ScoreMode scoreMode() {
      return ScoreMode.COMPLETE_NO_SCORES;
    }

    String json() {
      StringBuilder out = new StringBuilder("{");
      facets.forEach((facet, values) -> {
        quote(out.append(out.length() > 1 ? "," : ""), facet).append(":{");
        String[] comma = {""};
        values.forEach((v, n) -> {
          quote(out.append(comma[0]), v).append(':').append(n);
          comma[0] = ",";
        });
        out.append('}');
      });
      return out.append('}').toString();
    }
  }
}
