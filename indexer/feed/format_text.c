/* Plain text: one article a file, with an optional line "date 2025-03-31". */
#include "indexer/feed/format.h"
#include "text/date_parse.h"

/* The length of the blank at the start of S, of any width but no line end; 0 if there is none. */
static size_t blank_length(struct span s)
{
    static const char *const wide[] = {"\u00A0", "\u2002", "\u2003", "\u2007",
                                       "\u2009", "\u200A", "\u202F", "\u3000"};

    if (s.len && (*s.data == ' ' || *s.data == '\t'))
        return 1;
    for (size_t i = 0; i < sizeof wide / sizeof *wide; i++)
        if (span_begins(s, span_of(wide[i])))
            return strlen(wide[i]);
    return 0;
}

static size_t blanks(struct span s)
{
    size_t n = 0, len;

    while ((len = blank_length(span_from(s, n))))
        n += len;
    return n;
}

static size_t word_length(struct span s)
{
    size_t n = 0;

    while (n < s.len && !is_blank(s.data[n]) && !blank_length(span_from(s, n)))
        n++;
    return n;
}

/* Whether WORD looks like a date, existing or not: four digits and nothing or a hyphen after
 * them. */
static bool meant_for_date(struct span word)
{
    size_t digits = 0;

    while (digits < word.len && word.data[digits] >= '0' && word.data[digits] <= '9')
        digits++;
    return digits == 4 && (word.len == 4 || word.data[4] == '-');
}

/* WORD without a mark at its end that is none of a date's: "2025-03-31, LISBON". */
static struct span without_mark(struct span word)
{
    if (word.len && strchr(",.:;", word.data[word.len - 1]))
        word.len--;
    return word;
}

/* The date at the start of S, as written; empty if there is none. With a format of the user's, that
 * is the first word or else the whole line. */
static struct span written_date(struct span s, const char *format)
{
    struct span word = {s.data, word_length(s)}, line = s;
    const char *newline = s.len ? memchr(s.data, '\n', s.len) : NULL;
    dateline_day day;

    if (newline)
        line.len = (size_t)(newline - s.data);
    if (format && date_parse_format(word, format, &day))
        return word;
    if (format && date_parse_format(line, format, &day))
        return line;
    if (meant_for_date(word))
        return without_mark(word);
    if (word.len >= 8 && *word.data >= '0' && *word.data <= '9' &&
        date_parse(without_mark(word), &day))
        return without_mark(word);
    return (struct span){NULL, 0};
}

/* Removes the words of a date line from TEXT, and returns its date. */
static struct span take_date(struct span *text, const char *format)
{
    struct span rest = span_trim(*text), date, mark;

    rest = span_from(rest, blanks(rest));
    if (rest.len < 5 || memcmp(rest.data, "date", 4) != 0 || !blanks(span_from(rest, 4)))
        return (struct span){NULL, 0};
    rest = span_from(rest, 4 + blanks(span_from(rest, 4)));
    date = written_date(rest, format);
    if (date.len) {
        rest = span_from(rest, date.len);
        mark = (struct span){rest.data, word_length(rest)};
        rest = span_from(rest, mark.len - without_mark(mark).len);
        *text = span_from(rest, blanks(rest));
    }
    return date;
}

/* The number of the line of TEXT that AT points into. */
static uint64_t line_of(struct span text, const char *at)
{
    uint64_t line = 1;

    for (const char *c = text.data; c < at; c++)
        line += *c == '\n';
    return line;
}

static bool recognise_text(struct span start, bool named)
{
    (void)start;
    (void)named;
    return true;
}

static dateline_status read_text_file(struct input *in, dateline_error *err)
{
    struct span raw, text;
    struct record r = {.date_kind = DATE_FROM_NOTHING};

    if (!input_whole(in, &raw))
        return DATELINE_OK;
    r.body = text = input_utf8(in, raw, 0);
    r.date = take_date(&r.body, in->feed->options->date_format);
    if (r.date.len) {
        r.date_kind = DATE_FROM_HEADER;
        r.date_line = line_of(text, r.date.data);
    }
    return input_record(in, &r, err);
}

const struct format format_text = {.nuls = NULS_ANY,
                                   .marking = MARKING_BOILERPLATE,
                                   .types = "text/plain ",
                                   .recognise = recognise_text,
                                   .read = read_text_file};
