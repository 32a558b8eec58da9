/* C++'s operator new, failing when it is the turn of our code. libxapian's own calls are let
 * be: version 1.4 does not survive each of them failing while it matches. */
#include <cstdlib>
#include <cstring>
#include <new>

#include <dlfcn.h>

#include "alloc_faults.h"

extern "C" void *__real_malloc(size_t size);

static bool ours(const void *caller)
{
    Dl_info info;

    return !dladdr(caller, &info) || !std::strstr(info.dli_fname, "libxapian");
}

static void *allocate(std::size_t size, const void *caller)
{
    void *p = ours(caller) && alloc_fails() ? nullptr : __real_malloc(size ? size : 1);

    if (!p)
        throw std::bad_alloc();
    return p;
}

void *operator new(std::size_t size)
{
    return allocate(size, __builtin_return_address(0));
}

void *operator new[](std::size_t size)
{
    return allocate(size, __builtin_return_address(0));
}

void operator delete(void *p) noexcept
{
    std::free(p);
}

void operator delete[](void *p) noexcept
{
    std::free(p);
}

void operator delete(void *p, std::size_t) noexcept
{
    std::free(p);
}

void operator delete[](void *p, std::size_t) noexcept
{
    std::free(p);
}
