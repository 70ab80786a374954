// SPDX-License-Identifier: Apache-2.0
/* German's directory-based cache coherence, with any number of clients (Steven German's challenge, in the form
 * of Pnueli, Ruah and Zuck, TACAS 2001). Messages of the home node to a client, and of the client to it, are
 * rules of the client here.
 *
 * expect: HOLDS
 * any: CLIENTS
 *
 * The home grants exclusive access while somebody still shares the line.
 *
 * expect: VIOLATED coherent
 * flags: -DHASTY
 * any: CLIENTS
 */
#include "mc.h"

MC_PARAM(CLIENTS, 2, 1, 6);
MC_SYMMETRIC(CLIENTS);

enum cache { INVALID, SHARED, EXCLUSIVE };
enum request { NO_REQUEST, REQUEST_SHARED, REQUEST_EXCLUSIVE };
enum reply { NO_REPLY, INVALIDATE, GRANT_SHARED, GRANT_EXCLUSIVE };

static struct {
	enum cache cache;
	enum request request; /* channel 1: to the home */
	enum reply reply;     /* channel 2: from the home */
	bool acknowledged;    /* channel 3: to the home */
	bool shares;          /* the home's: has been granted the line */
	bool to_invalidate;   /* the home's: has still to be asked for it */
	bool current;         /* the home's: whose request is being served */
} clients[CLIENTS];

static enum request command; /* that is being served */
static bool granted;         /* exclusively */

static bool somebody_shares(void)
{
	for (unsigned i = 0; i < CLIENTS; i++)
		if (clients[i].shares)
			return true;
	return false;
}

static MC_ATOMIC void client_requests(unsigned self)
{
	if (!(clients[self].request == NO_REQUEST && clients[self].cache != EXCLUSIVE))
		return;
	if (clients[self].cache == INVALID && mc_choose(2))
		clients[self].request = REQUEST_SHARED;
	else
		clients[self].request = REQUEST_EXCLUSIVE;
}

static MC_ATOMIC void home_receives_request(unsigned self)
{
	if (!(command == NO_REQUEST && clients[self].request != NO_REQUEST))
		return;
	command = clients[self].request;
	clients[self].request = NO_REQUEST;
	for (unsigned i = 0; i < CLIENTS; i++) {
		clients[i].current = i == self;
		clients[i].to_invalidate = clients[i].shares;
	}
}

static MC_ATOMIC void home_invalidates(unsigned self)
{
	if (!(clients[self].to_invalidate && clients[self].reply == NO_REPLY &&
		 (command == REQUEST_EXCLUSIVE || (command == REQUEST_SHARED && granted))))
		return;
	clients[self].reply = INVALIDATE;
	clients[self].to_invalidate = false;
}

static MC_ATOMIC void client_acknowledges(unsigned self)
{
	if (!(clients[self].reply == INVALIDATE && !clients[self].acknowledged))
		return;
	clients[self].reply = NO_REPLY;
	clients[self].acknowledged = true;
	clients[self].cache = INVALID;
}

static MC_ATOMIC void home_receives_acknowledgement(unsigned self)
{
	if (!(clients[self].acknowledged && command != NO_REQUEST))
		return;
	clients[self].acknowledged = false;
	clients[self].shares = false;
	granted = false;
}

static MC_ATOMIC void home_grants(unsigned self)
{
	if (!(clients[self].current && clients[self].reply == NO_REPLY && command != NO_REQUEST && !granted))
		return;
	if (command == REQUEST_EXCLUSIVE) {
#ifndef HASTY
		mc_assume(!somebody_shares());
#endif
		granted = true;
		clients[self].reply = GRANT_EXCLUSIVE;
	} else {
		clients[self].reply = GRANT_SHARED;
	}
	clients[self].shares = true;
	command = NO_REQUEST;
}

static MC_ATOMIC void client_receives_grant(unsigned self)
{
	if (!(clients[self].reply == GRANT_SHARED || clients[self].reply == GRANT_EXCLUSIVE))
		return;
	clients[self].cache = clients[self].reply == GRANT_SHARED ? SHARED : EXCLUSIVE;
	clients[self].reply = NO_REPLY;
}

MC_TASK(client, CLIENTS)
{
	for (;;) {
		switch (mc_choose(7)) {
		case 0: client_requests(self); break;
		case 1: home_receives_request(self); break;
		case 2: home_invalidates(self); break;
		case 3: client_acknowledges(self); break;
		case 4: home_receives_acknowledgement(self); break;
		case 5: home_grants(self); break;
		default: client_receives_grant(self); break;
		}
	}
}

/* Who has the line exclusively has it alone. */
MC_INVARIANT(coherent)
{
	for (unsigned i = 0; i < CLIENTS; i++)
		for (unsigned j = 0; j < CLIENTS; j++)
			if (i != j && clients[i].cache == EXCLUSIVE && clients[j].cache != INVALID)
				return false;
	return true;
}

MC_COVER(shared_by_two)
{
	for (unsigned i = 0; i < CLIENTS; i++)
		for (unsigned j = 0; j < CLIENTS; j++)
			if (i != j && clients[i].cache == SHARED && clients[j].cache == SHARED)
				return true;
	return false;
}

MC_COVER(has_it_exclusively)
{
	for (unsigned i = 0; i < CLIENTS; i++)
		if (clients[i].cache == EXCLUSIVE)
			return true;
	return false;
}
