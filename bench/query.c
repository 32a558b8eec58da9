/* query -- measures searches by dateline and by Xapian on one index, in one run.
 *
 *     query INDEX DATELINE-SEARCH
 *
 * Each figure is the median of RUNS, which alternate between the two: processor time
 * of this process, which other processes hardly affect; for the last three lines,
 * which run programs, elapsed time. A query's time includes parsing. Look-ups are
 * pairs of different adjacent words of a random article. */
#include <err.h>
#include <fcntl.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "bench/peers/xapian_query.h"
#include "core/alloc.h"
#include "searcher/engine/engine.h"
#include "searcher/render/render.h"
#include "snapshot/articles.h"
#include "snapshot/terms.h"

enum { RUNS = 5, LOOKUPS = 10000, WINDOWED = 200, STARTS = 200 };

static struct {
    struct engine *engine;
    peer *peer;
    const char *index, *program;
    char *lookups[LOOKUPS];
    char first[16], last[16]; /* a window of ten weeks in the middle of the index's span */
    char batch[32];           /* the look-ups as a file */
} bench;

static dateline_error error;

static void succeed(dateline_status status)
{
    if (status != DATELINE_OK)
        errx(3, "%s", error.text);
}

/* ---- The questions ---------------------------------------------------------- */

/* Two adjacent words of letters, at a random place in TEXT. */
static char *two_words(struct span text, unsigned *seed)
{
    static const char letters[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";
    char words[2][64], *query;
    size_t at = text.len ? (size_t)rand_r(seed) % text.len : 0;

    while (at < text.len && text.data[at] != ' ')
        at++;
    for (int i = 0; i < 2; i++) {
        size_t n = 0;

        while (at < text.len && strchr(" \n", text.data[at]))
            at++;
        while (at < text.len && strchr(letters, text.data[at]) && n < sizeof words[i] - 1)
            words[i][n++] = text.data[at++];
        words[i][n] = '\0';
        if (n < 4)
            return NULL;
    }
    if (!strcasecmp(words[0], words[1])) /* Reuters has hundreds of articles "blah blah blah" */
        return NULL;
    if (asprintf(&query, "%s %s", words[0], words[1]) < 0)
        out_of_memory(0);
    return query;
}

static void draw_lookups(void)
{
    struct buf record = {0};
    struct article a;
    struct snapshot_stats stats;
    unsigned seed = 1;

    succeed(snapshot_stats(engine_snapshot(bench.engine), &stats, &error));
    for (int n = 0; n < LOOKUPS;) {
        snapshot_doc id = 1 + (snapshot_doc)rand_r(&seed) % stats.last;

        if (snapshot_record(engine_snapshot(bench.engine), id, &record, NULL) == DATELINE_OK &&
            article_decode(buf_span(&record), &a) && (bench.lookups[n] = two_words(a.body, &seed)))
            n++;
    }
    buf_free(&record);
}

static void write_batch(void)
{
    int fd;
    FILE *f;

    strcpy(bench.batch, "/tmp/dateline-bench-XXXXXX");
    fd = mkstemp(bench.batch);
    f = fd < 0 ? NULL : fdopen(fd, "w");
    if (!f)
        err(3, "cannot write the batch");
    for (int i = 0; i < LOOKUPS; i++)
        fprintf(f, "%s\n", bench.lookups[i]);
    if (fclose(f) != 0)
        err(3, "cannot write the batch");
}

static void choose_window(void)
{
    dateline_day first, last;
    int32_t middle;

    snapshot_span(engine_snapshot(bench.engine), &first, &last);
    middle = day_number(day_first(first)) / 2 + day_number(day_last(last)) / 2;
    snprintf(bench.first, sizeof bench.first, "%08d", day_from_number(middle - 35));
    snprintf(bench.last, sizeof bench.last, "%08d", day_from_number(middle + 34));
}

/* ---- Sides ------------------------------------------------------------------ */

static dateline_status discard(void *ctx, struct span bytes, dateline_error *e)
{
    (void)ctx, (void)bytes, (void)e;
    return DATELINE_OK;
}

static void ask_ours(struct question q, const char *query)
{
    static const struct render_options ids = {.format = RENDER_IDS};
    struct output out = {.write = discard};
    struct answer *a;

    q.text = span_of(query);
    succeed(engine_answer(bench.engine, &q, &a, &error));
    succeed(render_answer(&ids, a, &out, &error));
    answer_free(a);
    output_free(&out);
}

static const char frequent[] = "said";

static void our_window(void)
{
    struct question q = {.limit = 10, .any = true, .days = {atoi(bench.first), atoi(bench.last)}};

    for (int i = 0; i < WINDOWED; i++)
        ask_ours(q, bench.lookups[i]);
    for (int i = 0; i < WINDOWED / 10; i++)
        ask_ours(q, frequent);
}

static void their_window(void)
{
    for (int i = 0; i < WINDOWED; i++)
        peer_search_range(bench.peer, bench.lookups[i], bench.first, bench.last);
    for (int i = 0; i < WINDOWED / 10; i++)
        peer_search_range(bench.peer, frequent, bench.first, bench.last);
}

static void our_count(void)
{
    struct question q = {.kind = ASK_COUNT};

    for (int i = 0; i < WINDOWED; i++)
        ask_ours(q, bench.lookups[i]);
    ask_ours(q, frequent);
}

static void timeline_of(const char *query)
{
    struct question q = {.text = span_of(query), .kind = ASK_TIMELINE, .timeline = PERIOD_WEEK};
    struct answer *a;

    succeed(engine_answer(bench.engine, &q, &a, &error));
    answer_free(a);
}

static void our_timeline(void)
{
    for (int i = 0; i < WINDOWED; i++)
        timeline_of(bench.lookups[i]);
    timeline_of(frequent);
}

static void our_newest(void)
{
    for (int i = 0; i < 20; i++)
        ask_ours((struct question){.limit = 10, .sort = MATCH_NEWEST}, frequent);
}

static void their_newest(void)
{
    for (int i = 0; i < 20; i++)
        peer_newest(bench.peer, frequent);
}

static void our_lookups(void)
{
    for (int i = 0; i < LOOKUPS; i++)
        ask_ours((struct question){.limit = 10}, bench.lookups[i]);
}

static void their_lookups(void)
{
    for (int i = 0; i < LOOKUPS; i++)
        peer_search(bench.peer, bench.lookups[i], 0);
}

static void their_lookups_with_data(void)
{
    for (int i = 0; i < LOOKUPS; i++)
        peer_search(bench.peer, bench.lookups[i], 1);
}

/* ---- Processes -------------------------------------------------------------- */

static void run(const char *const *argv)
{
    posix_spawn_file_actions_t files;
    pid_t child;
    int status;

    posix_spawn_file_actions_init(&files);
    posix_spawn_file_actions_addopen(&files, STDOUT_FILENO, "/dev/null", O_WRONLY, 0);
    if (posix_spawnp(&child, argv[0], &files, NULL, (char *const *)argv, environ) != 0)
        errx(3, "cannot run %s", argv[0]);
    posix_spawn_file_actions_destroy(&files);
    waitpid(child, &status, 0);
    if (!WIFEXITED(status) || WEXITSTATUS(status) > 1)
        errx(3, "%s failed", argv[0]);
}

static void quest_starts(void)
{
    for (int i = 0; i < STARTS; i++)
        run((const char *const[]){"quest", "-d", bench.index, "-o", "and", "-m", "10",
                                  bench.lookups[i], NULL});
}

static void our_starts(void)
{
    for (int i = 0; i < STARTS; i++)
        run((const char *const[]){bench.program, "-n", "10", "--no-total", bench.index,
                                  bench.lookups[i], NULL});
}

static void our_batch(const char *threads)
{
    char batch[64];

    snprintf(batch, sizeof batch, "--batch=%s", bench.batch);
    run((const char *const[]){bench.program, batch, "--format=ids", threads, bench.index, NULL});
}

static void one_thread(void)
{
    our_batch("--threads=1");
}

static void two_threads(void)
{
    our_batch("--threads=2");
}

/* ---- Measuring -------------------------------------------------------------- */

static double clock_of(clockid_t clock)
{
    struct timespec t;

    clock_gettime(clock, &t);
    return (double)t.tv_sec + (double)t.tv_nsec * 1e-9;
}

static double timed(void (*act)(void), bool program)
{
    clockid_t clock = program ? CLOCK_MONOTONIC : CLOCK_PROCESS_CPUTIME_ID;
    double start = clock_of(clock);

    act();
    return clock_of(clock) - start;
}

static int by_size(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;

    return x < y ? -1 : x > y;
}

/* Prints the medians of SLOW and FAST. A SCALE other than 0 means that they run programs, and
 * multiplies the times of SLOW, which does only 1/SCALE of the work. */
static void compare(const char *what, void (*slow)(void), void (*fast)(void), double scale,
                    const char *asked)
{
    double a[RUNS], b[RUNS];

    slow();
    fast();
    for (int i = 0; i < RUNS; i++) {
        a[i] = timed(slow, scale > 0) * (scale > 0 ? scale : 1);
        b[i] = timed(fast, scale > 0);
    }
    qsort(a, RUNS, sizeof *a, by_size);
    qsort(b, RUNS, sizeof *b, by_size);
    printf("%-58s %9.2f %9.2f %8.2f   %s\n", what, a[RUNS / 2] * 1e3, b[RUNS / 2] * 1e3,
           a[RUNS / 2] / b[RUNS / 2], asked);
    fflush(stdout);
}

int main(int argc, char **argv)
{
    if (argc != 3)
        errx(2, "usage: query INDEX DATELINE-SEARCH");
    bench.index = argv[1];
    bench.program = argv[2];
    succeed(engine_open(bench.index, &bench.engine, &error));
    bench.peer = peer_open(bench.index);
    draw_lookups();
    write_batch();
    choose_window();
    printf("%-58s %9s %9s %8s   %s\n", "A by B", "A ms", "B ms", "A / B", "asked");
    compare("either word in ten weeks: Xapian's value range by ours", their_window, our_window, 0,
            ">= 3.5");
    compare("timeline by exact count", our_timeline, our_count, 0, "<= 1.3");
    compare("newest 10 of a frequent word: Xapian's sort by ours", their_newest, our_newest, 0,
            ">= 50");
    compare("10,000 look-ups: ours, with ids, by bare Enquire", our_lookups, their_lookups, 0,
            "<= 1.1");
    compare("the same by Enquire that reads the hits' data too", our_lookups,
            their_lookups_with_data, 0, "");
    compare("10,000 runs of quest (200, scaled) by a batch", quest_starts, one_thread,
            (double)LOOKUPS / STARTS, ">= 8");
    compare("batch: one thread by two", one_thread, two_threads, 1, ">= 1.8");
    compare("one process: dateline-search by quest (200 each)", our_starts, quest_starts, 1,
            "<= 1.2");
    unlink(bench.batch);
    for (int i = 0; i < LOOKUPS; i++)
        free(bench.lookups[i]);
    peer_close(bench.peer);
    engine_close(bench.engine);
    return 0;
}
