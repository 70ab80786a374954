// SPDX-License-Identifier: Apache-2.0
/* MC_LEADS_TO is about runs that go on for ever: a search through states neither judges nor minds it.
 * expect: HOLDS */
#include "mc.h"

static bool asked, served;

MC_TASK(client, 1)
{
	asked = true;
	mc_await(served);
}

MC_DAEMON(server, 1)
{
	mc_await(asked);
	served = true;
}

MC_LEADS_TO(every_request_is_served, asked, served)
MC_COVER(done) { return served; }
