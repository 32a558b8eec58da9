/* Texts with the days that a reader of dates gives for them. */
#ifndef DATELINE_TESTS_DATE_EXAMPLES_H
#define DATELINE_TESTS_DATE_EXAMPLES_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "text/date_parse.h"

struct date_example {
    const char *text;
    dateline_day day; /* 0: not read */
};

typedef bool date_reader(struct span text, dateline_day *out);

/* READ gives E's day, or leaves its out parameter unchanged. */
static inline void check_date(const struct date_example *e, date_reader *read)
{
    const dateline_day untouched = -7;
    dateline_day day = untouched;
    bool found = read(span_of(e->text), &day);

    if (found != (e->day != 0) || day != (e->day ? e->day : untouched))
        fail_msg("\"%s\" is read as %d, not %d", e->text, found ? day : 0, e->day);
}

#define CHECK_DATES(examples, read)                                    \
    for (size_t i = 0; i < sizeof(examples) / sizeof *(examples); i++) \
    check_date(&(examples)[i], read)

#endif
