#include "dateline.h"
#include "text/date_parse.h"

const char *dateline_version(void)
{
    return DATELINE_VERSION;
}

dateline_day dateline_parse_day(const char *text)
{
    dateline_day day = 0;

    return date_parse(span_of(text), &day) ? day : 0;
}
