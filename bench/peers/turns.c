/* Reads sets of queries, and times an engine's answers. */
#include "bench/peers/turns.h"

#include <err.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

struct timed_answer {
    uint64_t nanoseconds, found;
};

static const char *const kinds[TURN_KINDS] = {"any",    "all",   "phrase", "window",
                                              "newest", "count", "months"};

static enum turn_kind turn_kind_of(const char *name)
{
    for (int kind = 0; kind < TURN_KINDS; kind++)
        if (strcmp(name, kinds[kind]) == 0)
            return kind;
    errx(2, "'%s' is not a kind of query", name);
}

static uint64_t thread_nanoseconds(void)
{
    struct timespec t;

    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &t);
    return (uint64_t)t.tv_sec * 1000000000 + (uint64_t)t.tv_nsec;
}

/* Points TURN into LINE, whose tabs become zeros. */
static void split_query(char *line, struct turn *turn)
{
    char *rest = line;

    turn->first = strsep(&rest, "\t");
    turn->last = strsep(&rest, "\t");
    turn->words = strsep(&rest, "\n");
    if (!turn->words)
        errx(3, "a query needs two dates and words: %s", line);
}

static struct timed_answer time_answer(turn_answer *answer, void *engine, const struct turn *turn)
{
    uint64_t started = thread_nanoseconds(), found = answer(engine, turn);

    return (struct timed_answer){thread_nanoseconds() - started, found};
}

/* Answers are printed after the last is known, so that no output falls between two queries. */
static void serve_pass(turn_answer *answer, void *engine, struct turn turn, size_t count, FILE *f)
{
    struct timed_answer *all = calloc(count + 1, sizeof *all);
    char *line = NULL;
    size_t cap = 0, n = 0;

    if (!all)
        err(3, "cannot measure %zu queries", count);
    for (; n < count && getline(&line, &cap, f) > 0; n++) {
        split_query(line, &turn);
        all[n] = time_answer(answer, engine, &turn);
    }
    for (size_t i = 0; i < n; i++)
        printf("%" PRIu64 " %" PRIu64 "\n", all[i].nanoseconds, all[i].found);
    fflush(stdout);
    free(line);
    free(all);
}

void turns_serve(turn_answer *answer, void *engine)
{
    char command[4096], kind[16], path[4000];

    while (fgets(command, sizeof command, stdin)) {
        struct turn turn = {.limit = 0};
        size_t count;

        if (sscanf(command, "%15s %u %zu %3999[^\n]", kind, &turn.limit, &count, path) != 4)
            errx(2, "not KIND LIMIT COUNT FILE: %s", command);
        turn.kind = turn_kind_of(kind);
        FILE *f = fopen(path, "r");
        if (!f)
            err(3, "cannot read %s", path);
        serve_pass(answer, engine, turn, count, f);
        fclose(f);
    }
}
