/* Reads rows files, and times builds. */
#include "bench/peers/rows.h"

#include <err.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>

void rows_load(struct rows *r, const char *path)
{
    FILE *f = fopen(path, "rb");
    struct stat st;

    if (!f || fstat(fileno(f), &st) != 0)
        err(3, "cannot read %s", path);
    size_t size = (size_t)st.st_size;
    r->text = malloc(size + 1);
    if (!r->text || fread(r->text, 1, size, f) != size)
        err(3, "cannot read %s", path);
    fclose(f);
    r->text[size] = '\0';
    r->at = r->text;
    r->end = r->text + size;
}

int rows_next(struct rows *r, struct row *out)
{
    if (r->at >= r->end)
        return 0;
    for (int field = 0; field < ROW_FIELDS; field++) {
        if (r->at >= r->end)
            errx(3, "the last article is cut short");
        out->text[field] = r->at;
        out->len[field] = strlen(r->at);
        r->at += out->len[field] + 1;
    }
    return 1;
}

void rows_free(struct rows *r)
{
    free(r->text);
}

static double seconds(clockid_t clock)
{
    struct timespec t;

    clock_gettime(clock, &t);
    return (double)t.tv_sec + (double)t.tv_nsec * 1e-9;
}

void timing_start(struct timing *t)
{
    t->wall = seconds(CLOCK_MONOTONIC);
    t->processor = seconds(CLOCK_PROCESS_CPUTIME_ID);
}

void timing_print(const struct timing *t, unsigned long articles)
{
    printf("articles=%lu seconds=%.4f cpu=%.4f\n", articles, seconds(CLOCK_MONOTONIC) - t->wall,
           seconds(CLOCK_PROCESS_CPUTIME_ID) - t->processor);
}
