/* The date of a message, from what its headers say. */
#include "indexer/feed/mail_date.h"

#include "core/day.h"
#include "text/date_parse.h"

enum { FIRST_MAIL = 19710101, DAYS_LATE = 2 };

/* The full day in TEXT; 0 if there is none, or if it is before mail was. */
static dateline_day mail_day(struct span text, int century)
{
    dateline_day day;

    return date_parse_in(span_trim(text), century, &day) && day >= FIRST_MAIL &&
                   day_precision(day) == DAY_DAY
               ? day
               : 0;
}

/* The time in RECEIVED, which follows its last semicolon. */
static struct span received_time(struct span received)
{
    const char *semicolon = received.len ? memrchr(received.data, ';', received.len) : NULL;

    return semicolon ? span_from(received, (size_t)(semicolon + 1 - received.data))
                     : (struct span){NULL, 0};
}

struct span mail_date(struct span written, struct span received, struct span delivered, int century)
{
    struct span other = received_time(received);
    dateline_day sent = mail_day(written, century), came = mail_day(other, century), day;

    if (!came) {
        other = delivered;
        came = mail_day(other, century);
    }
    if (sent && (!came || day_number(sent) <= day_number(came) + DAYS_LATE))
        return written;
    if (came)
        return other;
    return date_parse_in(span_trim(written), century, &day) ? (struct span){NULL, 0} : written;
}
