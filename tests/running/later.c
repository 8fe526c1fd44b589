/* A later day for a whole site: loaded before the C library (LD_PRELOAD), it adds LATER_DAYS days to
   the clock of the wall. Clocks that only measure how long something takes stay as they are.
   Debian's libfaketime cannot do this here: with a real monotonic clock it breaks the sleep of
   CPython 3.11, and without one every wait with a time-out hangs. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <semaphore.h>
#include <stdlib.h>
#include <sys/time.h>
#include <time.h>

static time_t ahead;

__attribute__((constructor)) static void begin(void)
{
    const char *days = getenv("LATER_DAYS");
    ahead = days ? 86400 * strtol(days, NULL, 10) : 0;
}

int clock_gettime(clockid_t which, struct timespec *now)
{
    static int (*real)(clockid_t, struct timespec *);
    if (!real)
        real = dlsym(RTLD_NEXT, "clock_gettime");
    int failed = real(which, now);
    if (!failed && (which == CLOCK_REALTIME || which == CLOCK_REALTIME_COARSE))
        now->tv_sec += ahead;
    return failed;
}

int gettimeofday(struct timeval *restrict now, void *restrict zone)
{
    (void)zone;
    struct timespec read;
    int failed = clock_gettime(CLOCK_REALTIME, &read);
    now->tv_sec = read.tv_sec;
    now->tv_usec = read.tv_nsec / 1000;
    return failed;
}

time_t time(time_t *store)
{
    struct timespec read;
    clock_gettime(CLOCK_REALTIME, &read);
    if (store)
        *store = read.tv_sec;
    return read.tv_sec;
}

/* The kernel counts to a moment of its own clock, which is the real one. */
int sem_timedwait(sem_t *restrict it, const struct timespec *restrict until)
{
    static int (*real)(sem_t *, const struct timespec *);
    if (!real)
        real = dlsym(RTLD_NEXT, "sem_timedwait");
    struct timespec there = {until->tv_sec - ahead, until->tv_nsec};
    return real(it, &there);
}
