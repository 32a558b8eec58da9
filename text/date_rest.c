/* Reads what stands around a written day: times, weekdays, editions. */
#include <strings.h>

#include "text/date_scan.h"

/* Blanks, and one of the signs that stand between a date and the parts after it; false if there is
 * neither. */
static bool scan_between(struct date_scan *s)
{
    static const char *const signs[] = {",", "|", "-", "@", "/", ";", "\u00b7", "\u2022"};
    bool found = scan_blanks(s);

    if (scan_done(s) || is_scan_digit(*s->p) || is_scan_letter(*s->p))
        return found;
    for (size_t i = 0; i < sizeof signs / sizeof *signs; i++) {
        size_t len = strlen(signs[i]);
        bool spaced = found || *signs[i] == ',' || *signs[i] == ';';

        if (spaced && (size_t)(s->end - s->p) >= len && !memcmp(s->p, signs[i], len)) {
            s->p += len;
            scan_blanks(s);
            return true;
        }
    }
    return found;
}

/* The word before a time: at, um, \u00e0, kl. */
static bool skip_at(struct date_scan *s)
{
    static const char *const words[] = {
        "at",   "um",  "\u00e0",  "a las",  "a les",
        "alle", "ore", "\u00e0s", "as",     "om",
        "kl.",  "kl",  "klo",     "saat",   "pukul",
        "la",   "ora", "u",       "\u0432", "\u03c3\u03c4\u03b9\u03c2",
        "val.",
    };

    if (scan_digits_ahead(s))
        return false;
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        struct date_scan ahead = *s;
        size_t len = strlen(words[i]);

        if ((size_t)(s->end - s->p) <= len || strncasecmp(s->p, words[i], len) != 0)
            continue;
        ahead.p += len;
        if (scan_blanks(&ahead)) {
            *s = ahead;
            return true;
        }
    }
    return false;
}

/* The time of day after the date, with its zone; false if there is none. A T needs one. */
static bool scan_time_after(struct date_scan *s, bool *wrong)
{
    struct date_scan ahead = *s;

    if (scan_char(&ahead, 'T') || scan_char(&ahead, 't')) {
        *wrong = !scan_time(&ahead, true);
    } else if (scan_char(&ahead, ':')) { /* 31/Mar/2025:10:00:00 */
        if (!scan_time(&ahead, false))
            return false;
    } else {
        if (!scan_between(&ahead))
            return false;
        if (skip_at(&ahead) ? !scan_time(&ahead, false) && !scan_dotted_time(&ahead)
                            : !scan_time(&ahead, false))
            return false;
    }
    *s = ahead;
    return !*wrong;
}

/* Whether the LEN bytes at P are edition or ed., in any capitals, a comma after it or not. */
static bool is_edition(const char *p, size_t len)
{
    struct span word = {p, len - (len && p[len - 1] == ',')};

    return span_eq_any_case(word, span_of("edition")) || span_eq_any_case(word, span_of("ed."));
}

/* Home Edition, Late Edition - Final: at most five words without a digit at their start, to the
 * end. The second or a later one says edition. */
static bool scan_edition(struct date_scan *s)
{
    struct date_scan ahead = *s;
    bool found = false;

    for (int words = 0; words < 5 && !scan_done(&ahead) && !scan_digits_ahead(&ahead); words++) {
        const char *word = ahead.p;

        while (!scan_at_blank(&ahead))
            ahead.p++;
        found |= words && is_edition(word, (size_t)(ahead.p - word));
        scan_blanks(&ahead);
    }
    if (!found || !scan_done(&ahead))
        return false;
    *s = ahead;
    return true;
}

/* A weekday or an edition after the date. */
static bool scan_after_day(struct date_scan *s)
{
    struct date_scan ahead = *s;

    if (!scan_between(&ahead))
        return false;
    if (!scan_weekday_name(&ahead) && !scan_edition(&ahead))
        return false;
    *s = ahead;
    return true;
}

/* (Monday) */
static bool scan_day_in_brackets(struct date_scan *s)
{
    struct date_scan ahead = *s;

    while (!scan_done(&ahead) && is_blank(*ahead.p))
        ahead.p++;
    if (!scan_char(&ahead, '(') || !scan_weekday_name(&ahead) || !scan_char(&ahead, ')'))
        return false;
    *s = ahead;
    return true;
}

/* The zone after a time, or the monotonic clock that Go prints after it. */
static void scan_zone_after(struct date_scan *s)
{
    struct date_scan ahead = *s;

    scan_blanks(&ahead);
    if (!scan_zone(&ahead))
        return;
    *s = ahead;
    scan_blanks(&ahead);
    if (scan_char(&ahead, 'm') && scan_char(&ahead, '=')) {
        while (!scan_at_blank(&ahead))
            ahead.p++;
        *s = ahead;
    }
}

/* Whether an offset with its minutes comes next: -05:00, +0100. Without them it could be another
 * day: 2025-03-12-14. */
static bool full_offset_ahead(const struct date_scan *s)
{
    struct date_scan ahead = *s;
    size_t digits;

    if (!scan_char(&ahead, '+') && !scan_char(&ahead, '-'))
        return false;
    digits = scan_digits_ahead(&ahead);
    ahead.p += digits;
    return digits == 4 || (digits == 2 && scan_char(&ahead, ':'));
}

/* The zone of a day without a time, as XML has it: 2025-03-31Z, 2025-03-31-05:00. */
static void scan_zone_of_day(struct date_scan *s)
{
    struct date_scan ahead = *s;

    if (full_offset_ahead(s)) {
        scan_zone(s);
        return;
    }
    scan_blanks(&ahead);
    if (scan_word(&ahead, "z") || scan_word(&ahead, "utc") || scan_word(&ahead, "gmt"))
        *s = ahead;
}

bool scan_rest(struct date_scan *s)
{
    bool wrong = false, more = true;

    if (s->time)
        scan_zone_after(s);
    else
        scan_zone_of_day(s);
    for (int parts = 0; more && parts < 4; parts++) {
        more = false;
        if (!s->time && scan_time_after(s, &wrong)) {
            scan_zone_after(s);
            more = true;
        } else if (scan_day_in_brackets(s) || scan_after_day(s)) {
            more = true;
        }
        if (wrong)
            return false;
    }
    scan_blanks(s);
    return true;
}

void scan_time_before(struct date_scan *s)
{
    struct date_scan ahead = *s;

    if (!scan_time(&ahead, false))
        return;
    scan_zone_after(&ahead);
    if (scan_between(&ahead))
        *s = ahead;
}
