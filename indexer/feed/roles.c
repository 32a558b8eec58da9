/* Maps named fields of records to the fields of articles. */
#include "indexer/feed/roles.h"

#include "core/names.h"

static const char *const role_names[FEED_ROLES] = {
    [ROLE_ID] = "id",         [ROLE_TITLE] = "title", [ROLE_DATE] = "date", [ROLE_BODY] = "body",
    [ROLE_SOURCE] = "source", [ROLE_URL] = "url",     [ROLE_LANG] = "lang",
};

const struct names feed_role_names = NAMES("role", role_names);

const char *role_field(const struct input *in, enum feed_role role)
{
    const char *name = in->feed->options->field_name[role];

    return name ? name : role_names[role];
}

struct record role_record(const struct span found[FEED_ROLES], uint64_t line)
{
    struct record r = {
        .id = found[ROLE_ID],
        .title = found[ROLE_TITLE],
        .source = found[ROLE_SOURCE],
        .url = found[ROLE_URL],
        .lang = found[ROLE_LANG],
        .body = found[ROLE_BODY],
        .date = span_trim(found[ROLE_DATE]),
        .line = line,
    };

    r.date_kind = r.date.len ? DATE_FROM_FIELD : DATE_FROM_NOTHING;
    return r;
}
