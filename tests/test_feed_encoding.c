/* Text that is not UTF-8, against iconv's own conversion of the same words. */
#include "feeding.h"

#include <iconv.h>

static const char french[] =
    "Le président a été réélu à une large majorité\n"
    "Après une journée de vote sans incident, les électeurs ont préféré la continuité. « C'est un "
    "succès », a déclaré son porte-parole à la télévision, où l'élection a été très suivie. Les "
    "résultats définitifs seront publiés dès que les bureaux étrangers auront été dépouillés.";
static const char german[] =
    "Größere Änderungen für Hörer über Nacht\n"
    "Die Behörden in Köln und Düsseldorf müssen künftig früher über Störungen aufklären, "
    "erklärte der Präsident. Für die Bürger heißt das: mehr Öffentlichkeit, weniger Ärger. "
    "„Natürlich“ würden Gebühren erhöht, ließ er schließlich durchblicken.";
static const char russian[] =
    "Президент подписал указ о проведении выборов\n"
    "Как сообщает пресс-служба, документ вступает в силу со дня его официального опубликования. "
    "Голосование пройдёт во всех регионах страны, наблюдатели уже начали работу на участках.";
static const char japanese[] =
    "首相は記者会見で新しい政策を発表した\n"
    "政府は来年度の予算案について、与党との協議を続けている。関係者によると、経済対策の"
    "内容は今週中にもまとまる見通しで、国会での審議は来月から始まる予定だという。";

/* TEXT in ENCODING, in OUT; its length. */
static size_t encode(const char *text, const char *encoding, char out[4096])
{
    iconv_t cd = iconv_open(encoding, "UTF-8");
    char *in = (char *)text, *to = out;
    size_t in_left = strlen(text), out_left = 4096;

    assert_true(cd != (iconv_t)-1);
    assert_int_equal(iconv(cd, &in, &in_left, &to, &out_left), 0);
    iconv_close(cd);
    return (size_t)(to - out);
}

static void assert_reads(const char *text, const char *encoding)
{
    char bytes[4096], *whole;
    size_t len = encode(text, encoding, bytes);

    put_bytes("2025.txt", bytes, len);
    feed("2025.txt");
    whole = must_alloc(5000);
    snprintf(whole, 5000, "%s\n%s", only()->title, only()->body);
    assert_string_equal(whole, text);
    assert_int_equal(the.counts.damaged, 0);
    free(whole);
}

static void test_encodings_are_recognised(void **state)
{
    (void)state;
    assert_reads(french, "WINDOWS-1252");
    assert_reads(french, "ISO-8859-1");
    assert_reads(german, "WINDOWS-1252");
    assert_reads(russian, "KOI8-R");
    assert_reads(russian, "WINDOWS-1251");
    assert_reads(japanese, "SHIFT_JIS");
    assert_reads(japanese, "EUC-JP");
    assert_reads(russian, "UTF-8");
}

static void test_short_text_is_windows_1252(void **state)
{
    (void)state;
    assert_reads("A “caf\u00E9” – it costs 5\u00A0€\nNo more is known.", "WINDOWS-1252");
    feed_text("a.txt", "na\xEFve\ntext");
    assert_string_equal(only()->title, "na\u00EFve");
}

static void test_byte_order_marks(void **state)
{
    static const char *const wide[] = {"UTF-16LE", "UTF-16BE", "UTF-32LE", "UTF-32BE"};
    char marked[4096], bytes[4096];

    (void)state;
    for (size_t i = 0; i < 4; i++) {
        snprintf(marked, sizeof marked, "\uFEFF%s \U0001F600", russian);
        put_bytes("a.txt", bytes, encode(marked, wide[i], bytes));
        feed("a.txt");
        assert_string_equal(only()->title, "Президент подписал указ о проведении выборов");
        assert_non_null(strstr(only()->body, "участках. \U0001F600"));
        assert_int_equal(the.counts.damaged, 0);
    }
}

static void test_wide_json_lines(void **state)
{
    char bytes[4096];
    size_t len = encode("\uFEFF{\"id\":\"é\",\"title\":\"t\"}\n{\"id\":\"b\",\"title\":\"t\"}\n",
                        "UTF-16LE", bytes);

    (void)state;
    put_bytes("n.jsonl", bytes, len);
    feed("n.jsonl");
    ASSERT_IDS("é", "b");
}

static void test_long_wide_text(void **state)
{
    char *body;

    (void)state;
    run("{ echo Headline; seq 100000 | sed 's/1/é/g'; } > b.txt;"
        "iconv -f UTF-8 -t UTF-16 b.txt > c.txt");
    feed("b.txt");
    body = must_dup(only()->body, strlen(only()->body));
    feed("c.txt");
    assert_string_equal(only()->body, body);
    free(body);
}

static void test_damaged_utf8_stays_utf8(void **state)
{
    char text[4096];

    (void)state;
    snprintf(text, sizeof text, "%s\xFF end\xC3", russian);
    feed_text("2025-03-31.txt", text);
    assert_non_null(strstr(only()->body, "участках.\uFFFD end\uFFFD"));
    assert_int_equal(the.told_len, 1);
    assert_told(0, FEED_DAMAGED, "2025-03-31.txt: 2 damaged bytes replaced by U+FFFD");
    assert_int_equal(the.counts.damaged, 1);
    assert_int_equal(the.counts.skipped, 0);
}

static void test_damage_is_told_by_line(void **state)
{
    (void)state;
    feed_text("2025.jsonl", "{\"title\":\"a\",\"date\":\"2025\"}\n"
                            "{\"title\":\"ééééééééééé\xFF\",\"date\":\"2025\"}\n");
    assert_string_equal(the.seen[1].title, "ééééééééééé\uFFFD");
    assert_told(0, FEED_DAMAGED, "2025.jsonl:2: 1 damaged byte replaced");
}

static void test_damaged_utf16(void **state)
{
    (void)state;
    put_bytes("2025-03-31.txt",
              "\xFF\xFE"
              "A\0\n\0\x00\xDC"
              "B\0C",
              11);
    feed("2025-03-31.txt");
    assert_string_equal(only()->body, "\uFFFDB\uFFFD");
    assert_told(0, FEED_DAMAGED, "2025-03-31.txt: 2 damaged bytes");
}

static void test_nul_far_inside_becomes_a_blank(void **state)
{
    char text[9001];

    (void)state;
    memset(text, 'x', sizeof text);
    memcpy(text, "Title\n", 6);
    text[8500] = '\0';
    put_bytes("2025-03-31.txt", text, 9000);
    feed("2025-03-31.txt");
    assert_int_equal(strlen(only()->body), 9000 - 6);
    assert_int_equal(only()->body[8500 - 6], ' ');
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        FEEDING(test_encodings_are_recognised),
        FEEDING(test_short_text_is_windows_1252),
        FEEDING(test_byte_order_marks),
        FEEDING(test_wide_json_lines),
        FEEDING(test_long_wide_text),
        FEEDING(test_damaged_utf8_stays_utf8),
        FEEDING(test_damage_is_told_by_line),
        FEEDING(test_damaged_utf16),
        FEEDING(test_nul_far_inside_becomes_a_blank),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
