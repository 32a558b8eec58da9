/* Marks the quoted lines and the signature of a mail. */
#include "core/marks.h"
#include "indexer/feed/marking/marking.h"

/* Whether LINE begins the signature: two hyphens, and the blank that programs write after them. */
static bool begins_signature(struct span line)
{
    return span_eq(line, span_of("-- ")) || span_eq(line, span_of("--"));
}

/* Whether LINE says who wrote the lines that are quoted in NEXT: "On Monday, Ada wrote:". */
static bool names_quoted(struct span line, struct span next)
{
    next = span_trim(next);
    return line.len > 1 && line.data[line.len - 1] == ':' && next.len && *next.data == '>';
}

void marking_quoted(struct span text, struct buf *out)
{
    struct span rest = text;
    size_t start = 0, end = 0; /* of the lines to mark; blank ones between them count */

    while (rest.len) {
        struct span line = span_take_line(&rest), trimmed = span_trim(line);
        size_t at = (size_t)(line.data - text.data);

        if (begins_signature(line)) {
            start = end ? start : at;
            end = text.len;
            break;
        }
        if (!trimmed.len)
            continue;
        if (*trimmed.data == '>' || names_quoted(trimmed, rest)) {
            start = end ? start : at;
            end = at + line.len;
        } else if (end) {
            marks_add(out, MARK_QUOTED, start, end - start);
            end = 0;
        }
    }
    if (end)
        marks_add(out, MARK_QUOTED, start, end - start);
}
