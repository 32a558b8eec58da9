/* Reads archives and compressed files. */
#include "indexer/feed/unpack.h"

#include <archive.h>
#include <archive_entry.h>
#include <errno.h>
#include <locale.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include "indexer/feed/container.h"
#include "indexer/feed/gunzip.h"
#include "indexer/feed/ident.h"

/* An archive being read, and the paths of its members. */
struct unpacking {
    struct input *in;
    struct archive *archive;
    struct expansion *expansion;
    struct buf path, name;
    uint64_t members;
    locale_t utf8;      /* 0 if there is none */
    const char *member; /* the current member's path, of its entry */
    char number[40];    /* or one made for it */
};

static bool has_magic(struct span start, size_t at, const char *magic, size_t len)
{
    return start.len >= at + len && !memcmp(start.data + at, magic, len);
}

bool unpack_recognise(struct span start)
{
    static const struct {
        size_t at, len;
        const char *magic;
    } packed[] = {
        {0, 2, "\x1F\x8B"}, /* gzip */
        {0, 3, "BZh"},      /* bzip2 */
        {0, 6,
         "\xFD"
         "7zXZ\0"},                 /* xz */
        {0, 4, "\x28\xB5\x2F\xFD"}, /* zstd */
        {0, 4, "\x04\x22\x4D\x18"}, /* lz4 */
        {0, 3, "\x5D\0\0"},         /* lzma */
        {0, 2, "\x1F\x9D"},         /* compress */
        {0, 4, "PK\3\4"},           /* zip */
        {0, 4, "PK\5\6"},           /* zip without members */
        {257, 5, "ustar"},          /* tar */
    };

    for (size_t i = 0; i < sizeof packed / sizeof *packed; i++)
        if (has_magic(start, packed[i].at, packed[i].magic, packed[i].len))
            /* "BZh" may begin a text; the block size follows, then one of two signatures. */
            return packed[i].len != 3 || *start.data != 'B' || has_magic(start, 4, "1AY&SY", 6) ||
                   has_magic(start, 4, "\x17\x72\x45\x38\x50\x90", 6);
    return false;
}

static la_ssize_t feed_archive(struct archive *a, void *ctx, const void **data)
{
    struct stream *s = ctx;
    struct span next = stream_next(s);

    if (!next.len && *s->trouble) {
        archive_set_error(a, EIO, "%s", s->trouble);
        return -1;
    }
    *data = next.data;
    return (la_ssize_t)next.len;
}

static la_int64_t seek_archive(struct archive *a, void *ctx, la_int64_t offset, int whence)
{
    int64_t at = stream_seek(ctx, offset, whence);

    (void)a;
    return at < 0 ? ARCHIVE_FATAL : at;
}

/* Opens S as the kind of archive that NAMED is, or as any kind. */
static struct archive *open_archive(struct stream *s, enum feed_format named)
{
    struct archive *a = archive_read_new();

    archive_read_support_filter_bzip2(a);
    archive_read_support_filter_xz(a);
    archive_read_support_filter_lzma(a);
    archive_read_support_filter_zstd(a);
    archive_read_support_filter_lz4(a);
    archive_read_support_filter_compress(a);
    if (named != FEED_ZIP)
        archive_read_support_format_tar(a);
    if (named != FEED_TAR)
        archive_read_support_format_zip(a);
    if (named != FEED_TAR && named != FEED_ZIP) {
        archive_read_support_format_raw(a);
        archive_read_support_format_empty(a);
    }
    archive_read_set_read_callback(a, feed_archive);
    if (stream_seek(s, 0, SEEK_SET) == 0) /* a zip's directory is at its end */
        archive_read_set_seek_callback(a, seek_archive);
    archive_read_set_callback_data(a, s);
    return a;
}

/* The fault of A, for a message. libarchive refuses zstd's windows of more than 128 MB. */
static const char *archive_fault(struct archive *a)
{
    const char *fault = archive_error_string(a);

    if (fault && strstr(fault, "too much memory for decoding"))
        return "its window is too long; use: zstd -dc --long=31 FILE | dateline-index add INDEX -";
    return fault;
}

static ssize_t pull_member(struct stream *s, void *to, size_t room)
{
    struct unpacking *u = s->source;
    la_ssize_t n = archive_read_data(u->archive, to, room);

    if (n > 0 && !expand_bytes(u->expansion, (uint64_t)n))
        return stream_fail(s, u->expansion->exceeded);

    return n < 0 ? stream_fail(s, archive_fault(u->archive)) : n;
}

/* The day, in UTC, of seconds since 1970. */
static dateline_day utc_day(time_t seconds)
{
    struct tm tm;

    return gmtime_r(&seconds, &tm) ? day_make(tm.tm_year + 1900, tm.tm_mon + 1, tm.tm_mday) : 0;
}

/* The member's path in its archive; NULL if it has none. */
static const char *member_path(struct archive_entry *entry)
{
    const char *path = archive_entry_pathname_utf8(entry);

    return path ? path : archive_entry_pathname(entry);
}

/* Reads the next member's header in a UTF-8 locale: in others libarchive loses the names that a zip
 * marks as UTF-8. */
static int next_member_header(struct unpacking *u, struct archive_entry **entry)
{
    locale_t before = u->utf8 ? uselocale(u->utf8) : (locale_t)0;
    int got = archive_read_next_header(u->archive, entry);

    if (got == ARCHIVE_OK || got == ARCHIVE_WARN)
        u->member = member_path(*entry);
    if (before)
        uselocale(before);
    return got;
}

/* The path of the current member; a number for one whose name is lost. */
static const char *named_path(struct unpacking *u)
{
    const char *path = ident_name(u->member ? u->member : "");

    if (*path)
        return path;
    snprintf(u->number, sizeof u->number, "member-%llu", (unsigned long long)u->members);
    return u->number;
}

/* Whether a part of PATH begins with a dot: "..", too. */
static bool hidden(const char *path)
{
    for (const char *slash; *path != '.'; path = slash + 1)
        if (!(slash = strchr(path, '/')))
            return false;
    return true;
}

static bool leads_out(const char *path)
{
    return path && (*path == '/' || !strncmp(path, "../", 3));
}

static void set_path(struct buf *out, const char *archive, const char *member)
{
    buf_clear(out);
    buf_printf(out, "%s/%s", archive, member);
}

static dateline_status read_archive_member(struct unpacking *u, struct input *member,
                                           dateline_error *err)
{
    struct stream bytes;
    dateline_status status;

    stream_on(&bytes, pull_member, u);
    member->stream = &bytes;
    member->nesting++;
    status = input_read(member, err);
    stream_close(&bytes);
    return status;
}

static dateline_status enter_member(struct unpacking *u, struct archive_entry *entry,
                                    dateline_error *err)
{
    const char *own = u->member, *path;
    struct input member = *u->in;

    u->members++;
    /* A compressed file has one member, which takes the file's name. */
    member.unpacked = archive_format(u->archive) == ARCHIVE_FORMAT_RAW;
    if (member.unpacked)
        return read_archive_member(u, &member, err);
    member.archived = true;
    path = named_path(u);
    if (archive_entry_filetype(entry) == AE_IFDIR)
        return DATELINE_OK;
    set_path(&u->path, u->in->path, path);
    set_path(&u->name, u->in->name, path);
    member.path = u->path.data;
    member.name = u->name.data;
    member.mtime = archive_entry_mtime_is_set(entry) ? utc_day(archive_entry_mtime(entry)) : 0;
    if (hidden(path)) {
        input_tell(&member, FEED_SKIPPED, 0, "skipped: a part of its name begins with a dot");
        return DATELINE_OK;
    }
    if (leads_out(own))
        input_tell(&member, FEED_DAMAGED, 0, "its name '%s' leads out of the archive: shortened",
                   own);
    if (archive_entry_filetype(entry) == AE_IFREG && !archive_entry_hardlink(entry))
        return read_archive_member(u, &member, err);
    input_tell(&member, FEED_SKIPPED, 0, "skipped: it is a link or a special file in an archive");
    return DATELINE_OK;
}

static dateline_status read_members(struct unpacking *u, dateline_error *err)
{
    struct archive_entry *entry;
    dateline_status status = DATELINE_OK;
    int got = ARCHIVE_OK;

    while (status == DATELINE_OK && !u->expansion->exceeded &&
           (got = next_member_header(u, &entry)) != ARCHIVE_EOF && got != ARCHIVE_FATAL)
        if (!expand_member(u->expansion))
            input_tell(u->in, FEED_SKIPPED, 0, "the rest is skipped: %s", u->expansion->exceeded);
        else if (got != ARCHIVE_RETRY && got != ARCHIVE_FAILED)
            status = enter_member(u, entry, err);
    u->in->feed->counts->unread += got == ARCHIVE_FATAL || u->expansion->exceeded;
    if (got == ARCHIVE_FATAL)
        input_tell(u->in, FEED_SKIPPED, 0, "damaged, the rest is lost: %s",
                   archive_fault(u->archive));
    else if (status == DATELINE_OK && !u->members)
        input_tell(u->in, FEED_SKIPPED, 0, "skipped: it is empty");
    return status;
}

static void skip_archive(struct unpacking *u)
{
    u->in->feed->counts->unread++;
    input_tell(u->in, FEED_SKIPPED, 0, "skipped: %s", archive_fault(u->archive));
}

static dateline_status unarchive(struct input *in, dateline_error *err)
{
    struct unpacking u = {.in = in, .expansion = &in->feed->expansion};
    dateline_status status = DATELINE_OK;

    u.utf8 = newlocale(LC_CTYPE_MASK, "C.UTF-8", (locale_t)0);
    u.archive = open_archive(in->stream, container_named(in));
    if (archive_read_open1(u.archive) == ARCHIVE_OK)
        status = read_members(&u, err);
    else
        skip_archive(&u);
    archive_read_free(u.archive);
    if (u.utf8)
        freelocale(u.utf8);
    buf_free(&u.path);
    buf_free(&u.name);
    return status;
}

dateline_status unpack(struct input *in, dateline_error *err)
{
    struct span start = stream_peek(in->stream, 2);

    if (in->nesting >= UNPACK_NESTING) {
        input_tell(in, FEED_SKIPPED, 0, "skipped: it is packed more than %d times", UNPACK_NESTING);
        return DATELINE_OK;
    }
    return has_magic(start, 0, "\x1F\x8B", 2) ? gunzip(in, err) : unarchive(in, err);
}
