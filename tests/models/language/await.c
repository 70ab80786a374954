// SPDX-License-Identifier: Apache-2.0
/* mc_await delays a task until another one makes its condition true.
 * expect: HOLDS
 *
 * Nobody does: the two wait for each other.
 *
 * expect: VIOLATED deadlock
 * flags: -DBOTH_WAIT
 * length: 0
 */
#include "mc.h"

static uint8_t ball;

MC_TASK(ping, 1)
{
	for (unsigned k = 0; k < 2; k++) {
#ifdef BOTH_WAIT
		mc_await(ball == 2);
#else
		mc_await(ball == 0);
#endif
		ball = 1;
	}
}

MC_TASK(pong, 1)
{
	for (unsigned k = 0; k < 2; k++) {
		mc_await(ball == 1);
		ball = 0;
	}
	MC_COVERED(true, end);
}

MC_INVARIANT(one_ball) { return ball <= 1; }
MC_COVER(played) { return ball == 1; }
