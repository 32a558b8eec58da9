/* Shows the progress of a run on a terminal. */
#include "indexer/cli/progress.h"

#include <ftw.h>
#include <inttypes.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "core/clock.h"

enum { OPEN_DIRECTORIES = 16, CALLS_BETWEEN_LOOKS = 32 };
static const double seconds_between = 0.2;

/* nftw has no context argument; used by the main thread only. */
static uint64_t walked;

static int add_size(const char *path, const struct stat *st, int type, struct FTW *at)
{
    (void)path, (void)at;
    if (type == FTW_F)
        walked += (uint64_t)st->st_size;
    return 0;
}

static uint64_t sources_size(char *const *sources, int n)
{
    walked = 0;
    for (int i = 0; i < n; i++)
        if (!strcmp(sources[i], "-") || nftw(sources[i], add_size, OPEN_DIRECTORIES, 0) != 0)
            return 0;
    return walked;
}

void progress_start(struct progress *p, bool shown, char *const *sources, int n)
{
    *p = (struct progress){.shown = shown};
    if (shown)
        p->total = sources_size(sources, n);
    p->started = p->last = clock_seconds();
}

static uint64_t bytes_done(const struct feed_counts *counts)
{
    off_t in_file = counts->busy ? lseek(counts->reading, 0, SEEK_CUR) : 0;

    return counts->done + (in_file > 0 ? (uint64_t)in_file : 0);
}

static void write_progress(const struct progress *p, const struct feed_counts *counts,
                           double seconds)
{
    double share = p->total ? (double)bytes_done(counts) / (double)p->total : 0;

    fputs("\r\033[K", stderr);
    if (share > 0 && share <= 1)
        fprintf(stderr, "%3.0f %%  ", share * 100);
    fprintf(stderr, "%" PRIu64 " articles  %.1f MB/s", counts->records,
            (double)bytes_done(counts) / 1e6 / seconds);
    if (share > 0 && share < 1) {
        long left = (long)(seconds / share * (1 - share) + 0.5);

        fprintf(stderr, "  %ld:%02ld left", left / 60, left % 60);
    }
    fflush(stderr);
}

void progress_draw(struct progress *p, const struct feed_counts *counts)
{
    double t;

    if (!p->shown || ++p->calls % CALLS_BETWEEN_LOOKS)
        return;
    t = clock_seconds();
    if (t - p->last < seconds_between)
        return;
    p->last = t;
    p->drawn = true;
    write_progress(p, counts, t - p->started);
}

void progress_note(struct progress *p, const char *what)
{
    if (!p->shown)
        return;
    fprintf(stderr, "\r\033[K%s", what);
    fflush(stderr);
    p->drawn = true;
}

void progress_clear(struct progress *p)
{
    if (p->drawn)
        fputs("\r\033[K", stderr);
    p->drawn = false;
}
