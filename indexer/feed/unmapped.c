/* Notes of fields that no --field takes but that seem to hold what an article needs. */
#include "indexer/feed/unmapped.h"

#include "core/names.h"
#include "indexer/feed/input.h"

enum { RECORDS_SEEN = 100, NAME_MOST = 64 };

/* Words that a role's field is called by, the likeliest first. An id's is the whole name. */
static const char *const role_words[FEED_ROLES] = {
    [ROLE_ID] = "docid docno guid uuid doi articleid storyid itemid postid newsid recordid entryid "
                "messageid identifier id",
    [ROLE_TITLE] = "title headline headlines heading subject titre titel titulo",
    [ROLE_DATE] = "date published publication pubdate docdate posted issued created datetime "
                  "timestamp time datum fecha",
    [ROLE_BODY] = "body fulltext text content contents story article message description",
};

/* Words that make a name another thing's: date_modified, content_type, site_title. */
static const char other_words[] =
    "modified updated update changed edited accessed fetched crawled scraped indexed expires end "
    "birth author by type count length size hash id url link uri lang language image site section "
    "series sub short alt seo format status zone";

/* The place of WORD among LIST, words with a blank between them; SIZE_MAX: it is not there. */
static size_t word_place(const char *list, struct span word)
{
    size_t place = 0;

    while (*list) {
        size_t len = strcspn(list, " ");

        if (span_eq(word, (struct span){list, len}))
            return place;
        place++;
        list += len + strspn(list + len, " ");
    }
    return SIZE_MAX;
}

/* NAME in small letters, a blank between its words: "pubDate" and "pub_date" are "pub date". With
 * WHOLE, without the blanks. False if it is too long. */
static bool spell_name(struct span name, bool whole, char out[2 * NAME_MOST], size_t *len)
{
    bool small = false;

    *len = 0;
    if (name.len > NAME_MOST)
        return false;
    for (size_t i = 0; i < name.len; i++) {
        char c = name.data[i];
        bool capital = c >= 'A' && c <= 'Z', letter = capital || (c >= 'a' && c <= 'z');

        if (!whole && *len && (!letter || (capital && small)) && out[*len - 1] != ' ')
            out[(*len)++] = ' ';
        if (letter)
            out[(*len)++] = (char)(c | 0x20);
        small = letter && !capital;
    }
    return true;
}

/* How well NAME suits a role whose words are WORDS; 0 is best, SIZE_MAX: not at all. */
static size_t name_rank(struct span name, const char *words)
{
    char spelt[2 * NAME_MOST];
    size_t best = SIZE_MAX, len;
    struct span rest;

    if (!spell_name(name, false, spelt, &len))
        return SIZE_MAX;
    for (rest = (struct span){spelt, len}; rest.len;) {
        const char *blank = memchr(rest.data, ' ', rest.len);
        struct span word = {rest.data, blank ? (size_t)(blank - rest.data) : rest.len};
        size_t place = word_place(words, word);

        if (word_place(other_words, word) != SIZE_MAX)
            return SIZE_MAX;
        best = place < best ? place : best;
        rest = span_from(rest, word.len + (blank != NULL));
    }
    return best;
}

static size_t id_rank(struct span name)
{
    char spelt[2 * NAME_MOST];
    size_t len;

    return spell_name(name, true, spelt, &len)
               ? word_place(role_words[ROLE_ID], (struct span){spelt, len})
               : SIZE_MAX;
}

void unmapped_begin(struct unmapped *u)
{
    memset(u->found, 0, sizeof u->found);
    for (int role = 0; role < FEED_ROLES; role++)
        buf_clear(&u->name[role]);
    u->records = 0;
}

void unmapped_found(struct unmapped *u, enum feed_role role)
{
    u->found[role] = true;
}

bool unmapped_record(struct unmapped *u)
{
    return u->records++ < RECORDS_SEEN;
}

void unmapped_see(struct unmapped *u, struct span name)
{
    for (int role = 0; role < FEED_ROLES; role++) {
        size_t rank;

        if (!role_words[role] || u->found[role] || u->told[role])
            continue;
        rank = role == ROLE_ID ? id_rank(name) : name_rank(name, role_words[role]);
        if (rank == SIZE_MAX || (u->name[role].len && u->rank[role] <= rank))
            continue;
        buf_clear(&u->name[role]);
        buf_span_add(&u->name[role], name);
        u->rank[role] = rank;
    }
}

/* Adds TEXT to a list with commas. */
static void list_name(struct buf *list, const char *text)
{
    buf_str(list, list->len ? ", " : "");
    buf_str(list, text);
}

void unmapped_tell(struct input *in)
{
    struct unmapped *u = &in->feed->unmapped;
    struct buf has = {0}, lacks = {0}, advice = {0};

    for (int role = 0; role < FEED_ROLES; role++) {
        const char *own = feed_role_names.list[role], *name = u->name[role].data;

        if (!u->name[role].len || u->found[role] || *in->feed->options->field_name[role])
            continue;
        u->told[role] = true;
        list_name(&has, name);
        list_name(&lacks, own);
        buf_printf(&advice, " --field %s=%s", own, name);
    }
    if (has.len)
        input_tell(in, FEED_NOTED, 0, "has %s but no %s:%s", has.data, lacks.data, advice.data);
    buf_free(&has);
    buf_free(&lacks);
    buf_free(&advice);
}

void unmapped_free(struct unmapped *u)
{
    for (int role = 0; role < FEED_ROLES; role++)
        buf_free(&u->name[role]);
}
