import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.LowerCaseFilter;
import org.apache.lucene.analysis.Tokenizer;
import org.apache.lucene.analysis.en.PorterStemFilter;
import org.apache.lucene.analysis.standard.StandardTokenizer;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.LongPoint;
import org.apache.lucene.document.NumericDocValuesField;
import org.apache.lucene.document.StoredField;
import org.apache.lucene.document.StringField;
import org.apache.lucene.document.TextField;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.SerialMergeScheduler;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.FSDirectory;
import org.apache.lucene.util.Version;

/**
 * The corpus as a Lucene index: one indexing thread, which also merges; positions, Porter's stems
 * of all words of title and body in one field, all fields stored.
 *
 * <pre>LuceneBuild INDEX ARTICLES.rows RUNS</pre>
 *
 * All rows (../rows.h) are in memory before the clock starts. Builds RUNS times in one virtual
 * machine, so that the last is warm, and prints what each took from opening to closing: its first
 * line is cold.
 */
public final class LuceneBuild {
    private static final double BUFFER_MEGABYTES = 512;

    private record Article(String id, String date, String title, String body) {}

    /** As EnglishAnalyzer, but no word is left out: the other systems index them all. */
    static final class AllWords extends Analyzer {
        @Override
        protected TokenStreamComponents createComponents(String field) {
            Tokenizer words = new StandardTokenizer();
            return new TokenStreamComponents(
                    words, new PorterStemFilter(new LowerCaseFilter(words)));
        }
    }

    private static String field(byte[] rows, int[] at) {
        int start = at[0];
        while (rows[at[0]] != 0) {
            at[0]++;
        }
        return new String(rows, start, at[0]++ - start, StandardCharsets.UTF_8);
    }

    private static List<Article> read(Path path) throws IOException {
        byte[] rows = Files.readAllBytes(path);
        int[] at = {0};
        List<Article> articles = new ArrayList<>();
        while (at[0] < rows.length) {
            articles.add(
                    new Article(
                            field(rows, at), field(rows, at), field(rows, at), field(rows, at)));
        }
        return articles;
    }

    /** The day as YYYYMMDD, zeros for what is not known. */
    static long day(String date) {
        String digits = date.replace("-", "");
        return Long.parseLong(digits + "00000000".substring(digits.length()));
    }

    private static Document document(Article article) {
        Document document = new Document();
        document.add(new StringField("id", article.id(), Field.Store.YES));
        document.add(new LongPoint("date", day(article.date())));
        document.add(new NumericDocValuesField("date", day(article.date())));
        document.add(new StoredField("date", day(article.date())));
        document.add(new StoredField("title", article.title()));
        document.add(new StoredField("body", article.body()));
        document.add(new TextField("text", article.title(), Field.Store.NO));
        document.add(new TextField("text", article.body(), Field.Store.NO));
        return document;
    }

    private static void build(Path index, List<Article> articles) throws IOException {
        IndexWriterConfig config = new IndexWriterConfig(new AllWords());
        config.setOpenMode(IndexWriterConfig.OpenMode.CREATE);
        config.setRAMBufferSizeMB(BUFFER_MEGABYTES);
        config.setMergeScheduler(new SerialMergeScheduler());
        config.setUseCompoundFile(false);
        try (Directory directory = FSDirectory.open(index);
                IndexWriter writer = new IndexWriter(directory, config)) {
            for (Article article : articles) {
                writer.addDocument(document(article));
            }
        }
    }

    private static void remove(Path index) throws IOException {
        if (!Files.exists(index)) {
            return;
        }
        try (Stream<Path> files = Files.walk(index)) {
            files.sorted(Comparator.reverseOrder())
                    .forEach(
                            file -> {
                                try {
                                    Files.delete(file);
                                } catch (IOException e) {
                                    throw new UncheckedIOException(e);
                                }
                            });
        }
    }

    private static long processorNanoseconds() {
        return ((com.sun.management.OperatingSystemMXBean)
                        ManagementFactory.getOperatingSystemMXBean())
                .getProcessCpuTime();
    }

    private static void timedBuild(Path index, List<Article> articles) throws IOException {
        remove(index);
        System.gc();
        long started = System.nanoTime();
        long processor = processorNanoseconds();
        build(index, articles);
        System.out.printf(
                "articles=%d seconds=%.4f cpu=%.4f%n",
                articles.size(),
                (System.nanoTime() - started) * 1e-9,
                (processorNanoseconds() - processor) * 1e-9);
    }

    public static void main(String[] arguments) throws IOException {
        if (arguments.length == 1 && arguments[0].equals("--version")) {
            System.out.println(Version.LATEST);
            return;
        }
        List<Article> articles = read(Path.of(arguments[1]));
        for (int run = Integer.parseInt(arguments[2]); run > 0; run--) {
            timedBuild(Path.of(arguments[0]), articles);
        }
    }
}
