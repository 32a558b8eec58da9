/* Reads the token, and finds it in requests. */
#include "serve/token.h"

#include <strings.h>

#include "core/file.h"

enum { TOKEN_MAX = 4096 };

dateline_status token_read(const char *path, struct buf *out, dateline_error *err)
{
    struct buf text = {0};
    struct span line = {0};
    dateline_status status;

    if (!path)
        return DATELINE_OK;
    status = file_read_whole(path, TOKEN_MAX, &text, err);
    if (status == DATELINE_NOT_FOUND)
        status = fail(err, DATELINE_IO, "there is no file %s", path);
    if (status == DATELINE_OK && text.len)
        line = span_trim((struct span){text.data, strcspn(text.data, "\n")});
    if (status == DATELINE_OK && !line.len)
        status = fail(err, DATELINE_IO, "there is no token in the first line of %s", path);
    buf_span_add(out, line);
    buf_free(&text);
    return status;
}

static int base64_digit(char c)
{
    static const char digits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    const char *at = c ? strchr(digits, c) : NULL;

    return at ? (int)(at - digits) : -1;
}

/* Appends the bytes of TEXT, up to its end or padding. */
static void base64_decode(const char *text, struct buf *out)
{
    unsigned bits = 0, n = 0;

    for (int digit; (digit = base64_digit(*text)) >= 0; text++) {
        bits = bits << 6 | (unsigned)digit;
        n += 6;
        if (n < 8)
            continue;
        n -= 8;
        buf_char(out, (char)(bits >> n & 0xFF));
    }
}

static bool same_token(struct span a, struct span b)
{
    unsigned char differ = a.len != b.len;

    for (size_t i = 0; i < b.len; i++)
        differ |= (unsigned char)(b.data[i] ^ (a.len ? a.data[i % a.len] : 0));
    return !differ;
}

/* Whether the password in CREDENTIALS, user:password in base64, is TOKEN. */
static bool password_is(struct span token, const char *credentials)
{
    struct buf pair = {0};
    const char *colon;
    bool same;

    base64_decode(credentials, &pair);
    colon = pair.len ? memchr(pair.data, ':', pair.len) : NULL;
    same = colon && same_token(span_from(buf_span(&pair), (size_t)(colon + 1 - pair.data)), token);
    buf_free(&pair);
    return same;
}

bool token_shown(struct span token, const char *authorization)
{
    static const char bearer[] = "Bearer ", basic[] = "Basic ";

    if (!token.len)
        return true;
    if (!authorization)
        return false;
    if (!strncasecmp(authorization, bearer, sizeof bearer - 1))
        return same_token(span_of(authorization + sizeof bearer - 1), token);
    return !strncasecmp(authorization, basic, sizeof basic - 1) &&
           password_is(token, authorization + sizeof basic - 1);
}
