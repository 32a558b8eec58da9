/* Ends a program in which C++ finds no way on: out of memory with a line and the usual status. */
#include <cstdlib>
#include <exception>
#include <new>

#include <unistd.h>

namespace
{
bool is_lack_of_memory()
{
    try {
        throw;
    } catch (const std::bad_alloc &) {
        return true;
    } catch (...) {
        return false;
    }
}

void end_program()
{
    static const char line[] = "dateline: out of memory\n";

    if (!std::current_exception() || !is_lack_of_memory())
        std::abort();
    if (write(STDERR_FILENO, line, sizeof line - 1) < 0)
        _exit(3);
    _exit(3);
}

void watch_termination(int, char **, char **)
{
    std::set_terminate(end_program);
}
} // namespace

/* libxapian allocates while it is loaded, which is after this: a module is linked to begin first.
 */
#ifdef DATELINE_MODULE
__attribute__((constructor)) static void watch_in_module()
{
    watch_termination(0, nullptr, nullptr);
}
#else
extern "C" {
/* Programs that link libxapian ask for this name, so that this file is linked (CMakeLists.txt). */
__attribute__((section(".preinit_array"),
               used)) void (*terminate_watch)(int, char **, char **) = watch_termination;
}
#endif
