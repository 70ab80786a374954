// SPDX-License-Identifier: Apache-2.0
/* The vocabulary of a model, as a C compiler sees it; the checker gives it meaning. See model/README.md. */
#ifndef MC_H
#define MC_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#ifdef __clang__
#define MC_NOTE(...) __attribute__((annotate(__VA_ARGS__)))
#else
#define MC_NOTE(...)
#endif

/* `count` copies of a task run side by side; self is 0 .. count-1. */
#define MC_TASK(name, count) MC_NOTE("mc:task", count) void name(unsigned self)
/* A task that may idle for ever: a state in which only daemons are unfinished is no deadlock. */
#define MC_DAEMON(name, count) MC_NOTE("mc:daemon", count) void name(unsigned self)

/* The whole body of the function is one step. */
#define MC_ATOMIC MC_NOTE("mc:atomic")
/* The block after it is one step. */
#define mc_atomic for (MC_NOTE("mc:atomic") bool mc_once = true; mc_once; mc_once = false)

/* A variable that only properties and ghost code read: what they remember of a run, and the kernel does not. On
 * a function: its body is ghost code, which changes nothing but ghosts. Its steps are part of the step before. */
#define MC_GHOST MC_NOTE("mc:ghost")
/* The block after it is ghost code. */
#define mc_ghost for (MC_NOTE("mc:ghost") bool mc_once = true; mc_once; mc_once = false)

/* A bound the user may change: --set name=value. The comment before it is its help. */
#define MC_PARAM(name, value, least, most) \
	enum MC_NOTE("mc:param", value, least, most) { name = MC_PICK(MC_SET_##name, value) }
#define MC_PICK(set, value) MC_SECOND(set, value, 0)
#define MC_SECOND(first, second, ...) second

/* The indices below `count` are interchangeable: permuting them changes no behaviour. */
#define MC_SYMMETRIC(count) enum MC_NOTE("mc:symmetric", #count) { mc_symmetric_##count = (count) }

/* Holds in every reachable state. Its body is a side-effect free function of the shared state. */
#define MC_INVARIANT(name) MC_NOTE("mc:invariant") static bool name(void)
/* Must be reachable, or a pass would be vacuous. */
#define MC_COVER(name) MC_NOTE("mc:cover") static bool name(void)
/* Whenever `from` holds, `to` holds then or later, if no task is kept from running for ever. */
#define MC_LEADS_TO(name, from, to)                                       \
	MC_NOTE("mc:leads_to_from") static bool name##_from(void) { return from; } \
	MC_NOTE("mc:leads_to_to") static bool name##_to(void) { return to; }

/* Must hold whenever this step runs; a function of that name is the property. */
#define MC_CHECK(condition) mc_check(condition, #condition)
void mc_check(bool holds, const char *property);

/* This step, with the condition true, must be reachable. */
#define MC_COVERED(condition, name) mc_covered(condition, #name)
void mc_covered(bool holds, const char *name);

/* The step waits until the condition holds; only at the start of a step. */
void mc_await(bool condition);
/* Runs in which the condition is false are not looked at. */
void mc_assume(bool condition);
/* Any of 0 .. n-1. */
unsigned mc_choose(unsigned n);
/* Identity of the running copy, unique among all tasks: 1, 2, ... */
unsigned mc_task(void);

/* The kernel's own. */
#define BUG_ON(condition) mc_check(!(condition), "BUG_ON(" #condition ")")
#define VM_BUG_ON(condition) mc_check(!(condition), "VM_BUG_ON(" #condition ")")
#define VM_BUG_ON_FOLIO(condition, folio) mc_check(!(condition), "VM_BUG_ON_FOLIO(" #condition ")")
#define WARN_ON(condition) mc_warn(condition, "WARN_ON(" #condition ")")
#define WARN_ON_ONCE(condition) mc_warn(condition, "WARN_ON_ONCE(" #condition ")")
/* The condition itself: `if (WARN_ON(x))` works as in the kernel. */
bool mc_warn(bool condition, const char *property);

#endif
