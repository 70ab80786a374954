// SPDX-License-Identifier: Apache-2.0
/* A daemon may wait for ever; that is no deadlock.
 * expect: HOLDS
 *
 * An ordinary task may not. Every run to that state has the step of `once` and the three of `flusher`.
 *
 * expect: VIOLATED deadlock
 * flags: -DNO_DAEMON
 * length: 4
 */
#include "mc.h"

static bool work;
static uint8_t done;

#ifdef NO_DAEMON
MC_TASK(flusher, 1)
#else
MC_DAEMON(flusher, 1)
#endif
{
	for (;;) {
		mc_await(work);
		work = false;
		done++;
	}
}

MC_TASK(once, 1)
{
	work = true;
}

MC_COVER(the_daemon_worked) { return done == 1; }
