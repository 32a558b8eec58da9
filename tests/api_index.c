#include "api_index.h"

#include <ftw.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

char home[64], path[80];
dateline_error err;

int make_home(void **state)
{
    (void)state;
    strcpy(home, "/tmp/dateline-api-XXXXXX");
    if (!mkdtemp(home))
        return -1;
    snprintf(path, sizeof path, "%s/index", home);
    return 0;
}

static int remove_one(const char *name, const struct stat *st, int type, struct FTW *at)
{
    (void)st, (void)type, (void)at;
    return remove(name);
}

int remove_home(void **state)
{
    (void)state;
    return nftw(home, remove_one, 16, FTW_DEPTH | FTW_PHYS);
}

void expect(dateline_status wanted, dateline_status got)
{
    if (got != wanted)
        print_error("%s\n", err.text);
    assert_int_equal(got, wanted);
}

dateline_writer *writer_open(void)
{
    dateline_writer *w = NULL;

    expect(DATELINE_OK, dateline_writer_open(path, NULL, &w, &err));
    return w;
}

dateline_reader *reader_open(void)
{
    dateline_reader *r = NULL;

    expect(DATELINE_OK, dateline_reader_open(path, &r, &err));
    return r;
}

dateline_article article(const char *id, dateline_day day, const char *title, const char *body)
{
    return (dateline_article){.size = sizeof(dateline_article),
                              .id = id,
                              .day = day,
                              .title = title,
                              .body = body,
                              .body_size = strlen(body)};
}

void add(dateline_writer *w, const char *id, dateline_day day, const char *title, const char *body)
{
    dateline_article a = article(id, day, title, body);

    expect(DATELINE_OK, dateline_writer_add(w, &a, &err));
}

dateline_commit commit(dateline_writer *w)
{
    dateline_commit done = {sizeof done, 99, 99, 99, 99};

    expect(DATELINE_OK, dateline_writer_commit(w, &done, &err));
    return done;
}

void add_four(dateline_writer *w)
{
    add(w, "a", 20250331, "Harbour open", "The harbour of Port Ellery reopened after the storm.");
    add(w, "b", 20250402, "Ferries back",
        "Ferries to Saltmarsh run again, the harbour master said.");
    add(w, "c", 20250300, "March in brief", "Storms closed every harbour on the coast.");
    add(w, "d", 0, "Knots", "A bowline is what every harbour child can tie.");
}

void make_four(void)
{
    dateline_writer *w = writer_open();

    add_four(w);
    assert_done(commit(w), 4, 0, 0, 0);
    dateline_writer_close(w);
}

const char *found(dateline_query q)
{
    static char ids[256];
    dateline_reader *r = reader_open();
    dateline_results *results = NULL;
    uint64_t count = 0;

    q.total = true;
    *ids = '\0';
    expect(DATELINE_OK, dateline_search(r, &q, &results, &err));
    for (size_t i = 0; i < dateline_results_size(results); i++) {
        const dateline_hit *hit = dateline_results_hit(results, i);

        assert_int_equal(hit->rank, q.offset + i + 1);
        strcat(strcat(ids, hit->id), " ");
    }
    expect(DATELINE_OK, dateline_count(r, &q, &count, &err));
    assert_int_equal(dateline_results_matches(results), count);
    dateline_results_free(results);
    dateline_reader_close(r);
    return ids;
}
