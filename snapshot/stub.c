/* Reads stub files into a list of databases. */
#include "snapshot/stub.h"

#include <ctype.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>

#include "core/alloc.h"
#include "core/manifest.h"
#include "snapshot/own_files.h"

#define GLASS_FILE_MAGIC "\x0f\x0dXapian Glass" /* a glass database in a single file */

enum {
    STUB_DEPTH = 8, /* of stub files that name each other */
    STUB_FILES = 4096,
    STUB_LINE = PATH_MAX + 64,
    PORT_MAX = 65535,
};

struct stub {
    struct xap_place *places;
    size_t n;
    unsigned depth, files;
};

/* The current line. */
struct stub_line {
    const char *file;
    unsigned number;
    char *rest; /* after the type and a blank */
};

static dateline_status add_stub_database(struct stub *s, const char *path, dateline_error *err);

static void add_stub_place(struct stub *s, enum xap_kind kind, const char *name)
{
    s->places = must_realloc(s->places, (s->n + 1) * sizeof *s->places);
    s->places[s->n++] = (struct xap_place){.kind = kind, .name = must_dup(name, strlen(name))};
}

/* Adds the database whose tables are in DIR. */
static dateline_status add_stub_tables(struct stub *s, enum xap_kind kind, const char *dir,
                                       dateline_error *err)
{
    dateline_status status = foreign_files_check(dir, err);

    if (status == DATELINE_OK)
        add_stub_place(s, kind, dir);
    return status;
}

/* ---- Lines ---------------------------------------------------------------- */

static dateline_status refuse_stub_line(const struct stub_line *l, dateline_error *err)
{
    return fail(err, DATELINE_NO_INDEX, "%s:%u: not a line of a stub file", l->file, l->number);
}

/* HOST:PORT; HOST may be in brackets. */
static dateline_status add_stub_remote(struct stub *s, const struct stub_line *l,
                                       dateline_error *err)
{
    char *host = l->rest, *colon = strrchr(host, ':'), *end = NULL;
    unsigned long port;
    struct buf where = {0};

    if (*host == ':')
        return fail(err, DATELINE_CORRUPT, "%s:%u: this line would start a program, and is refused",
                    l->file, l->number);
    if (!colon || !isdigit((unsigned char)colon[1]))
        return refuse_stub_line(l, err);
    port = strtoul(colon + 1, &end, 10);
    if (port > PORT_MAX || end[strspn(end, " \t\r")])
        return refuse_stub_line(l, err);
    *colon = '\0';
    if (*host == '[' && colon[-1] == ']') {
        colon[-1] = '\0';
        host++;
    }
    buf_printf(&where, "%s:%u", l->file, l->number);
    add_stub_place(s, XAP_REMOTE, host);
    s->places[s->n - 1].port = (unsigned)port;
    s->places[s->n - 1].where = where.data;
    return DATELINE_OK;
}

/* A relative path starts at the stub file's directory. */
static dateline_status add_stub_path(struct stub *s, const struct stub_line *l, const char *type,
                                     dateline_error *err)
{
    const char *slash = strrchr(l->file, '/');
    struct buf path = {0};
    dateline_status status = DATELINE_OK;

    if (!*l->rest)
        return refuse_stub_line(l, err);
    if (*l->rest != '/' && slash)
        buf_add(&path, l->file, (size_t)(slash + 1 - l->file));
    buf_printf(&path, "%s", l->rest);
    if (!strcmp(type, "auto"))
        status = add_stub_database(s, path.data, err);
    else
        status = add_stub_tables(s, !strcmp(type, "glass") ? XAP_GLASS : XAP_CHERT, path.data, err);
    buf_free(&path);
    return status;
}

static dateline_status add_stub_line(struct stub *s, struct stub_line *l, char *line,
                                     dateline_error *err)
{
    size_t type = strcspn(line, " ");

    l->rest = line + type + (line[type] != '\0');
    line[type] = '\0';
    if (!strcmp(line, "auto") || !strcmp(line, "glass") || !strcmp(line, "chert"))
        return add_stub_path(s, l, line, err);
    if (!strcmp(line, "remote"))
        return add_stub_remote(s, l, err);
    if (strcmp(line, "inmemory") != 0 || *l->rest)
        return refuse_stub_line(l, err);
    add_stub_place(s, XAP_IN_MEMORY, "");
    return DATELINE_OK;
}

/* ---- Files ---------------------------------------------------------------- */

struct stub_file {
    struct stub *stub;
    const char *name;
    FILE *in;
};

static dateline_status add_stub_lines(void *ctx, dateline_error *err)
{
    struct stub_file *f = ctx;
    struct stub *s = f->stub;
    const char *file = f->name;
    FILE *in = f->in;
    struct stub_line l = {.file = file};
    char line[STUB_LINE];
    dateline_status status = DATELINE_OK;

    while (status == DATELINE_OK && fgets(line, sizeof line, in)) {
        size_t len = strlen(line);

        if (!l.number++ && !strncmp(line, GLASS_FILE_MAGIC, strlen(GLASS_FILE_MAGIC))) {
            add_stub_place(s, XAP_GLASS_FILE, file);
            break;
        }
        if (len && line[len - 1] == '\n')
            line[--len] = '\0';
        else if (!feof(in))
            status = refuse_stub_line(&l, err); /* too long, or not text */
        if (status == DATELINE_OK && *line && *line != '#')
            status = add_stub_line(s, &l, line, err);
    }
    return status == DATELINE_OK && ferror(in) ? fail_errno(err, "cannot read %s", file) : status;
}

/* Adds a stub file's databases, or a database in a single file. */
static dateline_status add_stub_file(struct stub *s, const char *file, dateline_error *err)
{
    dateline_status status;
    FILE *in;

    if (s->depth == STUB_DEPTH || s->files == STUB_FILES)
        return fail(err, DATELINE_CORRUPT, "%s: too many stub files name one another", file);
    in = fopen(file, "re");
    if (!in)
        return fail_errno(err, "cannot open %s", file);
    s->depth++;
    s->files++;
    status = alloc_guard(add_stub_lines, &(struct stub_file){s, file, in}, err);
    s->depth--;
    fclose(in);
    return status;
}

static bool has_file(const char *dir, const char *name, struct buf *path)
{
    struct stat st;

    buf_clear(path);
    buf_printf(path, "%s/%s", dir, name);
    return stat(path->data, &st) == 0 && S_ISREG(st.st_mode);
}

static dateline_status add_stub_directory(struct stub *s, const char *dir, dateline_error *err)
{
    struct buf path = {0};
    dateline_status status = DATELINE_OK;

    if (has_file(dir, "iamchert", &path))
        status = add_stub_tables(s, XAP_CHERT, dir, err);
    else if (has_file(dir, "iamglass", &path))
        status = add_stub_tables(s, XAP_GLASS, dir, err);
    else if (has_file(dir, MANIFEST_FILE, &path))
        status = add_stub_file(s, path.data, err);
    else
        status = fail(err, DATELINE_NO_INDEX, "no database at %s", dir);
    buf_free(&path);
    return status;
}

/* Adds the database or stub at PATH. */
static dateline_status add_stub_database(struct stub *s, const char *path, dateline_error *err)
{
    struct stat st;

    if (stat(path, &st) != 0 || (!S_ISREG(st.st_mode) && !S_ISDIR(st.st_mode)))
        return fail(err, DATELINE_NO_INDEX, "no database at %s", path);
    return S_ISDIR(st.st_mode) ? add_stub_directory(s, path, err) : add_stub_file(s, path, err);
}

dateline_status stub_open(const char *path, const struct xap_reach *reach, xap_db **out,
                          dateline_error *err)
{
    struct stub s = {0};
    dateline_status status = add_stub_database(&s, path, err);

    if (status == DATELINE_OK && !s.n)
        status = fail(err, DATELINE_NO_INDEX, "%s lists no database", path);
    if (status == DATELINE_OK)
        status = xap_open_places(path, s.places, s.n, reach, out, err);
    for (size_t i = 0; i < s.n; i++) {
        free(s.places[i].name);
        free(s.places[i].where);
    }
    free(s.places);
    return status;
}
