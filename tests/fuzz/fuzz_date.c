/* Any bytes as a date, in every place where dates are read. */
#include "fuzz.h"
#include "text/date_parse.h"

const char *const fuzz_seeds[] = {
    "2025-03-31T10:00:00.5+01:00",
    "20250331T101500Z",
    "Mon (a (comment)), 31 Mar 25 10:00:00 +0100 (CET)",
    "26-FEB-1987 15:01:01.79",
    "Monday, March 31st, 2025, 10:00 pm EST",
    "Mon Mar 31 10:00:00 CEST 2025",
    "31st of March 2025",
    "news/2025/03/31/2025-03/20250331.txt",
    "(KYIV, March 31, 2025) \xe2\x80\x93 (AP) /PRNewswire/ -- text",
    "It began on 31 March 2024 and on April 2nd, 2025 ended; the year 2025-03-01 saw it.",
    "13m",
    "%Y-%j %d %b %s\n2025-366 31 Mar 1743415200",
    "epoch\n-1743415200.25",
    NULL,
};

/* A date that was read exists, is written as ISO 8601, and is read as itself again. */
static void check_round_trip(dateline_day day)
{
    char text[DAY_TEXT];
    struct span iso = {text, 0};
    dateline_day again = 0;

    FUZZ_CHECK(day_valid(day));
    iso.len = day_format(day, text);
    FUZZ_CHECK(date_parse(iso, &again) && again == day);
    FUZZ_CHECK(date_parse_start(iso, &again) == iso.len && again == day);
    FUZZ_CHECK(date_bound(iso, DAY_LAST, &again) && again == day);
}

/* Blanks around a field change nothing, nor does a missing date touch *out. */
static void check_field(struct span text)
{
    struct buf padded = {0};
    dateline_day day = -7, again = -7;
    bool found = date_parse(text, &day);

    buf_str(&padded, " \t");
    buf_span_add(&padded, text);
    buf_str(&padded, "\r\n");
    FUZZ_CHECK(date_parse(buf_span(&padded), &again) == found && again == day);
    buf_free(&padded);
    if (found)
        check_round_trip(day);
    else
        FUZZ_CHECK(day == -7);
}

static void check_start(struct span text)
{
    dateline_day day = 0;
    size_t read = date_parse_start(text, &day);

    FUZZ_CHECK(read <= text.len && (read != 0) == (day != 0));
    if (read) {
        check_round_trip(day);
        FUZZ_CHECK(date_parse((struct span){text.data, read}, &day));
    }
}

/* The first line as a format for the second. */
static void check_format(struct span text)
{
    const char *newline = text.len ? memchr(text.data, '\n', text.len) : NULL;
    struct buf format = {0};
    dateline_day day = 0;

    if (!newline)
        return;
    buf_add(&format, text.data, (size_t)(newline - text.data));
    text.len -= format.len + 1;
    text.data = newline + 1;
    if (date_parse_format(text, format.data, &day))
        check_round_trip(day);
    buf_free(&format);
}

/* The latest day of a text stays it if what is after that day is not asked for. */
static void check_in_text(struct span text)
{
    dateline_day day = -7, again = -7;

    if (!date_in_text(text, DAY_LAST, &day)) {
        FUZZ_CHECK(day == -7);
        return;
    }
    FUZZ_CHECK(day_precision(day) == DAY_DAY);
    check_round_trip(day);
    FUZZ_CHECK(date_in_text(text, day, &again) && again == day);
    FUZZ_CHECK(!date_in_text(text, day - 1, &again) || again < day);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct span text = {(const char *)data, size};
    dateline_day day = 0;

    check_field(text);
    check_start(text);
    check_format(text);
    check_in_text(text);
    if (date_in_path(text, &day))
        check_round_trip(day);
    if (date_in_dateline(text, &day))
        check_round_trip(day);
    if (date_bound(text, 20240229, &day))
        check_round_trip(day);
    return 0;
}
