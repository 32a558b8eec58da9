/* A message of mail and the texts in it, through GMime. */
#include "indexer/feed/mail.h"

#include <strings.h>

#include "indexer/feed/encoding.h"
#include "indexer/feed/gmime.h"
#include "indexer/feed/mail_limits.h"

/* GMime; not NULL while a message is parsed. */
static const struct gmime *gmime;

/* Whether OBJECT is of the type that TYPE returns; not if it is NULL. */
static bool is_a(GType (*type)(void), void *object)
{
    return object && gmime->g_type_check_instance_is_a(object, type());
}

/* The text that a part offers; a greater one is better. */
enum offer { OFFERS_NOTHING, OFFERS_HTML, OFFERS_PLAIN };

static bool is_attached(GMimeObject *part)
{
    const char *disposition = gmime->g_mime_object_get_disposition(part);

    return disposition && !strcasecmp(disposition, "attachment");
}

/* The offer of PART, no multipart. Texts other than HTML are read as they are, except those for
 * machines. */
static enum offer part_offer(GMimeObject *part)
{
    static const char *const machine[] = {"calendar", "css",     "rtf",
                                          "vcard",    "x-vcard", "directory"};
    GMimeContentType *type = gmime->g_mime_object_get_content_type(part);
    const char *subtype = type ? gmime->g_mime_content_type_get_media_subtype(type) : NULL;

    if (!is_a(gmime->g_mime_part_get_type, part) || is_attached(part))
        return OFFERS_NOTHING;
    if (type && !gmime->g_mime_content_type_is_type(type, "text", "*"))
        return OFFERS_NOTHING;
    if (type && gmime->g_mime_content_type_is_type(type, "text", "html"))
        return OFFERS_HTML;
    for (size_t i = 0; subtype && i < sizeof machine / sizeof *machine; i++)
        if (!strcasecmp(subtype, machine[i]))
            return OFFERS_NOTHING;
    return OFFERS_PLAIN;
}

/* The message that is the part OBJECT; NULL if it is none or empty. */
static GMimeMessage *inner_message(GMimeObject *object)
{
    return is_a(gmime->g_mime_message_part_get_type, object)
               ? gmime->g_mime_message_part_get_message((GMimeMessagePart *)object)
               : NULL;
}

/* The object inside OBJECT, a message as a part; NULL if OBJECT is none or empty. */
static GMimeObject *inner_object(GMimeObject *object)
{
    GMimeMessage *inner = inner_message(object);

    return inner ? gmime->g_mime_message_get_mime_part(inner) : NULL;
}

/* The best offer of OBJECT and all parts in it. */
static enum offer best_offer(GMimeObject *object)
{
    enum offer best = OFFERS_NOTHING;

    if (inner_object(object))
        return best_offer(inner_object(object));
    if (!is_a(gmime->g_mime_multipart_get_type, object))
        return part_offer(object);
    for (int i = 0; i < gmime->g_mime_multipart_get_count((GMimeMultipart *)object); i++) {
        enum offer here = best_offer(gmime->g_mime_multipart_get_part((GMimeMultipart *)object, i));

        if (here > best)
            best = here;
        if (best == OFFERS_PLAIN)
            break;
    }
    return best;
}

/* The content of PART, its transfer encoding decoded, in OUT. */
static void decode_part(GMimeObject *part, struct buf *out)
{
    GMimeDataWrapper *content = gmime->g_mime_part_get_content((GMimePart *)part);
    GMimeStream *stream = gmime->g_mime_stream_mem_new();
    GByteArray *bytes = gmime->g_mime_stream_mem_get_byte_array((GMimeStreamMem *)stream);

    buf_clear(out);
    if (content)
        gmime->g_mime_data_wrapper_write_to_stream(content, stream);
    buf_add(out, bytes->data, bytes->len);
    gmime->g_object_unref(stream);
}

/* RAW, in the encoding that PART declares, as UTF-8. */
static struct span part_utf8(struct input *in, GMimeObject *part, struct span raw)
{
    const char *named = gmime->g_mime_object_get_content_type_parameter(part, "charset");
    const char *known = named ? gmime->g_mime_charset_iconv_name(named) : NULL;
    struct charset charset = {.name = known, .sure = CHARSET_SURE};
    uint64_t replaced = 0;
    bool declared = known && encoding_known(known) && strcasecmp(known, "us-ascii") != 0;
    struct span text;

    /* UTF-16 and the codes with shifts are bytes that may look like UTF-8. */
    charset.wide = declared && (!strncasecmp(known, "utf-16", 6) ||
                                !strncasecmp(known, "iso-2022", 8) || !strncasecmp(known, "hz", 2));
    text = encoding_to_utf8(&in->feed->maker.charsets, declared ? &charset : NULL, raw,
                            &in->feed->utf8, &replaced);
    input_tell_replaced(in, in->part.line, replaced);
    return text;
}

static void add_part(struct input *in, struct mail *m, GMimeObject *part, enum offer offer)
{
    struct span text;

    decode_part(part, &m->part);
    text = part_utf8(in, part, buf_span(&m->part));
    if (m->body.len)
        buf_str(&m->body, "\n\n");
    buf_span_add(&m->body, offer == OFFERS_HTML ? html_text(&in->feed->html, text) : text);
}

/* TEXT, from a header, as UTF-8 in OUT. */
static struct span header_utf8(struct input *in, struct span text, struct buf *out)
{
    uint64_t replaced = 0;

    buf_clear(out);
    buf_span_add(
        out, encoding_to_utf8(&in->feed->maker.charsets, NULL, text, &in->feed->utf8, &replaced));
    return buf_span(out);
}

/* Adds the subject of MESSAGE, a part of another: it is text as its body is. */
static void add_inner_subject(struct input *in, struct mail *m, GMimeMessage *message)
{
    struct span subject =
        header_utf8(in, span_or_none(gmime->g_mime_message_get_subject(message)), &m->part);

    if (!subject.len)
        return;
    if (m->body.len)
        buf_str(&m->body, "\n\n");
    buf_span_add(&m->body, subject);
}

/* The part of ALTERNATIVES that offers most; the first of several; NULL if none offers anything. */
static GMimeObject *best_alternative(GMimeMultipart *alternatives)
{
    enum offer best = OFFERS_NOTHING;
    GMimeObject *chosen = NULL;

    for (int i = 0; i < gmime->g_mime_multipart_get_count(alternatives); i++) {
        GMimeObject *part = gmime->g_mime_multipart_get_part(alternatives, i);
        enum offer here = best_offer(part);

        if (here > best) {
            best = here;
            chosen = part;
        }
    }
    return chosen;
}

/* Adds the texts of OBJECT and all in it. */
static void add_object(struct input *in, struct mail *m, GMimeObject *object)
{
    GMimeContentType *type = object ? gmime->g_mime_object_get_content_type(object) : NULL;

    if (!object)
        return;
    if (inner_object(object)) {
        add_inner_subject(in, m, inner_message(object));
        add_object(in, m, inner_object(object));
    } else if (is_a(gmime->g_mime_multipart_get_type, object) && type &&
               gmime->g_mime_content_type_is_type(type, "multipart", "alternative"))
        add_object(in, m, best_alternative((GMimeMultipart *)object));
    else if (is_a(gmime->g_mime_multipart_get_type, object))
        for (int i = 0; i < gmime->g_mime_multipart_get_count((GMimeMultipart *)object); i++)
            add_object(in, m, gmime->g_mime_multipart_get_part((GMimeMultipart *)object, i));
    else if (part_offer(object) != OFFERS_NOTHING)
        add_part(in, m, object, part_offer(object));
}

static struct span header_span(GMimeMessage *message, const char *name)
{
    return span_or_none(gmime->g_mime_object_get_header((GMimeObject *)message, name));
}

/* The comment at the end of the sender of MESSAGE, which old programs write the name in: "ada@x
 * (Ada)"; empty if there is none. Archives that hide addresses leave nothing else to read. */
static struct span sender_comment(GMimeMessage *message)
{
    struct span from = span_trim(header_span(message, "From"));
    const char *open =
        from.len && from.data[from.len - 1] == ')' ? memrchr(from.data, '(', from.len) : NULL;

    return open ? (struct span){open + 1, from.len - (size_t)(open - from.data) - 2}
                : (struct span){NULL, 0};
}

/* The name of the first sender of MESSAGE, else the address; empty if there is none. */
static struct span sender(GMimeMessage *message)
{
    InternetAddressList *from = gmime->g_mime_message_get_from(message);
    InternetAddress *first = from && gmime->internet_address_list_length(from)
                                 ? gmime->internet_address_list_get_address(from, 0)
                                 : NULL;
    const char *name = first ? gmime->internet_address_get_name(first) : NULL;

    if (name && *name)
        return span_of(name);
    if (sender_comment(message).len)
        return sender_comment(message);
    return span_or_none(
        first && is_a(gmime->internet_address_mailbox_get_type, first)
            ? gmime->internet_address_mailbox_get_addr((InternetAddressMailbox *)first)
            : NULL);
}

static GMimeMessage *parse_message(struct span raw)
{
    GMimeStream *stream = gmime->g_mime_stream_mem_new_with_buffer(raw.data, raw.len);
    GMimeParser *parser = gmime->g_mime_parser_new_with_stream(stream);
    GMimeMessage *message = gmime->g_mime_parser_construct_message(parser, NULL);

    gmime->g_object_unref(parser);
    gmime->g_object_unref(stream);
    return message;
}

bool mail_parse(struct input *in, struct span raw, struct mail *out, const char **why)
{
    gmime = gmime_load();
    *why = gmime ? mail_exceeds(raw) : "mail is read with libgmime-3.0, which is not installed";
    if (*why)
        return false;
    out->message = parse_message(raw);
    if (!out->message) {
        *why = "it has no headers of mail";
        return false;
    }
    out->id = span_trim(span_or_none(gmime->g_mime_message_get_message_id(out->message)));
    out->subject = header_utf8(in, span_or_none(gmime->g_mime_message_get_subject(out->message)),
                               &out->subject_text);
    out->author = header_utf8(in, sender(out->message), &out->author_text);
    out->date = header_span(out->message, "Date");
    out->received = header_span(out->message, "Received");
    buf_clear(&out->body);
    add_object(in, out, gmime->g_mime_message_get_mime_part(out->message));
    out->text = buf_span(&out->body);
    return true;
}

void mail_free(struct mail *m)
{
    if (m->message)
        gmime->g_object_unref(m->message);
    buf_free(&m->subject_text);
    buf_free(&m->author_text);
    buf_free(&m->body);
    buf_free(&m->part);
}
