/* Mail: one message a file or part. */
#include "indexer/feed/format.h"
#include "indexer/feed/mail.h"
#include "indexer/feed/mail_date.h"
#include "indexer/feed/mail_header.h"

static dateline_status read_mail(struct input *in, dateline_error *err)
{
    struct mail m = {0};
    struct record r = {.line = in->part.line};
    struct span raw, delivered = span_or_none(in->part.time);
    const char *why;
    dateline_status status = DATELINE_OK;

    if (!input_whole(in, &raw))
        return DATELINE_OK;
    if (mail_parse(in, raw, &m, &why)) {
        r.id = m.id;
        r.title = m.subject;
        r.source = m.author;
        r.body = m.text;
        r.date =
            span_trim(mail_date(m.date, m.received, delivered, (int)in->feed->options->century));
        r.date_kind = r.date.len ? DATE_FROM_HEADER : DATE_FROM_NOTHING;
        status = input_record(in, &r, err);
    } else
        input_tell(in, FEED_SKIPPED, in->part.line, "skipped: %s", why);
    mail_free(&m);
    return status;
}

static bool recognise_mail(struct span start, bool named)
{
    start = span_trim(start);
    return mail_recognise(start) || (named && mail_is_header(mail_take_line(&start)));
}

const struct format format_mail = {.extensions = "eml ",
                                   .types = "message/rfc822 ",
                                   .bytes = true,
                                   .marking = MARKING_QUOTED,
                                   .recognise = recognise_mail,
                                   .read = read_mail};
