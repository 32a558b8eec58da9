/* Hits as callers see them: with texts that are terminated, and only those wanted. */
#include "api/hits.h"

#include <string.h>

#include "searcher/match/score.h"

enum { TEXTS = 6 };

size_t hit_room(const struct hit *h)
{
    const struct article *a = &h->article;

    return a->id.len + a->title.len + a->source.len + a->url.len + a->lang.len + h->snippet.len +
           TEXTS;
}

/* A terminated copy at *ROOM, which moves past it; "" where it is not WANTED. */
static const char *put_text(char **room, struct span text, bool wanted)
{
    char *start = *room;

    if (!wanted)
        return "";
    if (text.len)
        memcpy(start, text.data, text.len);
    start[text.len] = '\0';
    *room = start + text.len + 1;
    return start;
}

void hit_fill(dateline_hit *out, const struct hit *h, unsigned want, char *room)
{
    const struct article *a = &h->article;
    bool article = want & DATELINE_WANT_ARTICLE;

    *out = (dateline_hit){
        .rank = h->rank,
        .id = put_text(&room, a->id, true),
        .title = put_text(&room, a->title, article),
        .day = a->day,
        .score = score_value(h->score),
        .snippet = put_text(&room, h->snippet, want & DATELINE_WANT_SNIPPET),
        .source = put_text(&room, a->source, article),
        .url = put_text(&room, a->url, article),
        .lang = put_text(&room, a->lang, article),
        .date_source = article ? date_source_name(a->date_source) : NULL,
        .date_confidence = article ? article_date_confidence(a) : NULL,
    };
}
