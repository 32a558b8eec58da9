/* Writes texts of a segment, for tests. */
#include "tests/stored_texts.h"

#include <fcntl.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "core/alloc.h"
#include "core/article.h"

#include <cmocka.h>

/* WORDS words out of a few hundred. */
static void write_prose(struct buf *out, size_t words)
{
    for (size_t i = 0; i < words; i++)
        buf_printf(out, "w%u%c", below(20) * below(20), below(9) ? ' ' : '\n');
}

struct stored *stored_new(void)
{
    struct stored *s = must_zalloc(sizeof *s);

    snprintf(s->dir, sizeof s->dir, "/tmp/test_texts.XXXXXX");
    assert_non_null(mkdtemp(s->dir));
    s->out = (struct open_dir){open(s->dir, O_RDONLY | O_DIRECTORY), s->dir};
    return s;
}

void stored_add(struct stored *s, size_t words)
{
    struct buf id = {0}, text = {0};
    struct article a = {.title = span_of("A title"), .day = 20250300, .lang = span_of("en")};

    buf_printf(&id, "wire/%u.txt", s->n);
    write_prose(&text, words);
    a.id = buf_span(&id);
    a.body = buf_span(&text);
    s->records = must_realloc(s->records, (s->n + 1) * sizeof *s->records);
    s->records[s->n] = (struct buf){0};
    article_encode(&a, &s->records[s->n++]);
    buf_free(&id);
    buf_free(&text);
}

const char *stored_path(const struct stored *s, int file)
{
    static char path[128];

    snprintf(path, sizeof path, "%s/%s", s->dir, texts_file_name((enum texts_file)file));
    return path;
}

void stored_write(struct stored *s)
{
    struct texts_writer *w = texts_writer_new(&s->out);
    dateline_error err;

    for (uint32_t i = 0; i < s->n; i++)
        assert_int_equal(texts_writer_add(w, buf_span(&s->records[i]), &err), DATELINE_OK);
    assert_int_equal(texts_writer_finish(w, s->files, &err), DATELINE_OK);
    assert_int_equal(texts_writer_sync(w, &err), DATELINE_OK);
    texts_writer_close(w);
}

dateline_status stored_open_pages(const struct stored *s, struct pages *files[TEXTS_FILES],
                                  dateline_error *err)
{
    dateline_status status = DATELINE_OK;

    for (int i = 0; i < TEXTS_FILES; i++) {
        files[i] = NULL;
        if (status == DATELINE_OK)
            status = pages_open(stored_path(s, i), s->files[i].size, s->files[i].checksum,
                                &files[i], err);
    }
    if (status != DATELINE_OK)
        for (int i = 0; i < TEXTS_FILES; i++)
            pages_close(files[i]);
    return status;
}

void stored_close(struct stored *s)
{
    texts_reader_free(s->reader);
    texts_close(s->texts);
    s->reader = NULL;
    s->texts = NULL;
}

void stored_free(struct stored *s)
{
    stored_close(s);
    for (int i = 0; i < TEXTS_FILES; i++)
        unlink(stored_path(s, i));
    for (uint32_t i = 0; i < s->n; i++)
        buf_free(&s->records[i]);
    free(s->records);
    close(s->out.fd);
    rmdir(s->dir);
    free(s);
}
