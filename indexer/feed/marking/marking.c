/* Marks the parts of articles that are not their own text. */
#include "indexer/feed/marking/marking.h"

#include "core/marks.h"
#include "indexer/feed/marking/furniture.h"

static bool is_letter(char c)
{
    return (unsigned char)c >= 0x80 || is_ascii_letter(c);
}

/* Whether LINE, of TEXT, can be boilerplate for being in other articles. */
static bool may_repeat(struct span text, const struct text_line *line)
{
    struct span s = line_text(text, line);

    if (!line->alone || line->len > LINE_MAX_RULED)
        return false;
    while (s.len && !is_letter(*s.data))
        s = span_from(s, 1);
    return s.len > 0;
}

void marking_count(const struct marked_lines *l, struct repeats *r)
{
    repeats_article(r);
    for (size_t i = 0; i < l->len; i++) {
        struct text_line *line = &l->list[i];

        if (may_repeat(l->text, line)) {
            line->hash = repeats_hash(line_text(l->text, line));
            repeats_count(r, line->hash);
        }
    }
}

/* ---- Lines of several articles ------------------------------------------------ */

/* Whether LINE names an author: readers search for these. */
static bool is_byline(struct span line)
{
    enum { BYLINE_WORDS = 8 };

    return span_begins_any_case(line, "by ") && line_words(line) <= BYLINE_WORDS;
}

/* Whether LINE has a digit next to a letter or a slash, as references to archives have: "[HA :
 * B1838, 401/3, ii]". */
static bool has_code(struct span line)
{
    for (size_t i = 1; i < line.len; i++) {
        char before = line.data[i - 1], c = line.data[i];

        if (is_ascii_digit(c) ? before == '/' || is_ascii_letter(before)
                              : is_ascii_digit(before) && (c == '/' || is_ascii_letter(c)))
            return true;
    }
    return false;
}

/* Whether the first line of an article without a title is a site's name: half of the articles have
 * it, and a headline follows. */
static bool is_site_name(const struct marked_lines *l, uint32_t all)
{
    return l->len > 2 && l->list[0].articles >= all / 2 &&
           !line_is_prose(line_text(l->text, &l->list[1]));
}

/* Whether line I is in enough articles, of ALL, to be boilerplate; AT_END: only lines of
 * boilerplate are between it and the beginning or the end of the article. */
static bool repeats_enough(const struct marked_lines *l, size_t i, uint32_t all, bool at_end)
{
    struct span line = line_text(l->text, &l->list[i]);
    uint32_t articles = l->list[i].articles;
    bool many;

    if (articles < REPEATED_LEAST || (!i && l->untitled && !is_site_name(l, all)))
        return false;
    many = articles >= REPEATED_MANY || articles >= all / REPEATED_SHARE;
    if (line_is_prose(line))
        return (many && furniture_speaks(line)) ||
               (articles >= REPEATED_SENTENCE && articles >= all / 2);
    return (articles >= all / REPEATED_WITHIN ||
            (many && at_end && (!has_code(line) || furniture_speaks(line)))) &&
           !is_byline(line);
}

/* Whether line I is boilerplate if it is at an end of its article: by its words, or because other
 * articles have it. */
static bool ends_boilerplate(const struct marked_lines *l, size_t i, uint32_t all)
{
    return l->list[i].furniture != FURNITURE_NONE || repeats_enough(l, i, all, true);
}

/* Looks up in how many articles each line is; returns the most articles of a line. */
static uint32_t look_up_lines(const struct marked_lines *l, const struct repeats *r)
{
    uint32_t most = 0;

    for (size_t i = 0; i < l->len; i++) {
        struct text_line *line = &l->list[i];

        line->articles = line->hash ? repeats_of(r, line->hash) : 0;
        if (line->articles > most)
            most = line->articles;
    }
    return most;
}

/* Whether most of the text in sentences is in other articles, too: then it is a version of them. */
static bool is_version(const struct marked_lines *l)
{
    size_t own = 0, shared = 0;

    for (size_t i = 0; i < l->len; i++) {
        struct span line = line_text(l->text, &l->list[i]);

        if (l->list[i].articles <= 1)
            own += line.len;
        else if (line_is_prose(line) && !furniture_speaks(line))
            shared += line.len;
    }
    return shared > own;
}

/* Marks the lines that other articles have too. */
static void mark_repeated(const struct marked_lines *l, const struct repeats *r)
{
    size_t first = 0, end = l->len;

    if (look_up_lines(l, r) < REPEATED_LEAST || is_version(l))
        return;
    while (first < end && ends_boilerplate(l, first, r->article))
        first++;
    while (end > first && ends_boilerplate(l, end - 1, r->article))
        end--;
    for (size_t i = 0; i < l->len; i++)
        if (repeats_enough(l, i, r->article, i < first || i >= end))
            l->list[i].marked = true;
}

/* ---- Lines by themselves ------------------------------------------------------ */

/* Marks a line that is there for the second time. */
static void mark_doubled(const struct marked_lines *l)
{
    enum { DOUBLED_WORDS = 3 };

    for (size_t i = 1; i < l->len; i++) {
        struct span line = line_text(l->text, &l->list[i]);

        if (l->list[i].alone && l->list[i - 1].alone &&
            lines_are_alike(line_text(l->text, &l->list[i - 1]), line) &&
            line_words(line) >= DOUBLED_WORDS)
            l->list[i].marked = true;
    }
}

/* Whether line I can be a sentence of the article. */
static bool is_own_sentence(const struct marked_lines *l, size_t i)
{
    return l->list[i].furniture == FURNITURE_NONE &&
           (!l->list[i].alone || line_is_prose(line_text(l->text, &l->list[i])));
}

/* The number of lines up to the last sentence of the article; 0: there is none. */
static size_t last_sentence(const struct marked_lines *l)
{
    size_t n = l->len;

    while (n && !is_own_sentence(l, n - 1))
        n--;
    return n;
}

/* Marks furniture among the lines before the last sentence, at SENTENCES. */
static void mark_pieces(const struct marked_lines *l, size_t sentences)
{
    for (size_t i = 0; i < sentences; i++)
        if (l->list[i].furniture == FURNITURE_PIECE || l->list[i].furniture == FURNITURE_FORM)
            l->list[i].marked = true;
}

/* Marks furniture after the last sentence, at SENTENCES: after a heading or form, all. */
static void mark_end(const struct marked_lines *l, size_t sentences)
{
    bool rest = false;

    for (size_t i = sentences; i < l->len; i++) {
        unsigned char kind = l->list[i].furniture;

        rest |= sentences && (kind == FURNITURE_HEADING || kind == FURNITURE_FORM);
        if (rest || (kind != FURNITURE_NONE && kind != FURNITURE_HEADING))
            l->list[i].marked = true;
    }
}

/* ---- Articles ----------------------------------------------------------------- */

static bool all_marked(const struct marked_lines *l)
{
    for (size_t i = 0; i < l->len; i++)
        if (!l->list[i].marked)
            return false;
    return true;
}

/* Appends a mark for each run of marked lines. */
static void add_line_marks(const struct marked_lines *l, struct buf *out)
{
    for (size_t i = 0, end; i < l->len; i = end) {
        size_t start = l->list[i].start;

        for (end = i; end < l->len && l->list[end].marked; end++)
            ;
        if (end > i)
            marks_add(out, MARK_BOILERPLATE, start,
                      l->list[end - 1].start + l->list[end - 1].len - start);
        else
            end = i + 1;
    }
}

void marking_boilerplate(const struct marked_lines *l, const struct repeats *r, struct buf *out)
{
    size_t sentences;

    if (l->len < 2) /* never is all of an article marked */
        return;
    for (size_t i = 0; i < l->len; i++)
        if (l->list[i].alone)
            l->list[i].furniture = (unsigned char)furniture_of(line_text(l->text, &l->list[i]));
    sentences = last_sentence(l);
    if (sentences)
        mark_repeated(l, r);
    mark_doubled(l);
    mark_pieces(l, sentences);
    mark_end(l, sentences);
    if (!all_marked(l))
        add_line_marks(l, out);
}
