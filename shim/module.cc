/* The shim as a module that a program loads when it needs libxapian. */
#include <cstring>

#include "shim/calls.h"
extern "C" {
#include "core/alloc.h"
}

__attribute__((visibility("default"))) const struct xap_calls *
dateline_load_xapian(const struct xap_needs *needs)
{
    static const struct xap_calls calls = {
#define XAP_NAME(name) name,
        XAP_CALLS(XAP_NAME)
#undef XAP_NAME
    };

    if (std::strcmp(needs->version, DATELINE_VERSION) != 0)
        return nullptr;
    out_of_memory_at(needs->out_of_memory);
    return &calls;
}
