#include "tests/without_columns.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>

#include "core/manifest.h"
#include "store/columns.h"

#include <cmocka.h> /* last: its fail() is a macro */

static void forget(struct segment *s)
{
    size_t kept = 0;

    for (size_t i = 0; i < s->n_components; i++)
        if (strcmp(s->components[i].name, COLUMNS_ROWS) != 0 &&
            strcmp(s->components[i].name, COLUMNS_IDS) != 0)
            s->components[kept++] = s->components[i];
    assert_int_equal(kept, s->n_components - 2);
    s->n_components = kept;
}

void without_columns(const char *dir)
{
    struct manifest m;
    struct buf text = {0}, path = {0};
    FILE *f;

    assert_int_equal(manifest_read(dir, &m, NULL), 0);
    for (size_t i = 0; i < m.n_segments; i++)
        forget(&m.segments[i]);
    manifest_format(&m, &text);
    buf_printf(&path, "%s/" MANIFEST_FILE, dir);
    f = fopen(path.data, "w");
    assert_int_equal(fwrite(text.data, 1, text.len, f), text.len);
    fclose(f);
    manifest_free(&m);
    buf_free(&text);
    buf_free(&path);
}
