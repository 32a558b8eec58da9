/* Versions, names of statuses, and days. */
#include "dateline.h"
#include "text/date_parse.h"

const char *dateline_version(void)
{
    return DATELINE_VERSION;
}

const char *dateline_status_text(dateline_status status)
{
    static const char *const texts[] = {
        [DATELINE_OK] = "no error",
        [DATELINE_IO] = "the disk or the system refused",
        [DATELINE_NO_INDEX] = "no index",
        [DATELINE_LOCKED] = "locked by another writer",
        [DATELINE_CORRUPT] = "corrupt",
        [DATELINE_BAD_QUERY] = "bad query",
        [DATELINE_BAD_ARTICLE] = "bad article",
        [DATELINE_BAD_OPTION] = "bad option",
        [DATELINE_NOT_FOUND] = "not found",
        [DATELINE_TIMEOUT] = "timeout",
        [DATELINE_NO_MEMORY] = "out of memory",
        [DATELINE_LIMIT] = "limit exceeded",
        [DATELINE_INTERRUPTED] = "interrupted",
        [DATELINE_UNSYNCED] = "committed, but not known to survive power loss",
        [DATELINE_OUTDATED] = "of an older version: compact it",
    };

    return (size_t)status < sizeof texts / sizeof *texts ? texts[status] : "unknown status";
}

dateline_day dateline_parse_day(const char *text)
{
    dateline_day day = 0;

    return text && date_parse(span_of(text), &day) ? day : 0;
}
