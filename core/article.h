/* An article, and the form in which an index keeps it.
 *
 * Stored, it is Omega's lines of name=value, the text last and to the end:
 *
 *     hash=5f1d...        XXH3 (128 bits, hexadecimal) of all that follows
 *     id=agency/0001.txt
 *     title=...
 *     date=2025-03-31     2025-03 or 2025 where no more is known; absent: undated
 *     date_source=header  absent: undated
 *     source=... url=... lang=...    each absent where empty
 *     text=...
 *
 * No field but the text holds a newline. */
#ifndef DATELINE_CORE_ARTICLE_H
#define DATELINE_CORE_ARTICLE_H

#include "core/buf.h"
#include "core/day.h"
#include "core/names.h"

enum date_source {
    DATE_FROM_NOTHING,
    DATE_FROM_FIELD,
    DATE_FROM_HEADER,
    DATE_FROM_DATELINE,
    DATE_FROM_PATH,
    DATE_FROM_MTIME,
};

/* All text is valid UTF-8 without NUL; everything but body is one line. */
struct article {
    struct span id, title, source, url, lang, body;
    dateline_day day;
    enum date_source date_source;
};

enum { ARTICLE_HASH_TEXT = 32 };

extern const struct names date_source_names;
/* "field", "header", ...; NULL for DATE_FROM_NOTHING. */
const char *date_source_name(enum date_source s);
/* The inverse; false for an unknown name. */
dateline_status date_source_by_name(struct span name, enum date_source *out, dateline_error *err);

/* Appends A's stored form to OUT. */
void article_encode(const struct article *a, struct buf *out);
/* Reads a stored form, of ours or any of Omega's kind; the spans borrow RECORD.
 * False where it has no id. */
bool article_decode(struct span record, struct article *out);
/* The hash of a stored form, ARTICLE_HASH_TEXT bytes; empty where it has none. */
struct span article_stored_hash(struct span record);

#endif
