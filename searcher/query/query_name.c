/* Reads names of people. */
#include "searcher/query/query_name.h"

#include "searcher/query/query_servant.h"
#include "searcher/query/query_text.h"
#include "searcher/query/query_words.h"
#include "text/text.h"

static const char titles[] =
    " mr mrs ms miss mx dr prof professor sir madam madame monsieur mme mlle herr frau senor "
    "senora signor president prime minister premier pm chancellor secretary senator sen "
    "representative rep congressman congresswoman governor gov mayor ambassador judge justice "
    "general gen colonel col major captain capt lieutenant lt sergeant sgt admiral rev reverend "
    "father lord lady ";
static const char particles[] = " van von der den de del della di da dos das du la le ter ten zu "
                                "zur al el ul ad an ar as ash ibn "
                                "bin ben bint ";
static const char suffixes[] = " jr sr ii iii iv ";

static bool is_listed(const char *list, struct span word)
{
    char blanks[SCHEMA_WORD_MAX + 3];

    if (word.len > SCHEMA_WORD_MAX)
        return false;
    blanks[0] = ' ';
    memcpy(blanks + 1, word.data, word.len);
    memcpy(blanks + 1 + word.len, " ", 2);
    return strstr(list, blanks) != NULL;
}

bool query_name_is_title(struct span word)
{
    return is_listed(titles, word);
}

/* A name in the making: the words that stay, as tokens of the reader. */
struct name_words {
    struct query_reader *r;
    struct query_node *n;
    struct span text;
    size_t kept, comma; /* words kept; those before the comma */
    bool named;         /* a word that is no title has been kept */
};

/* Whether a comma stands between token I and the next. */
static bool comma_after(const struct name_words *w, size_t i)
{
    const struct token *t = w->r->tokens.list;
    uint32_t from = t[i].end;

    return i + 1 < w->r->tokens.len && memchr(w->text.data + from, ',', t[i + 1].start - from);
}

/* Whether token I, a particle, is one here: Van Morrison and Ben Affleck begin with a name, van
 * Gogh and Al-Assad with a particle. */
static bool stands_as_particle(const struct name_words *w, size_t i)
{
    const struct token *t = &w->r->tokens.list[i];
    uint32_t next;

    if (!w->kept && span_eq(w->n->words[i], span_of("ben")))
        return false;
    return w->kept || (t->end < w->text.len && w->text.data[t->end] == '-') ||
           !text_is_capital(query_char(w->text, t->start, &next));
}

static bool is_left_out(const struct name_words *w, size_t i)
{
    struct span word = w->n->words[i];
    bool last = i + 1 == w->r->tokens.len;

    if (last)
        return w->kept > 1 && is_listed(suffixes, word);
    return ((!w->named || w->comma == w->kept) && query_name_is_title(word)) ||
           (is_listed(particles, word) && stands_as_particle(w, i));
}

static bool is_kept_already(const struct name_words *w, struct span word)
{
    for (size_t i = 0; i < w->kept; i++)
        if (span_eq(w->n->words[i], word))
            return true;
    return false;
}

static void keep_name_words(struct name_words *w)
{
    for (size_t i = 0; i < w->n->n_words; i++) {
        struct span word = w->n->words[i];

        if (!is_left_out(w, i) && !is_kept_already(w, word)) {
            w->n->words[w->kept++] = word;
            w->named = true;
        }
        if (!w->comma && comma_after(w, i))
            w->comma = w->kept;
    }
    w->n->n_words = w->kept;
    w->n->family = w->comma && w->comma < w->kept ? w->comma - 1 : w->kept - 1;
}

/* Whether a word of the name is an ideograph or the like, which no blanks divide. */
static bool has_lone_characters(const struct query_node *n)
{
    for (size_t i = 0; i < n->n_words; i++) {
        uint32_t next;

        if (n->words[i].len && text_stands_alone(query_char(n->words[i], 0, &next)))
            return true;
    }
    return false;
}

/* N, or N and what it is in another way of writing. */
static struct query_node *in_all_ways(struct query_reader *r, struct query_node *n)
{
    struct query_node *other = n->exact ? NULL : query_servant(r, n), *both;

    if (!other || other->n_words > QUERY_NAME_PARTS)
        return n;
    both = query_node_new(r, QUERY_OR, n->start, n->end);
    both->children = arena_zalloc(&r->memory, 2 * sizeof(struct query_node *));
    both->children[both->n_children++] = n;
    both->children[both->n_children++] = other;
    return both;
}

dateline_status query_name(struct query_reader *r, uint32_t start, uint32_t end,
                           struct query_node **out)
{
    struct name_words w = {.r = r, .text = {r->text.data + start, end - start}};
    dateline_status status = query_phrase(r, start, end, FIELD_TEXT, out);

    if (status != DATELINE_OK || !*out || has_lone_characters(*out))
        return status;
    w.n = *out;
    w.n->kind = QUERY_NAME;
    w.n->exact = r->question->exact_names;
    keep_name_words(&w);
    if (w.n->n_words <= QUERY_NAME_PARTS) {
        *out = in_all_ways(r, w.n);
        return DATELINE_OK;
    }
    query_warn(r, start, end, "is read as a phrase: a name has at most %d words", QUERY_NAME_PARTS);
    return query_phrase(r, start, end, FIELD_TEXT, out);
}
