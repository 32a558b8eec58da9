import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;
import org.apache.lucene.document.LongPoint;
import org.apache.lucene.document.NumericDocValuesField;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.NumericDocValues;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.CollectorManager;
import org.apache.lucene.search.IndexOrDocValuesQuery;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.PhraseQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreMode;
import org.apache.lucene.search.SimpleCollector;
import org.apache.lucene.search.Sort;
import org.apache.lucene.search.SortField;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.search.TopFieldCollectorManager;
import org.apache.lucene.search.TopScoreDocCollectorManager;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.FSDirectory;

/**
 * Searches what LuceneBuild has indexed.
 *
 * <pre>LuceneQuery --merge INDEX</pre>
 *
 * merges the index into one segment.
 *
 * <pre>LuceneQuery INDEX</pre>
 *
 * serves the commands of ../turns.h. Nothing is cached between queries, and no more matches are
 * counted than asked for, so that low scores can be skipped from the start.
 */
public final class LuceneQuery {
    private static final Sort NEWEST =
            new Sort(new SortField("date", SortField.Type.LONG, /* reverse= */ true));

    private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    private final Analyzer analyzer = new LuceneBuild.AllWords();
    private final IndexSearcher searcher;

    private LuceneQuery(DirectoryReader reader) {
        searcher = new IndexSearcher(reader);
        searcher.setQueryCache(null);
    }

    private record Turn(String words, long first, long last) {
        static Turn of(String line) {
            String[] fields = line.split("\t");
            return new Turn(fields[2], LuceneBuild.day(fields[0]), LuceneBuild.day(fields[1]));
        }
    }

    /** Counts documents by the month of their date. */
    private static final class Months extends SimpleCollector {
        private final int[] months = new int[10000 * 12];
        private NumericDocValues dates;

        @Override
        protected void doSetNextReader(LeafReaderContext context) throws IOException {
            dates = context.reader().getNumericDocValues("date");
        }

        @Override
        public void collect(int document) throws IOException {
            int day = dates != null && dates.advanceExact(document) ? (int) dates.longValue() : 0;
            months[day / 10000 * 12 + day / 100 % 100 % 12]++;
        }

        @Override
        public ScoreMode scoreMode() {
            return ScoreMode.COMPLETE_NO_SCORES;
        }

        long total() {
            long sum = 0;
            for (int n : months) {
                sum += n;
            }
            return sum;
        }
    }

    private List<Term> terms(String words) throws IOException {
        List<Term> terms = new ArrayList<>();
        try (TokenStream tokens = analyzer.tokenStream("text", words)) {
            CharTermAttribute text = tokens.addAttribute(CharTermAttribute.class);
            tokens.reset();
            while (tokens.incrementToken()) {
                terms.add(new Term("text", text.toString()));
            }
            tokens.end();
        }
        return terms;
    }

    private Query words(Turn turn, Occur occur) throws IOException {
        BooleanQuery.Builder query = new BooleanQuery.Builder();
        for (Term term : terms(turn.words())) {
            query.add(new TermQuery(term), occur);
        }
        return query.build();
    }

    private Query phrase(Turn turn) throws IOException {
        PhraseQuery.Builder query = new PhraseQuery.Builder();
        for (Term term : terms(turn.words())) {
            query.add(term);
        }
        return query.build();
    }

    private Query window(Turn turn) throws IOException {
        Query days =
                new IndexOrDocValuesQuery(
                        LongPoint.newRangeQuery("date", turn.first(), turn.last()),
                        NumericDocValuesField.newSlowRangeQuery("date", turn.first(), turn.last()));
        return new BooleanQuery.Builder()
                .add(words(turn, Occur.SHOULD), Occur.MUST)
                .add(days, Occur.FILTER)
                .build();
    }

    private long best(Query query, int limit) throws IOException {
        return searcher.search(query, new TopScoreDocCollectorManager(limit, null, limit))
                .scoreDocs
                .length;
    }

    private long newest(Query query, int limit) throws IOException {
        return searcher.search(query, new TopFieldCollectorManager(NEWEST, limit, null, limit))
                .scoreDocs
                .length;
    }

    private long months(Query query) throws IOException {
        Months months = new Months();
        searcher.search(
                query,
                new CollectorManager<Months, Void>() {
                    @Override
                    public Months newCollector() {
                        return months;
                    }

                    @Override
                    public Void reduce(Collection<Months> collectors) {
                        return null;
                    }
                });
        return months.total();
    }

    private long answer(String kind, Turn turn, int limit) throws IOException {
        return switch (kind) {
            case "any" -> best(words(turn, Occur.SHOULD), limit);
            case "all" -> best(words(turn, Occur.MUST), limit);
            case "phrase" -> best(phrase(turn), limit);
            case "window" -> best(window(turn), limit);
            case "newest" -> newest(words(turn, Occur.SHOULD), limit);
            case "count" -> searcher.count(words(turn, Occur.SHOULD));
            case "months" -> months(words(turn, Occur.SHOULD));
            default -> throw new IllegalArgumentException(kind);
        };
    }

    private void serve(String command) throws IOException {
        String[] parts = command.split(" ", 4);
        int limit = Integer.parseInt(parts[1]);
        List<Turn> turns =
                Files.readAllLines(Path.of(parts[3])).stream()
                        .limit(Integer.parseInt(parts[2]))
                        .map(Turn::of)
                        .toList();
        StringBuilder out = new StringBuilder();
        for (Turn turn : turns) {
            long started = threads.getCurrentThreadCpuTime();
            long found = answer(parts[0], turn, limit);
            long nanoseconds = threads.getCurrentThreadCpuTime() - started;
            out.append(nanoseconds).append(' ').append(found).append('\n');
        }
        System.out.print(out);
        System.out.flush();
    }

    private static void merge(Directory directory) throws IOException {
        try (IndexWriter writer = new IndexWriter(directory, new IndexWriterConfig())) {
            writer.forceMerge(1);
        }
    }

    public static void main(String[] arguments) throws IOException {
        boolean merge = arguments[0].equals("--merge");
        try (Directory directory = FSDirectory.open(Path.of(arguments[merge ? 1 : 0]))) {
            if (merge) {
                merge(directory);
                return;
            }
            try (DirectoryReader reader = DirectoryReader.open(directory)) {
                LuceneQuery query = new LuceneQuery(reader);
                BufferedReader commands = new BufferedReader(new InputStreamReader(System.in));
                for (String line; (line = commands.readLine()) != null; ) {
                    query.serve(line);
                }
            }
        }
    }
}
