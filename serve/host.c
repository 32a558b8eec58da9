/* Tells names of this machine from others. */
#include "serve/host.h"

#include <string.h>
#include <strings.h>

static bool is_name(const char *host, size_t len, const char *name)
{
    return strlen(name) == len && !strncasecmp(host, name, len);
}

bool host_trusted(const char *host, const char *allowed)
{
    size_t len;

    if (!host || *host == '[') /* an address of IPv6 */
        return true;
    len = strcspn(host, ":");
    if (len == strspn(host, "0123456789."))
        return true;
    return is_name(host, len, "localhost") || (allowed && is_name(host, len, allowed));
}
