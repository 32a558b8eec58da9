#include "shim/json.h"

#include <charconv>
#include <new>

#include <simdjson.h>

extern "C" {
#include "core/alloc.h"
}

struct json_plain {
    simdjson::dom::parser parser;
    char digits[JSON_PLAIN_NAMES][24]; /* of whole numbers, by name */
};

namespace
{

enum { NESTING_MAX = 64 };

/* The names that have had a member. */
using taken_names = uint32_t;

/* The text of a string or of a whole number, which is written to DIGITS; none for
 * null. Zero has two ways to be written, and the ends of 64 bits may be pinned. */
bool text_of(simdjson::dom::element value, char (&digits)[24], struct span *out)
{
    std::string_view text;
    int64_t number;

    if (value.get(text) == simdjson::SUCCESS) {
        *out = {text.data(), text.size()};
        return true;
    }
    if (value.get(number) != simdjson::SUCCESS)
        return value.is_null();
    if (!number || number == INT64_MIN)
        return false;
    *out = {digits, size_t(std::to_chars(digits, digits + sizeof digits, number).ptr - digits)};
    return true;
}

/* Gives VALUE to all of NAMES that are KEY, none of which may have one already. */
bool take(struct json_plain *p, std::string_view key, simdjson::dom::element value,
          const char *const *names, size_t n, struct span *out, taken_names *taken)
{
    for (size_t i = 0; i < n; i++) {
        taken_names bit = taken_names{1} << i;

        if (key != names[i])
            continue;
        if (*taken & bit || !text_of(value, p->digits[i], &out[i]))
            return false;
        *taken |= bit;
    }
    return true;
}

} // namespace

struct json_plain *json_plain_new(void)
{
    struct json_plain *p = new (std::nothrow) json_plain();

    if (!p || p->parser.allocate(JSON_PLAIN_MAX, NESTING_MAX) != simdjson::SUCCESS)
        out_of_memory(JSON_PLAIN_MAX);
    return p;
}

void json_plain_free(struct json_plain *p)
{
    delete p;
}

bool json_plain_read(struct json_plain *p, struct span text, const char *const *names, size_t n,
                     struct span *out)
{
    simdjson::dom::object object;
    taken_names taken = 0;

    if (text.len > JSON_PLAIN_MAX ||
        p->parser.parse(text.data, text.len).get(object) != simdjson::SUCCESS)
        return false;
    for (size_t i = 0; i < n; i++)
        out[i] = {};
    for (auto member : object)
        /* Of a name with a zero byte json-c takes what stands before it. */
        if (member.key.find('\0') != std::string_view::npos ||
            !take(p, member.key, member.value, names, n, out, &taken))
            return false;
    return true;
}
