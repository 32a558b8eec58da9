/* An article, and the record in which an index stores it.
 *
 * A record is lines of name=value, as Omega writes them; the text comes last and
 * extends to the end:
 *
 *     hash=5f1d...        XXH3 (128 bits, hexadecimal) of all that follows
 *     id=agency/0001.txt
 *     title=...
 *     date=2025-03-31     2025-03 or 2025 if no more is known; absent if undated
 *     date_source=header  absent if undated
 *     date_confidence=likely   absent if it follows from the source
 *     source=... url=... lang=...    each absent if empty
 *     text=...
 *
 * Only the text may contain newlines. */
#ifndef DATELINE_CORE_ARTICLE_H
#define DATELINE_CORE_ARTICLE_H

#include "core/buf.h"
#include "core/day.h"
#include "core/marks.h"
#include "core/names.h"

enum date_source {
    DATE_FROM_NOTHING,
    DATE_FROM_FIELD,
    DATE_FROM_HEADER,
    DATE_FROM_DATELINE,
    DATE_FROM_PATH,
    DATE_FROM_MTIME,
    DATE_FROM_CAPTURE, /* when a crawler fetched it: never before it was published */
    DATE_FROM_META,    /* a page's metadata or address */
    DATE_FROM_TEXT,    /* the latest date that the text names */
};

/* How sure a date is. */
enum date_confidence {
    DATE_BY_SOURCE, /* as its source is */
    DATE_SURE,      /* the article says so itself */
    DATE_LIKELY,    /* its text, its place or other articles do */
    DATE_GUESS,     /* only its file does */
};

/* All text is valid UTF-8 without NUL. Every span but body is a single line. */
struct article {
    struct span id, title, source, url, lang, body;
    struct span marks; /* on parts of the body: core/marks.h */
    dateline_day day;
    enum date_source date_source;
    enum date_confidence date_confidence;
};

enum { ARTICLE_HASH_TEXT = 32 };

extern const struct names date_source_names;
/* "field", "header", ...; NULL for DATE_FROM_NOTHING. */
const char *date_source_name(enum date_source s);
/* How sure the date of A is: "sure", "likely" or "guess"; NULL if it is undated or that is not
 * known. */
const char *article_date_confidence(const struct article *a);
/* The confidence called NAME; DATE_BY_SOURCE if there is none. */
enum date_confidence date_confidence_by_name(struct span name);
/* The date source called NAME; DATELINE_BAD_OPTION for an unknown name. */
dateline_status date_source_by_name(struct span name, enum date_source *out, dateline_error *err);

/* article_searched returns the text of A without its parts marked as boilerplate: it is searched.
 * article_own_words returns it without quoted parts, too: snippets are chosen from it. Borrowed
 * from A, or from ROOM, which they may replace. */
struct span article_searched(const struct article *a, struct buf *room);
struct span article_own_words(const struct article *a, struct buf *room);

/* Appends A's record to OUT. */
void article_encode(const struct article *a, struct buf *out);
/* Appends the lines of A that programs other than dateline know: all but its hash, the source of
 * its date, its marks and its text. */
void article_lines(const struct article *a, struct buf *out);
/* Decodes a record, dateline's or another of Omega's format; the spans borrow RECORD. Returns false
 * if it has no id. */
bool article_decode(struct span record, struct article *out);
/* Decodes a record of Omega's programs: where it has no id its url is one; a caption is a title, a
 * sample the text. The spans borrow RECORD. Returns false if it has neither id nor url. */
bool article_decode_omega(struct span record, struct article *out);
/* The hash in a record, ARTICLE_HASH_TEXT bytes; empty if it has none. */
struct span article_stored_hash(struct span record);

/* A record in two parts: the lines between hash and text, and the text. The hash follows from
 * them. */
struct article_parts {
    struct span head, body;
};
/* The parts of RECORD, which they borrow; false if it has no hash or text, or another hash than
 * follows from its content. */
bool article_split(struct span record, struct article_parts *out);
/* Appends the record of P to OUT. */
void article_join(const struct article_parts *p, struct buf *out);

#endif
