/* Mailboxes: splits a file into messages at its lines "From ". */
#include "indexer/feed/mbox.h"

#include "indexer/feed/mail_header.h"

enum { HEADER_PEEK = 512 };

struct mailbox {
    struct input *in;
    struct buf message, sent;
    uint64_t line, first; /* the current line, and that of the message's "From " */
    bool inside, too_long;
    bool after_empty; /* the line before was empty */
};

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static bool is_from_line(struct span line)
{
    return span_begins(line, span_of("From "));
}

/* The time in LINE, a line "From ", from the weekday or day on; empty if there is none. */
static struct span delivery_time(struct span line)
{
    size_t blank = line.len;

    for (size_t i = 5; i + 5 <= line.len; i++) {
        if (!is_digit(line.data[i]) || !is_digit(line.data[i + 1]) || line.data[i + 2] != ':' ||
            !is_digit(line.data[i + 3]) || !is_digit(line.data[i + 4]))
            continue;
        /* "Thu Feb  3 10:00:01 1994": three words precede the time. */
        for (int words = 0; words < 3 && i > 5; words++) {
            while (i > 5 && line.data[i - 1] == ' ')
                i--;
            while (i > 5 && line.data[i - 1] != ' ')
                i--;
        }
        blank = i;
        break;
    }
    return span_trim(span_from(line, blank));
}

static bool is_dated_from_line(struct span line)
{
    return is_from_line(line) && delivery_time(line).len;
}

/* Whether a message whose bytes begin with NEXT is empty: the end or another one follows. */
static bool is_empty_message(struct span next)
{
    next = span_trim(next);
    return !next.len || is_dated_from_line(mail_take_line(&next));
}

/* Whether LINE begins a message whose bytes after that line begin with NEXT. */
static bool begins_message(struct span line, struct span next)
{
    struct span header = next;

    return is_dated_from_line(line) &&
           (mail_is_header(mail_take_line(&header)) || is_empty_message(next));
}

bool mbox_recognise(struct span start)
{
    start = span_trim(start);
    return begins_message(mail_take_line(&start), start);
}

static dateline_status end_message(struct mailbox *m, dateline_error *err)
{
    struct span rest = buf_span(&m->message);
    struct input part = *m->in;
    struct stream bytes;
    dateline_status status;

    if (!m->inside)
        return DATELINE_OK;
    m->inside = false;
    if (m->too_long) {
        input_tell_too_long(m->in, m->first);
        return DATELINE_OK;
    }
    stream_on_span(&bytes, &rest);
    part.stream = &bytes;
    part.part = (struct input_part){
        .type = "message/rfc822", .time = m->sent.len ? m->sent.data : NULL, .line = m->first};
    status = input_read_part(&part, err);
    stream_close(&bytes);
    return status;
}

static void begin_message(struct mailbox *m, struct span line)
{
    m->inside = true;
    m->too_long = false;
    m->first = m->line;
    buf_clear(&m->message);
    buf_clear(&m->sent);
    buf_span_add(&m->sent, delivery_time(line));
}

/* LINE without the ">" that escapes its "From ". */
static struct span unescaped(struct span line)
{
    size_t quotes = 0;

    while (quotes < line.len && line.data[quotes] == '>')
        quotes++;
    return quotes && is_from_line(span_from(line, quotes)) ? span_from(line, 1) : line;
}

static void gather_mail_line(struct mailbox *m, struct span line)
{
    line = unescaped(line);
    m->too_long = m->too_long || m->message.len + line.len >= ARTICLE_BYTES_MAX;
    if (!m->inside || m->too_long)
        return;
    buf_span_add(&m->message, line);
    buf_char(&m->message, '\n');
}

static dateline_status take_mailbox_line(struct mailbox *m, struct span line, dateline_error *err)
{
    struct span text = span_trim(line);
    dateline_status status = DATELINE_OK;

    if (m->after_empty && is_from_line(line)) {
        /* A peek may move the bytes of LINE. */
        struct buf copy = {0};
        struct span next = {0};

        buf_span_add(&copy, text);
        next = stream_peek(m->in->stream, HEADER_PEEK);
        m->after_empty = false;
        if (begins_message(buf_span(&copy), next)) {
            status = end_message(m, err);
            begin_message(m, buf_span(&copy));
        } else
            gather_mail_line(m, buf_span(&copy));
        buf_free(&copy);
        return status;
    }
    m->after_empty = !text.len;
    gather_mail_line(m, line);
    return DATELINE_OK;
}

static dateline_status read_mailbox(struct mailbox *m, dateline_error *err)
{
    struct stream *s = m->in->stream;
    dateline_status status = DATELINE_OK;
    struct span line;
    enum stream_line got;

    while (status == DATELINE_OK &&
           (got = stream_line(s, ARTICLE_BYTES_MAX, &line)) != STREAM_END) {
        m->line++;
        if (got == STREAM_LINE)
            status = take_mailbox_line(m, line, err);
        else
            m->too_long = true;
    }
    if (status == DATELINE_OK)
        status = end_message(m, err);
    if (status != DATELINE_OK)
        return status;
    input_tell_lost(m->in, m->line);
    if (!*s->trouble && !m->first)
        input_tell(m->in, FEED_SKIPPED, 0, "skipped: no line \"From \" begins a message in it");
    return status;
}

dateline_status mbox_read(struct input *in, dateline_error *err)
{
    struct mailbox m = {.in = in, .after_empty = true};
    dateline_status status = read_mailbox(&m, err);

    buf_free(&m.message);
    buf_free(&m.sent);
    return status;
}
