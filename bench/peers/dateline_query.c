/* dateline_query -- searches an index through dateline's API, for ids alone.
 *
 *     dateline_query INDEX
 *
 * serves the commands of turns.h. */
#include <err.h>
#include <stdio.h>

#include "bench/peers/turns.h"
#include "include/dateline.h"

static dateline_error error;

static void require_ok(dateline_status status)
{
    if (status != DATELINE_OK)
        errx(3, "%s", error.text);
}

static uint64_t count_matches(dateline_reader *r, const dateline_query *q)
{
    uint64_t n;

    require_ok(dateline_count(r, q, &n, &error));
    return n;
}

static uint64_t count_months(dateline_reader *r, const dateline_query *q)
{
    dateline_timeline *t;
    uint64_t n;

    require_ok(dateline_timeline_count(r, &q, 1, DATELINE_PERIOD_MONTH, &t, &error));
    n = dateline_timeline_total(t, 0);
    dateline_timeline_free(t);
    return n;
}

static uint64_t find_ids(dateline_reader *r, const dateline_query *q)
{
    dateline_results *results;
    uint64_t n;

    require_ok(dateline_search(r, q, &results, &error));
    n = dateline_results_size(results);
    dateline_results_free(results);
    return n;
}

static uint64_t ask_dateline(void *engine, const struct turn *turn)
{
    dateline_query q = {.size = sizeof q, .text = turn->words, .limit = turn->limit, .any = true};
    char phrase[512];

    if (turn->kind == TURN_COUNT)
        return count_matches(engine, &q);
    if (turn->kind == TURN_MONTHS)
        return count_months(engine, &q);
    if (turn->kind == TURN_ALL)
        q.any = false;
    if (turn->kind == TURN_NEWEST)
        q.sort = DATELINE_NEWEST_FIRST;
    if (turn->kind == TURN_WINDOW) {
        q.since = dateline_parse_day(turn->first);
        q.until = dateline_parse_day(turn->last);
    }
    if (turn->kind == TURN_PHRASE) {
        snprintf(phrase, sizeof phrase, "\"%s\"", turn->words);
        q.text = phrase;
    }
    return find_ids(engine, &q);
}

int main(int argc, char **argv)
{
    dateline_reader *r;

    if (argc != 2)
        errx(2, "usage: dateline_query INDEX");
    require_ok(dateline_reader_open(argv[1], &r, &error));
    turns_serve(ask_dateline, r);
    dateline_reader_close(r);
    return 0;
}
