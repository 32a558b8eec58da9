/* analysis -- measures how fast articles become terms: dateline's tokeniser, its
 * analyser, and Xapian's TermGenerator on the same text in one run, on one core.
 *
 *     generate | analysis        or        analysis ARTICLES.jsonl
 *
 * Each runs three times, interleaved; the median counts. Time is processor time,
 * which other processes hardly affect; MB are 10^6 bytes of titles and bodies. */
#include <errno.h>
#include <json-c/json.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include "core/alloc.h"
#include "core/schema.h"
#include "indexer/invert/analysis.h"
#include "tests/oracle/termgen.h"
#include "text/text.h"

enum { RUNS = 3 };

struct article_text {
    size_t title, title_len, body, body_len; /* in the archive's text */
};

struct archive {
    struct article_text *articles;
    size_t len, cap;
    struct buf text;
};

static struct span part(const struct archive *a, size_t at, size_t len)
{
    return (struct span){a->text.data + at, len};
}

static struct span title_of(const struct archive *a, size_t i)
{
    return part(a, a->articles[i].title, a->articles[i].title_len);
}

static struct span body_of(const struct archive *a, size_t i)
{
    return part(a, a->articles[i].body, a->articles[i].body_len);
}

static size_t add_member(struct archive *a, struct json_object *object, const char *name)
{
    struct json_object *value;
    size_t before = a->text.len;

    if (json_object_object_get_ex(object, name, &value))
        buf_add(&a->text, json_object_get_string(value), (size_t)json_object_get_string_len(value));
    return a->text.len - before;
}

static void read_archive(FILE *f, struct archive *a)
{
    char *line = NULL;
    size_t cap = 0;

    buf_add(&a->text, "", 0);
    while (getline(&line, &cap, f) > 0) {
        struct json_object *object = json_tokener_parse(line);
        struct article_text t = {.title = a->text.len};

        t.title_len = add_member(a, object, "title");
        t.body = a->text.len;
        t.body_len = add_member(a, object, "body");
        GROW(a->articles, a->len, a->cap);
        a->articles[a->len++] = t;
        json_object_put(object);
    }
    free(line);
}

/* Each returns a count, to compare with the others'. */

static size_t run_tokenizer(const struct archive *a)
{
    struct tokens words = {0};
    size_t n = 0;

    for (size_t i = 0; i < a->len; i++) {
        tokenize(title_of(a, i), &words);
        n += words.len;
        tokenize(body_of(a, i), &words);
        n += words.len;
    }
    tokens_free(&words);
    return n;
}

static size_t run_analyser(const struct archive *a)
{
    struct stemmer *stemmer;
    struct analyser *analyser;
    struct analysed out;
    size_t n = 0;

    if (stemmer_open("english", &stemmer, NULL))
        return 0;
    analyser = analyser_open(stemmer);
    for (size_t i = 0; i < a->len; i++) {
        analyser_article(analyser, title_of(a, i), body_of(a, i), (struct span){0}, &out);
        n += out.len;
    }
    analyser_close(analyser);
    stemmer_close(stemmer);
    return n;
}

static void count_term(void *context, struct span term, uint32_t wdf, const uint32_t *positions,
                       size_t n_positions)
{
    (void)term;
    (void)wdf;
    (void)positions;
    (void)n_positions;
    *(size_t *)context += 1;
}

static void generate_terms(struct termgen *g, struct span title, struct span body)
{
    termgen_clear(g);
    termgen_text(g, title, 1, schema_prefix(FIELD_TITLE));
    termgen_seek(g, 0);
    termgen_text(g, title, SCHEMA_TITLE_WDF, "");
    termgen_seek(g, termgen_position(g) + SCHEMA_TITLE_GAP);
    termgen_text(g, body, 1, "");
}

static size_t run_termgen(const struct archive *a)
{
    struct termgen *g = termgen_open("english");

    for (size_t i = 0; i < a->len; i++)
        generate_terms(g, title_of(a, i), body_of(a, i));
    termgen_close(g);
    return a->len;
}

static size_t count_termgen(const struct archive *a)
{
    struct termgen *g = termgen_open("english");
    size_t n = 0;

    for (size_t i = 0; i < a->len; i++) {
        generate_terms(g, title_of(a, i), body_of(a, i));
        termgen_terms(g, count_term, &n);
    }
    termgen_close(g);
    return n;
}

static const struct system {
    const char *name;
    size_t (*run)(const struct archive *a);
} systems[] = {
    {"tokenize", run_tokenizer},
    {"terms with positions", run_analyser},
    {"TermGenerator", run_termgen},
};

enum { SYSTEMS = sizeof systems / sizeof *systems };

static double processor_seconds(void)
{
    struct timespec t;

    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
    return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

static int by_value(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;

    return (x > y) - (x < y);
}

static void measure(const struct archive *a)
{
    double seconds[SYSTEMS][RUNS];
    double peer;

    for (int run = 0; run < RUNS; run++) {
        for (int s = 0; s < SYSTEMS; s++) {
            double start = processor_seconds();

            systems[s].run(a);
            seconds[s][run] = processor_seconds() - start;
        }
    }
    for (int s = 0; s < SYSTEMS; s++)
        qsort(seconds[s], RUNS, sizeof seconds[s][0], by_value);
    peer = seconds[SYSTEMS - 1][RUNS / 2];
    for (int s = 0; s < SYSTEMS; s++) {
        double median = seconds[s][RUNS / 2];

        printf("%-22s %8.1f MB/s %6.1f times TermGenerator\n", systems[s].name,
               (double)a->text.len / 1e6 / median, peer / median);
    }
}

int main(int argc, char **argv)
{
    struct archive a = {0};
    FILE *f = argc > 1 ? fopen(argv[1], "r") : stdin;

    if (!f) {
        fprintf(stderr, "analysis: cannot read %s: %s\n", argv[1], strerror(errno));
        return 3;
    }
    read_archive(f, &a);
    printf("%zu articles, %.1f MB, %zu words; terms of articles: %zu, TermGenerator's %zu\n", a.len,
           (double)a.text.len / 1e6, run_tokenizer(&a), run_analyser(&a), count_termgen(&a));
    measure(&a);
    fclose(f);
    free(a.articles);
    buf_free(&a.text);
    return 0;
}
