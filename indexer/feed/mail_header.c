/* Recognises the header lines that mail begins with. */
#include "indexer/feed/mail_header.h"

struct span mail_take_line(struct span *s)
{
    struct span line = span_take_line(s);

    if (line.len && line.data[line.len - 1] == '\r')
        line.len--;
    return line;
}

bool mail_is_header(struct span line)
{
    size_t n = 0;

    while (n < line.len && line.data[n] > ' ' && line.data[n] < 0x7F && line.data[n] != ':')
        n++;
    return n && n < line.len && line.data[n] == ':';
}

bool mail_recognise(struct span start)
{
    static const char *const sure[] = {
        "Message-ID:", "MIME-Version:", "Received:", "Return-Path:", "Delivered-To:", "X-Mailer:"};
    bool found = false;

    while (start.len) {
        struct span line = mail_take_line(&start);

        for (size_t i = 0; i < sizeof sure / sizeof *sure; i++)
            found |= span_begins_any_case(line, sure[i]);
        if (!line.len)
            break;
        /* A line that START cuts off may be no header yet. */
        if (start.len && !mail_is_header(line) && !is_blank(*line.data))
            return false;
    }
    return found;
}
