/* Writes small search lists and keeps their bytes. */
#include "list_sample.h"

#include "changes.h"
#include "fuzz.h"
#include "lists/lexicon.h"
#include "lists/lists_writer.h"
#include "tests/paged_file.h"
#include "tests/position_steps.h"

enum { DOCUMENTS = 1000, THICK = 0 };

/* A term in every STEP-th of the first LAST documents, or, if STEP is THICK, in most of them, so
 * that its blocks are sets. */
struct shape {
    const char *name;
    uint32_t step, last;
    uint32_t wdf;       /* the greatest; smaller ones alternate with it */
    uint32_t positions; /* in each document; 0: none; more than WDF: as many as the wdf */
};

static const struct shape shapes[LIST_SAMPLE_SHAPES] = {
    {"all", 1, DOCUMENTS, 3, 0},       {"block", 1, 128, 2, 9},      {"few", 9, 500, 4, 9},
    {"many", 3, DOCUMENTS, 40, 99},    {"odd", 2, DOCUMENTS, 3, 2},  {"one", 1000, 1, 1, 9},
    {"thick", THICK, DOCUMENTS, 3, 9}, {"zero", 4, DOCUMENTS, 0, 0},
};

static void need(dateline_status status)
{
    FUZZ_CHECK(status == DATELINE_OK);
}

/* From document D to the next of a THICK term. */
static uint32_t thick_step(uint32_t d)
{
    return d % 13 ? 1 : 7;
}

static void write_shape(struct lists_writer *w, const struct shape *s)
{
    uint32_t positions[100];
    struct buf steps = {0};

    need(lists_writer_term(w, span_of(s->name), NULL));
    for (uint32_t d = 1; d <= s->last; d += s->step == THICK ? thick_step(d) : s->step) {
        uint32_t wdf = s->wdf ? 1 + d * 7 % s->wdf : 0;
        uint32_t n = s->positions > s->wdf ? wdf : s->positions;

        for (uint32_t i = 0; i < n; i++)
            positions[i] = d % 5 + i * (1 + d % 3) + (i > 30 ? 70000 : 0);
        need(lists_writer_posting(w, d, wdf, position_steps(positions, n, &steps), NULL));
    }
    buf_free(&steps);
}

static void write_rare_term(struct lists_writer *w, uint32_t i)
{
    char name[32];
    struct buf steps = {0};

    snprintf(name, sizeof name, "zz%.*s%02u", (int)(i % 9), "aaaabbbb", i);
    name[2] = (char)('a' + i / 2);
    need(lists_writer_term(w, span_of(name), NULL));
    need(lists_writer_posting(w, 1 + i, 1, position_steps(&i, 1, &steps), NULL));
    buf_free(&steps);
}

static void write_sample(const struct open_dir *dir)
{
    uint32_t lengths[DOCUMENTS];
    struct output_file files[LISTS_FILES];
    struct lists_writer *w;

    for (uint32_t i = 0; i < DOCUMENTS; i++)
        lengths[i] = i % 90;
    w = lists_writer_new(dir, lengths, DOCUMENTS);
    for (int i = 0; i < LIST_SAMPLE_SHAPES; i++)
        write_shape(w, &shapes[i]);
    for (uint32_t i = 0; i < LIST_SAMPLE_TERMS - LIST_SAMPLE_SHAPES; i++)
        write_rare_term(w, i);
    need(lists_writer_finish(w, files, NULL));
    need(lists_writer_sync(w, NULL));
    lists_writer_close(w);
}

static void find_terms(struct list_sample *s)
{
    struct span files[LISTS_FILES];
    struct lists *l;
    bool found;

    for (int f = 0; f < LISTS_FILES; f++)
        files[f] = buf_span(&s->files[f]);
    l = list_sample_open(files);
    FUZZ_CHECK(l && l->terms == LIST_SAMPLE_TERMS);
    for (int i = 0; i < LIST_SAMPLE_SHAPES; i++) {
        need(lexicon_find(l, span_of(shapes[i].name), &s->terms[i], &found, NULL));
        FUZZ_CHECK(found);
    }
    lists_close(l);
}

const struct list_sample *list_sample(void)
{
    static struct list_sample sample;
    char path[64];
    struct open_dir dir;

    if (sample.files[0].len)
        return &sample;
    paged_folder_make(path, &dir);
    write_sample(&dir);
    for (int f = 0; f < LISTS_FILES; f++)
        paged_data_read(&dir, lists_file_name((enum lists_file)f), &sample.files[f]);
    paged_folder_remove(&dir);
    find_terms(&sample);
    return &sample;
}

struct lists *list_sample_open(const struct span files[LISTS_FILES])
{
    struct pages *pages[LISTS_FILES];
    struct lists *l = NULL;
    dateline_status status;

    for (int f = 0; f < LISTS_FILES; f++)
        pages[f] = files[f].len ? pages_unverified(files[f]) : NULL;
    status = lists_open(pages, &l, NULL);
    FUZZ_CHECK(status == DATELINE_OK || (status == DATELINE_CORRUPT && !l));
    return l;
}
