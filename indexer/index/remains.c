/* Reads the articles and ids that a damaged segment still has. */
#include "indexer/index/remains.h"

#include <stdlib.h>

#include "core/alloc.h"
#include "core/hash.h"
#include "indexer/merge/glass_run.h"
#include "store/columns.h"
#include "store/pages.h"
#include "store/texts.h"

struct remains {
    const char *dir;
    const struct segment *segment;
    struct deletions deleted;
    bool deleted_known;
    struct columns columns; /* without articles if they cannot be read */
    struct texts *texts;    /* NULL in a segment of format 1 */
    struct texts_reader *reader;
    struct run *tables; /* of a segment of format 1; NULL after a failure */
    struct buf record;
};

/* Whether something was opened or read; a lack of memory is no damage. */
static bool is_left(dateline_status status)
{
    if (status == DATELINE_NO_MEMORY)
        out_of_memory(0);
    return status == DATELINE_OK;
}

/* Opens the rest of component NAME; NULL if there is none. */
static struct pages *open_rest(const struct remains *r, const char *name)
{
    const struct component *c = segment_component(r->segment, name);
    struct pages *pages = NULL;
    struct buf path = {0};

    if (!c || !c->size || !component_paged(c))
        return NULL;
    buf_printf(&path, "%s/%s/%s", r->dir, r->segment->name, name);
    if (!is_left(pages_open_rest(path.data, c->size, &pages, NULL)))
        pages = NULL;
    buf_free(&path);
    return pages;
}

static void open_remaining_columns(struct remains *r)
{
    struct pages *rows = open_rest(r, COLUMNS_ROWS), *ids = open_rest(r, COLUMNS_IDS);

    if (columns_open(rows, ids, r->segment->articles, &r->columns, NULL) != DATELINE_OK)
        r->columns = (struct columns){0};
}

static void open_remaining_texts(struct remains *r)
{
    struct pages *heads = open_rest(r, texts_file_name(TEXTS_HEADS));
    struct pages *bodies = open_rest(r, texts_file_name(TEXTS_BODIES));

    r->texts = texts_open_rest(heads, bodies, r->segment->articles);
    r->reader = texts_reader_new(r->texts);
}

static void open_remaining_tables(struct remains *r)
{
    struct buf path = {0};

    buf_printf(&path, "%s/%s", r->dir, r->segment->name);
    if (!is_left(glass_run_open(path.data, r->segment->articles, &r->tables, NULL)))
        r->tables = NULL;
    buf_free(&path);
}

struct remains *remains_open(const char *dir, const struct segment *s)
{
    struct remains *r = must_zalloc(sizeof *r);

    r->dir = dir;
    r->segment = s;
    r->deleted_known = is_left(deletions_read(dir, s, &r->deleted, NULL));
    if (segment_is_whole(s)) {
        open_remaining_columns(r);
        open_remaining_texts(r);
    } else {
        open_remaining_tables(r);
    }
    return r;
}

static void close_remaining_tables(struct remains *r)
{
    if (r->tables)
        r->tables->methods->close(r->tables);
    r->tables = NULL;
}

void remains_close(struct remains *r)
{
    if (!r)
        return;
    close_remaining_tables(r);
    texts_reader_free(r->reader);
    texts_close(r->texts);
    columns_close(&r->columns);
    deletions_free(&r->deleted);
    buf_free(&r->record);
    free(r);
}

const struct deletions *remains_deletions(const struct remains *r)
{
    return r->deleted_known ? &r->deleted : NULL;
}

/* Whether RECORD, of a segment whose files have no checksums, has the hash of its content. */
static bool record_confirmed(struct span record)
{
    struct article_parts parts;

    return article_split(record, &parts);
}

static bool read_table_record(struct remains *r, struct span *record)
{
    if (!r->tables)
        return false;
    if (r->tables->methods->record(r->tables, record, NULL) != DATELINE_OK) {
        close_remaining_tables(r); /* documents are only read one after the other */
        return false;
    }
    return record_confirmed(*record);
}

static bool read_text_record(struct remains *r, uint32_t number, struct span *record)
{
    buf_clear(&r->record);
    if (!r->reader || texts_record(r->reader, number, &r->record, NULL) != DATELINE_OK)
        return false;
    *record = buf_span(&r->record);
    return true;
}

bool remains_article(struct remains *r, uint32_t number, struct span *record, struct article *a)
{
    return (segment_is_whole(r->segment) ? read_text_record(r, number, record)
                                         : read_table_record(r, record)) &&
           article_decode(*record, a);
}

bool remains_id(struct remains *r, uint32_t number, struct span *id)
{
    struct span head;
    struct article a;

    if (r->columns.articles && columns_id(&r->columns, number, id, NULL) == DATELINE_OK)
        return true;
    if (!r->reader || texts_head(r->reader, number, &head, NULL) != DATELINE_OK ||
        !article_decode(head, &a))
        return false;
    *id = a.id;
    return true;
}
