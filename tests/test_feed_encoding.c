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

/* Sentences of which rows are made; NULL ends them. */
enum { SENTENCES = 9, ROWS = 200 };
static const struct language {
    const char *encodings[4];
    const char *sentences[SENTENCES];
} languages[] = {
    {{"WINDOWS-1250", "ISO-8859-2", "IBM852"},
     {"Premier pojechał do Łodzi", "Burmistrz Wałęsa obiecał nowy most", "Pożar w fabryce mebli",
      "Mieszkańcy żądają remontu dróg", "Szkoła zostanie otwarta w przyszłym tygodniu",
      "Łódź zwycięża", "Ćwierć wieku później", "Źle się dzieje na kolei"}},
    {{"WINDOWS-1250", "ISO-8859-2"},
     {"Přístav zůstane zavřený až do příštího týdne", "Starosta slíbil opravu silnic",
      "Dělníci vstoupili do stávky", "Žáci se vrátí do školy v úterý", "Požár zničil továrnu"}},
    {{"WINDOWS-1250", "ISO-8859-2"},
     {"A kikötő jövő hétig zárva marad", "A polgármester új hidat ígért", "Tűz ütött ki a gyárban",
      "A dolgozók sztrájkba léptek", "Őszi esőzések előtt állunk"}},
    {{"WINDOWS-1254"},
     {"Başbakan İzmir'e gitti", "Belediye başkanı yeni köprü sözü verdi", "Fabrikada yangın çıktı",
      "Işıklar söndü, liman kapandı", "Öğrenciler okula dönüyor", "Şehirde grev başladı"}},
    {{"WINDOWS-1251", "KOI8-R", "IBM866", "ISO-8859-5"},
     {"Порт закрыт до конца недели", "Мэр обещал новый мост", "Пожар на мебельной фабрике",
      "Рабочие объявили забастовку", "Школу откроют в сентябре", "Съезд рыбаков прошёл спокойно"}},
    {{"WINDOWS-1251", "KOI8-U"},
     {"Порт зачинено до кінця тижня", "Міський голова обіцяв новий міст",
      "Пожежа на фабриці меблів", "Робітники оголосили страйк", "Її відкриють у вересні, є й їжа"}},
    {{"WINDOWS-1253", "ISO-8859-7"},
     {"Το λιμάνι παραμένει κλειστό", "Ο δήμαρχος υποσχέθηκε νέα γέφυρα", "Φωτιά σε εργοστάσιο",
      "Οι εργάτες κατέβηκαν σε απεργία", "Άνοιξε το σχολείο"}},
    {{"WINDOWS-1257"},
     {"Uostas uždarytas iki kitos savaitės", "Meras pažadėjo naują tiltą", "Gaisras baldų fabrike",
      "Darbininkai paskelbė streiką", "Žiemą mokykla bus šildoma, čia ją matė"}},
    {{"GB18030"},
     {"市长访问港口", "新桥将于明年春天开通", "大雪使工厂停工", "渔民要求修路", "学校下周重新开学",
      "家具厂发生火灾", "工人宣布罢工"}},
    {{"BIG5"},
     {"市長訪問港口", "新橋將於明年春天開通", "大雪使工廠停工", "漁民要求修路", "學校下週重新開學",
      "家具廠發生火災"}},
    {{"SHIFT_JIS", "EUC-JP", "ISO-2022-JP"},
     {"市長が港を訪れた", "新しい橋は来年の春に開通する", "大雪で工場が止まる",
      "漁師らは道路の修理を求めた", "学校は来週から始まる", "家具工場で火事があった",
      "組合はストライキを宣言した"}},
    {{"EUC-KR"},
     {"시장이 항구를 방문했다", "새 다리는 내년 봄에 개통된다", "폭설로 공장이 멈췄다",
      "어민들은 도로 수리를 요구했다", "학교는 다음 주에 문을 연다"}},
    {{"WINDOWS-1252", "ISO-8859-1", "MACINTOSH"},
     {"Le maire a visité le port", "La grève des pêcheurs s'achève à Noël", "Où est passé l'été ?",
      "L'école rouvre après la tempête", "Ça brûle à l'usine de meubles"}},
    {{"WINDOWS-1252", "ISO-8859-1", "IBM850"},
     {"Der Bürgermeister besuchte den Häfen", "Die Fischer fordern größere Straßen",
      "Das Möbelwerk brannte über Nacht", "Die Schüler kehren zurück"}},
    {{"WINDOWS-1252", "ISO-8859-1"},
     {"El alcalde visitó el puerto", "Los pescadores piden más caminos", "La fábrica ardió anoche",
      "Mañana abrirá la escuela", "¿Cuándo acabará la huelga?"}},
    {{"UTF-16LE", "UTF-16BE"}, {"The mayor visited the port", "Łódź zwycięża", "A new bridge"}},
};

/* A pair of L's sentences, number I of so many, in UTF-8. */
static void make_row(const struct language *l, int i, char title[256], char body[512])
{
    int n = 1; /* there is a first one */

    while (n < SENTENCES && l->sentences[n])
        n++;
    snprintf(title, 256, "%s", l->sentences[i % n]);
    snprintf(body, 512, "%s %d, %s.", l->sentences[(i / n + 1 + i) % n], i,
             l->sentences[(i * 7 + 3) % n]);
}

/* Writes a table of L's rows, of at least 2 KB, to FILE in ENCODING. */
static void put_rows(const struct language *l, const char *encoding, const char *line_end)
{
    static char text[200000], bytes[400000];
    size_t len = (size_t)snprintf(text, sizeof text, "id,title,date,body%s", line_end);
    char *in = text, *to = bytes, title[256], body[512];
    size_t in_left, out_left = sizeof bytes;
    iconv_t cd = iconv_open(encoding, "UTF-8");

    for (int i = 0; i < ROWS; i++) {
        make_row(l, i, title, body);
        len += (size_t)snprintf(text + len, sizeof text - len, "r%d,\"%s\",2025,\"%s\"%s", i, title,
                                body, line_end);
    }
    in_left = len;
    assert_true(cd != (iconv_t)-1);
    assert_int_equal(iconv(cd, &in, &in_left, &to, &out_left), 0);
    iconv(cd, NULL, NULL, &to, &out_left);
    iconv_close(cd);
    put_bytes("rows.csv", bytes, (size_t)(to - bytes));
}

static void assert_rows(const struct language *l, const char *encoding)
{
    char title[256], body[512];
    int right = 0;

    assert_int_equal(feed("rows.csv"), DATELINE_OK);
    assert_int_equal(the.len, ROWS);
    for (int i = 0; i < ROWS; i++) {
        make_row(l, i, title, body);
        right += !strcmp(the.seen[i].title, title) && !strcmp(the.seen[i].body, body);
    }
    if (right < ROWS)
        fail_msg("%s: %d of %d rows are right: %s", encoding, right, ROWS,
                 the.told_len ? the.told[0].message : the.seen[0].title);
}

static void test_rows_of_a_table_share_its_encoding(void **state)
{
    (void)state;
    for (size_t l = 0; l < sizeof languages / sizeof *languages; l++)
        for (int e = 0; e < 4 && languages[l].encodings[e]; e++) {
            put_rows(&languages[l], languages[l].encodings[e], "\r\n");
            assert_rows(&languages[l], languages[l].encodings[e]);
            put_rows(&languages[l], languages[l].encodings[e], "\r");
            assert_rows(&languages[l], languages[l].encodings[e]);
        }
}

static void test_encoding_is_told_once(void **state)
{
    (void)state;
    put_rows(&languages[0], "WINDOWS-1250", "\n");
    feed("rows.csv");
    assert_int_equal(the.told_len, 1);
    assert_told(0, FEED_NOTED, "rows.csv: not UTF-8, read as WINDOWS-1250 (sure)");
    the.options.encoding = "WINDOWS-1254";
    put_rows(&languages[3], "WINDOWS-1254", "\n");
    assert_rows(&languages[3], "WINDOWS-1254");
    assert_int_equal(the.told_len, 0);
}

static void test_encoding_of_the_user(void **state)
{
    (void)state;
    the.options.encoding = "WINDOWS-1251";
    assert_int_equal(feed_check_options(&the.options, NULL), DATELINE_OK);
    feed_text("2025-03-31.txt", "\xCC\xFD\xF0\n\xEF\xEE\xF0\xF2");
    assert_string_equal(only()->title, "Мэр");
    assert_int_equal(the.told_len, 0);
    the.options.encoding = "UTF-8";
    feed_text("2025-03-31.txt", "caf\xE9\ntext");
    assert_string_equal(only()->title, "caf\uFFFD");
    the.options.encoding = "NO-SUCH";
    assert_int_equal(feed_check_options(&the.options, &the.err), DATELINE_BAD_OPTION);
}

static void test_legacy_rows_after_plain_ones(void **state)
{
    (void)state;
    put_rows(&languages[0], "WINDOWS-1250", "\n");
    run("{ echo id,title,date,body; yes x,Plain,2025,words | head -n 1500; tail -n +2 rows.csv; }"
        " > late.csv");
    feed("late.csv");
    assert_int_equal(the.len, 1700);
    for (int i = 0; i < ROWS; i++) {
        char title[256], body[512];

        make_row(&languages[0], i, title, body);
        assert_string_equal(the.seen[1500 + i].title, title);
    }
    assert_int_equal(the.told_len, 1);
}

/* A byte in a file that is UTF-8 otherwise decides nothing for others, but how it is read is told.
 */
static void test_a_lone_byte_is_told_once_a_file(void **state)
{
    struct buf lines = {0};

    (void)state;
    buf_str(&lines, "{\"id\":\"1\",\"title\":\"t\",\"date\":\"2024\",\"body\":\"one \xff\"}\n"
                    "{\"id\":\"2\",\"title\":\"t\",\"date\":\"2024\",\"body\":\"two \xff\"}\n"
                    "{\"id\":\"3\",\"title\":\"t\",\"date\":\"2024\",\"body\":\"");
    for (int i = 0; i < 50; i++)
        buf_str(&lines, "caf\u00e9 ");
    buf_str(&lines, "\"}\n");
    feed_text("a.jsonl", lines.data);
    buf_free(&lines);
    assert_int_equal(the.len, 3);
    assert_string_equal(the.seen[1].body, "two \u00ff");
    assert_int_equal(the.told_len, 1);
    assert_told(0, FEED_NOTED, "a.jsonl:1: not UTF-8 here, read as WINDOWS-1252 (a guess)");
    put("2024-01-01.txt", "A short text that ends in \xff");
    feed("2024-01-01.txt");
    assert_told(0, FEED_NOTED, "not UTF-8 here, read as");
    assert_int_equal(the.told_len, 1);
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
        FEEDING(test_rows_of_a_table_share_its_encoding),
        FEEDING(test_encoding_is_told_once),
        FEEDING(test_encoding_of_the_user),
        FEEDING(test_legacy_rows_after_plain_ones),
        FEEDING(test_a_lone_byte_is_told_once_a_file),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
