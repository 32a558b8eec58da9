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

enum { INITIALS_MAX = 4 /* of a name, as one word: J.R.R. */ };

/* A name in the making: the words that stay, as tokens of the reader. */
struct name_words {
    struct query_reader *r;
    struct query_node *n;
    struct span text;
    struct span *words; /* that the text has, one for each token */
    size_t kept, comma; /* words kept; those before the comma */
    bool named;         /* a word that is no title has been kept */
    char letters[INITIALS_MAX];
    size_t n_letters;         /* of the first initials side by side, twice where they are */
    size_t letters_at, n_own; /* the first of the words that they are, and how many */
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

    if (!w->kept && span_eq(w->words[i], span_of("ben")))
        return false;
    return w->kept || (t->end < w->text.len && w->text.data[t->end] == '-') ||
           !text_is_capital(query_char(w->text, t->start, &next));
}

static bool is_left_out(const struct name_words *w, size_t i)
{
    struct span word = w->words[i];
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

static void keep_word(struct name_words *w, struct span word)
{
    if (is_kept_already(w, word))
        w->n->repeated++;
    else
        w->n->words[w->kept++] = word;
    w->named = true;
}

static bool is_letter(char c)
{
    return c >= 'a' && c <= 'z';
}

/* Whether token I is initials: J, or J.R.R. if it has dots. */
static bool is_initials(const struct name_words *w, size_t i)
{
    const struct token *t = &w->r->tokens.list[i];
    struct span word = w->words[i];

    if (!word.len || word.len > INITIALS_MAX ||
        (word.len > 1 && !memchr(w->text.data + t->start, '.', t->end - t->start)))
        return false;
    for (size_t k = 0; k < word.len; k++)
        if (!is_letter(word.data[k]))
            return false;
    return true;
}

/* Keeps each letter of the initials WORD. */
static void keep_initials(struct name_words *w, struct span word)
{
    bool joins = !w->n_letters || w->letters_at + w->n_own == w->kept;

    if (!w->n_letters)
        w->letters_at = w->kept;
    for (size_t i = 0; i < word.len; i++) {
        keep_word(w, (struct span){word.data + i, 1});
        if (joins && w->n_letters < INITIALS_MAX)
            w->letters[w->n_letters++] = word.data[i];
    }
    if (joins)
        w->n_own = w->kept - w->letters_at;
}

static void keep_name_words(struct name_words *w)
{
    size_t n_words = w->n->n_words;

    w->words = w->n->words;
    w->n->words = arena_zalloc(&w->r->memory, n_words * INITIALS_MAX * sizeof *w->words);
    for (size_t i = 0; i < n_words; i++) {
        if (!is_left_out(w, i) && !w->n->exact && is_initials(w, i))
            keep_initials(w, w->words[i]);
        else if (!is_left_out(w, i))
            keep_word(w, w->words[i]);
        if (!w->comma && comma_after(w, i))
            w->comma = w->kept;
    }
    w->n->n_words = w->kept;
    w->n->family = w->comma && w->comma < w->kept ? w->comma - 1 : w->kept - 1;
}

/* The name with its initials as one word; NULL if there are not several. */
static struct query_node *join_initials(const struct name_words *w)
{
    const struct query_node *n = w->n;
    size_t after = w->letters_at + w->n_own;
    struct query_node *other;

    if (w->n_letters < 2 || (n->family >= w->letters_at && n->family < after))
        return NULL;
    other = query_node_new(w->r, QUERY_NAME, n->start, n->end);
    other->field = n->field;
    other->words = arena_zalloc(&w->r->memory, n->n_words * sizeof *other->words);
    memcpy(other->words, n->words, w->letters_at * sizeof *n->words);
    other->words[w->letters_at] = query_copy(w->r, (struct span){w->letters, w->n_letters});
    memcpy(other->words + w->letters_at + 1, n->words + after,
           (n->n_words - after) * sizeof *n->words);
    other->n_words = n->n_words - w->n_own + 1;
    other->family = n->family >= after ? n->family - w->n_own + 1 : n->family;
    return other;
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

/* The name, or an OR of it and what it is in other ways of writing. */
static struct query_node *in_all_ways(struct name_words *w)
{
    struct query_node *n = w->n, *both;
    struct query_node *others[] = {n->exact ? NULL : query_servant(w->r, n),
                                   n->exact ? NULL : join_initials(w)};

    both = query_node_new(w->r, QUERY_OR, n->start, n->end);
    both->children = arena_zalloc(&w->r->memory, 3 * sizeof(struct query_node *));
    both->children[both->n_children++] = n;
    for (size_t i = 0; i < 2; i++)
        if (others[i] && others[i]->n_words <= QUERY_NAME_PARTS)
            both->children[both->n_children++] = others[i];
    return both->n_children > 1 ? both : n;
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
        *out = in_all_ways(&w);
        return DATELINE_OK;
    }
    query_warn(r, start, end, "is read as a phrase: a name has at most %d words", QUERY_NAME_PARTS);
    return query_phrase(r, start, end, FIELD_TEXT, out);
}
