/* Documents that are recognised and not read: they are told and skipped, as their codes are no
 * text. --input-format=text reads them all the same. */
#include "indexer/feed/format.h"
#include "indexer/feed/utf8.h"

static bool is_document(struct span s)
{
    return span_begins_any_case(s, "%PDF-") || span_begins_any_case(s, "%!PS") ||
           span_begins_any_case(s, "{\\rtf");
}

static bool recognise_unread(struct span start, bool named)
{
    (void)named;
    start = utf8_without_mark(start);
    return is_document(start) || is_document(span_trim(start));
}

static dateline_status skip_unread(struct input *in, dateline_error *err)
{
    (void)err;
    input_tell(in, FEED_SKIPPED, 0,
               "skipped: it is a PDF, PostScript or RTF document, which is not read yet");
    return DATELINE_OK;
}

const struct format format_unread = {.recognise = recognise_unread, .read = skip_unread};
