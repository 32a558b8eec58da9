/* A query on its way from text to tree. Each step is a file:
 *
 *     text ─ query_lex ─ lexemes ─ query_balance ─ lexemes ─ query_parse ─ tree
 *              │                   (each bracket has its     │
 *        query_words                other, each operator   query_combine
 *        query_filter               its sides)
 *
 * What fails in any of them (a limit, a date) writes the error and ends all. */
#ifndef DATELINE_SEARCHER_QUERY_READER_H
#define DATELINE_SEARCHER_QUERY_READER_H

#include "core/text.h"
#include "searcher/query.h"

enum lexeme_kind {
    LEX_OPERAND, /* node holds it */
    LEX_OPEN,
    LEX_CLOSE,
    LEX_PLUS,
    LEX_MINUS,
    LEX_NOT,
    LEX_AND, /* this one and all behind it join two operands */
    LEX_OR,
    LEX_XOR,
    LEX_NEAR,
    LEX_ADJ,
};

struct lexeme {
    enum lexeme_kind kind;
    uint32_t start, end;
    uint32_t distance;       /* LEX_NEAR, LEX_ADJ */
    enum schema_field field; /* LEX_OPEN: of all that the brackets hold */
    struct query_node *node; /* LEX_OPERAND */
    bool hint;               /* an operand written as an operator in small letters */
};

/* What a node does to the others of its list. */
enum role { ROLE_PLAIN, ROLE_MUST, ROLE_EXCLUDED, ROLE_FILTER };

struct item {
    struct query_node *node;
    enum role role;
    const struct lexeme *link; /* in a chain: the NEAR or ADJ behind it */
};

/* Nodes waiting to be joined. Whoever pushes remembers where it began, and
 * joins what lies above. */
struct items {
    struct item *list;
    size_t len, cap;
};

struct query_reader {
    const struct question *question;
    struct span text;
    struct query_memory *memory;
    struct lexeme *lexemes;
    size_t n_lexemes, cap_lexemes;
    struct items items;
    size_t n_words; /* so far, against QUERY_MAX_WORDS */
    struct tokens tokens;
    struct buf folded;
    char **warnings;
    size_t n_warnings, cap_warnings; /* n_warnings counts those past the limit too */
    dateline_error *err;
};

/* ---- query.c: what every step uses -------------------------------------- */

/* Memory that lives as long as the tree. */
void *query_alloc(struct query_memory *m, size_t size);
struct query_node *query_node_new(struct query_reader *r, enum query_kind kind, uint32_t start,
                                  uint32_t end);
/* "query at START+1: 'the text' MESSAGE", as a warning, or as DATELINE_BAD_QUERY. */
void query_warn(struct query_reader *r, uint32_t start, uint32_t end, const char *fmt, ...)
    __attribute__((format(printf, 4, 5)));
dateline_status query_refuse(struct query_reader *r, uint32_t start, uint32_t end, const char *fmt,
                             ...) __attribute__((format(printf, 4, 5)));
/* Counts a word or filter read from these bytes against QUERY_MAX_WORDS. */
dateline_status query_count_word(struct query_reader *r, uint32_t start, uint32_t end);

/* ---- query_text.c: characters ------------------------------------------- */

/* The character at AT, which is below END, and where the next begins. */
uint32_t query_char(struct span text, uint32_t at, uint32_t *next);
/* White space and control characters. */
bool query_blank(uint32_t c);
/* A double quote, straight, curly or angular. */
bool query_quote(uint32_t c);
/* Where the next quote is, and where what follows it begins; false for none. */
bool query_find_quote(struct span text, uint32_t from, uint32_t *at, uint32_t *after);
/* The bytes up to a blank or one of the ASCII characters in STOP, or, where
 * QUOTES is set, a quote. */
uint32_t query_span_end(struct span text, uint32_t from, const char *stop, bool quotes);
/* Appends TEXT with a ? for what is not to be shown on a terminal: bytes that
 * are not UTF-8, control characters, those that turn the writing around. */
void query_printable(struct buf *out, struct span text);

/* ---- query_words.c ------------------------------------------------------ */

/* The words of these bytes as one node: words, wildcards and phrases of what
 * is joined by punctuation. NULL where there are none. */
dateline_status query_words(struct query_reader *r, uint32_t start, uint32_t end,
                            enum schema_field field, struct query_node **out);
/* All of them as one phrase, unstemmed. */
dateline_status query_phrase(struct query_reader *r, uint32_t start, uint32_t end,
                             enum schema_field field, struct query_node **out);
/* Each one by itself (--literal). */
dateline_status query_literal(struct query_reader *r, struct query_node **out);

/* ---- query_filter.c ----------------------------------------------------- */

/* The filter FIELD, a DAY or another, whose VALUE was read from the bytes START
 * to END, of which the name is the first part. */
dateline_status query_filter(struct query_reader *r, enum schema_field field, struct span value,
                             uint32_t start, uint32_t end, struct query_node **out);

/* ---- query_lex.c, query_balance.c, query_parse.c ------------------------ */

dateline_status query_lex(struct query_reader *r);
dateline_status query_balance(struct query_reader *r);
/* NULL where there are no lexemes. */
struct query_node *query_tree(struct query_reader *r);

/* ---- query_combine.c ---------------------------------------------------- */

void query_push(struct query_reader *r, struct query_node *n, enum role role);
/* Each takes the items from BASE up and gives what they are together. */

/* AND, OR or XOR, with what they hold of their own kind; NULL for no items. */
struct query_node *query_join(struct query_reader *r, enum query_kind kind, size_t base);
/* What stands side by side, pushed again as what AND joins: plain and excluded. */
void query_list(struct query_reader *r, size_t base);
/* What AND joins. */
struct query_node *query_conjunction(struct query_reader *r, size_t base);
/* A chain of NEAR and ADJ: each item but the last has its link. */
struct query_node *query_chain(struct query_reader *r, size_t base);
/* Puts FIELD on all words below N that have none. */
void query_set_field(struct query_node *n, enum schema_field field);

#endif
