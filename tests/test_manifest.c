/* XAPIANDB as dateline writes it: what is written is read, and whatever else
 * stands there is refused. */
#include "core/manifest.h"
#include "core/schema.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <xxhash.h>

#include <cmocka.h>

static char dir[] = "/tmp/dateline-manifest-XXXXXX", file[64];

static int make_dir(void **state)
{
    (void)state;
    if (!mkdtemp(dir))
        return -1;
    snprintf(file, sizeof file, "%s/XAPIANDB", dir);
    return 0;
}

static int remove_dir(void **state)
{
    (void)state;
    unlink(file);
    return rmdir(dir);
}

static void write_text(const void *text, size_t len)
{
    FILE *f = fopen(file, "w");

    assert_non_null(f);
    assert_int_equal(fwrite(text, 1, len, f), len);
    assert_int_equal(fclose(f), 0);
}

/* Reads what is there; what it gives is freed. */
static dateline_status read_status(void)
{
    struct manifest m;
    dateline_error err = {0};
    dateline_status status = manifest_read(dir, &m, &err);

    if (status == DATELINE_OK)
        manifest_free(&m);
    else
        assert_non_null(strstr(err.text, dir));
    return status;
}

/* Two segments, one of them with deletions. */
static struct manifest example(void)
{
    struct manifest m = {.format = MANIFEST_FORMAT,
                         .schema = SCHEMA_VERSION,
                         .language = "english",
                         .stems = UINT64_C(0x0123456789abcdef),
                         .xapian = XAPIAN_FULL};
    const char *const files[] = {"iamglass", "postlist.glass"};

    for (uint32_t i = 0; i < 2; i++) {
        struct segment *s = manifest_add(&m);

        snprintf(s->name, sizeof s->name, "seg-%08x", i);
        s->articles = 10 + i;
        s->first = 19870226 + (dateline_day)i;
        s->last = 20250331;
        s->revision = 1 + i;
        for (uint32_t k = 0; k < 2; k++) {
            struct component *f = segment_add_component(s, files[k]);

            f->size = UINT64_C(1) << 40 | i;
            f->checksum = UINT64_MAX - k;
        }
    }
    m.segments[1].deleted = 3;
    m.segments[1].deletions = (struct component){"seg-00000001.abc", 1, 24, 0xABC};
    return m;
}

static void test_a_manifest_is_read_as_written(void **state)
{
    struct manifest m = example(), read;
    struct buf text = {0}, again = {0};
    dateline_error err;

    (void)state;
    manifest_format(&m, &text);
    write_text(text.data, text.len);
    assert_int_equal(manifest_read(dir, &read, &err), DATELINE_OK);
    manifest_format(&read, &again);
    assert_string_equal(text.data, again.data);
    assert_int_equal(read.n_segments, 2);
    assert_string_equal(read.segments[1].deletions.name, "seg-00000001.abc");
    assert_true(read.stems == m.stems);
    assert_false(manifest_has_other_stems(&read, m.stems));
    assert_true(manifest_has_other_stems(&read, m.stems + 1));
    assert_false(manifest_analysed_otherwise(&read, m.stems));
    assert_true(manifest_analysed_otherwise(&read, m.stems + 1));
    read.stems = 0; /* unknown */
    assert_false(manifest_has_other_stems(&read, m.stems));
    assert_false(manifest_analysed_otherwise(&read, m.stems));
    read.schema--;
    assert_true(manifest_analysed_otherwise(&read, m.stems));
    read.schema++;
    assert_int_equal(manifest_live(&read), 18);
    assert_int_equal(manifest_deleted(&read), 3);
    assert_true(manifest_names(&read, "seg-00000000"));
    assert_true(manifest_names(&read, "seg-00000001.abc"));
    assert_false(manifest_names(&read, "seg-00000002"));
    manifest_remove(&read, 0);
    assert_false(manifest_names(&read, "seg-00000000"));
    assert_int_equal(manifest_live(&read), 8);
    manifest_free(&read);
    manifest_free(&m);
    buf_free(&text);
    buf_free(&again);
}

/* Every byte changed, every length cut, every line gone or twice. */
static void test_a_damaged_manifest_is_refused(void **state)
{
    struct manifest m = example();
    struct buf text = {0}, other = {0};

    (void)state;
    manifest_format(&m, &text);
    for (size_t i = 0; i < text.len; i++) {
        for (int bit = 0; bit < 8; bit++) {
            text.data[i] ^= (char)(1 << bit);
            write_text(text.data, text.len);
            assert_int_equal(read_status(), DATELINE_CORRUPT); /* never a stub of others */
            text.data[i] ^= (char)(1 << bit);
        }
        write_text(text.data, i);
        assert_int_not_equal(read_status(), DATELINE_OK);
    }
    for (const char *line = text.data; *line;) {
        const char *next = strchr(line, '\n') + 1;

        for (int times = 0; times < 3; times += 2) {
            buf_clear(&other);
            buf_add(&other, text.data, (size_t)(line - text.data));
            for (int t = 0; t < times; t++)
                buf_add(&other, line, (size_t)(next - line));
            buf_str(&other, next);
            write_text(other.data, other.len);
            assert_int_equal(read_status(), DATELINE_CORRUPT);
        }
        line = next;
    }
    buf_char(&text, '\0');
    write_text(text.data, text.len);
    assert_int_equal(read_status(), DATELINE_CORRUPT);
    manifest_free(&m);
    buf_free(&text);
    buf_free(&other);
}

/* ---- Written on purpose ----------------------------------------------------- */

/* Writes LINES between the first and a last line that agrees with them. */
static void forge(const char *lines)
{
    struct buf text = {0};

    buf_printf(&text, "# dateline index: do not edit\n%s", lines);
    buf_printf(&text, "# end %016llx\n", (unsigned long long)XXH3_64bits(text.data, text.len));
    write_text(text.data, text.len);
    buf_free(&text);
}

static dateline_status read_forged(const char *lines)
{
    forge(lines);
    return read_status();
}

#define HEAD  "# format 1\n# schema 1\n# language english\n"
#define HEAD2 "# format 2\n# schema 1\n# language english\n# xapian lean\n"
#define HEADN "# format 2\n# schema 1\n# language english\n# xapian none\n"

static void test_a_forged_manifest_is_refused(void **state)
{
    static const char *const bad[] = {
        HEAD, /* no segment */
        HEAD "# segment ../x 1 0 0 1\nglass ../x\n",
        HEAD "# segment /etc 1 0 0 1\nglass /etc\n",
        HEAD "# segment . 1 0 0 1\nglass .\n",
        HEAD "# segment a/../../b 1 0 0 1\nglass a/../../b\n",
        HEAD "# segment a 1 0 0\nglass a\n",
        HEAD "# segment a x 0 0 1\nglass a\n",
        HEAD "# segment a 1 0 0 1\nglass b\n",
        HEAD "# segment a 1 0 0 1\nremote localhost:1\n",
        HEAD "# segment a 1 0 0 1\nglass a\nremote :/bin/true x\n",
        HEAD "# segment a 1 0 0 1\nglass a\nglass elsewhere\n",
        HEAD "glass a\n",
        HEAD "# file iamglass 1 0\n# segment a 1 0 0 1\nglass a\n",
        HEAD "# segment a 1 0 0 1\n# file ../../x 1 0\nglass a\n",
        HEAD "# segment a 1 0 0 1\n# deleted ../d 1 16 0\nglass a\n",
        HEAD "# segment a 1 0 0 1\n# deleted d 2 20 0\nglass a\n",
        HEAD "# segment a 1 0 0 1\n# deleted d 0 12 0\nglass a\n",
        "# format 1\n# schema 2\n# segment a 1 0 0 1\nglass a\n",
        "# format 3\n# schema 2\n# language english\n# segment a 1 0 0 1\nglass a\n",
        "# format 0\n# schema 2\n# language english\n# segment a 1 0 0 1\nglass a\n",
        HEAD "# segment a 1 0 0 1\n# component iamglass 1 1 0\nglass a\n",
        HEAD2 "# segment a 1 0 0 1\n# file iamglass 1 0\nglass a\n",
        HEAD2 "# segment a 1 0 0 1\n# component iamglass 0 1 0\nglass a\n",
        HEAD2 "# segment a 1 0 0 1\n# component iamglass 2 1 0\nglass a\n",
        HEAD2 "# segment a 1 0 0 1\n# component ../lists 1 1 0 optional\nglass a\n",
        HEAD2 "# segment a 1 0 0 1\n# component lists 1 1 0\nglass a\n",
        HEAD2 "# segment a 1 0 0 1\n# component lists 1 1 0 needed\nglass a\n",
        HEAD "# xapian full\n# segment a 1 0 0 1\nglass a\n",
        "# format 2\n# schema 1\n# language english\n# segment a 1 0 0 1\nglass a\n",
        "# format 2\n# schema 1\n# language english\n# xapian most\n# segment a 1 0 0 1\nglass a\n",
        HEAD2 "# segment a 1 0 0 1\ndateline a\n",
        HEADN "# segment a 1 0 0 1\nglass a\n",
        "# format 1\n# schema 5\n# language english\n# segment a 1 0 0 1\nglass a\n",
        "# format 1\n# schema 0\n# language english\n# segment a 1 0 0 1\nglass a\n",
        "# schema 1\n# language english\n# segment a 1 0 0 1\nglass a\n",
    };

    (void)state;
    assert_int_equal(read_forged(HEAD "# segment a 1 0 0 1\nglass a\n"), DATELINE_OK);
    assert_int_equal(read_forged(HEAD2 "# segment a 1 0 0 1\nglass a\n"), DATELINE_OK);
    assert_int_equal(read_forged(HEADN "# segment a 1 0 0 1\ndateline a\n"), DATELINE_OK);
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
        if (read_forged(bad[i]) != DATELINE_CORRUPT)
            fail_msg("not refused: %s", bad[i]);
}

/* Both formats list the same; what is optional and not known is passed over. */
static void components_are_read_in_both_formats(void **state)
{
    static const char *const lines[] = {
        HEAD "# segment a 7 0 0 1\n# file iamglass 113 ff\n# file columns.rows 56 1\nglass a\n",
        HEAD2 "# segment a 7 0 0 1\n# component iamglass 1 113 ff\n"
              "# component lists 9 5 5 optional\n# component columns.rows 1 56 1\n"
              "# component columns.ids 3 5 5 optional\n"
              "# component lists.postings 3 5 5 optional\nglass a\n",
    };

    (void)state;
    for (size_t i = 0; i < 2; i++) {
        const struct component *c;
        struct manifest m;

        forge(lines[i]);
        assert_int_equal(manifest_read(dir, &m, NULL), DATELINE_OK);
        assert_int_equal(m.format, i + 1);
        assert_int_equal(m.xapian, i ? XAPIAN_LEAN : XAPIAN_FULL);
        assert_int_equal(m.segments[0].n_components, 2);
        c = segment_component(&m.segments[0], "iamglass");
        assert_int_equal(c->version, 1);
        assert_int_equal(c->size, 113);
        assert_int_equal(c->checksum, 0xff);
        assert_int_equal(segment_component(&m.segments[0], "columns.rows")->size, 56);
        assert_null(segment_component(&m.segments[0], "lists"));
        assert_null(segment_component(&m.segments[0], "columns.ids"));
        manifest_free(&m);
    }
}

static void a_needed_component_not_known_is_told(void **state)
{
    dateline_error err;
    struct manifest m;

    (void)state;
    forge(HEAD2 "# segment a 7 0 0 1\n# component lists 3 5 5\nglass a\n");
    assert_int_equal(manifest_read(dir, &m, &err), DATELINE_CORRUPT);
    assert_non_null(strstr(err.text, "made by a newer dateline: it has version 3 of lists"));
}

static void test_without_a_manifest_there_is_no_index(void **state)
{
    (void)state;
    write_text("glass elsewhere\n", 16);
    assert_int_equal(read_status(), DATELINE_NO_INDEX);
    write_text("", 0);
    assert_int_equal(read_status(), DATELINE_NO_INDEX);
    unlink(file);
    assert_int_equal(read_status(), DATELINE_NO_INDEX);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_a_manifest_is_read_as_written),
        cmocka_unit_test(test_a_damaged_manifest_is_refused),
        cmocka_unit_test(test_a_forged_manifest_is_refused),
        cmocka_unit_test(components_are_read_in_both_formats),
        cmocka_unit_test(a_needed_component_not_known_is_told),
        cmocka_unit_test(test_without_a_manifest_there_is_no_index),
    };

    return cmocka_run_group_tests(tests, make_dir, remove_dir);
}
