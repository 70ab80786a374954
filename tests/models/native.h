// SPDX-License-Identifier: Apache-2.0
/* Makes a program of a model with one task that never waits: its checks, as a C compiler understands them.
 * Exit status 0: every check held and something was covered. */
#include <stdio.h>
#include <stdlib.h>

#include "mc.h"

static bool anything_covered;

void mc_check(bool holds, const char* property) {
  if (holds) return;
  printf("violated: %s\n", property);
  exit(1);
}

void mc_covered(bool holds, const char* name) {
  anything_covered = anything_covered || holds;
}

bool mc_warn(bool condition, const char* property) {
  mc_check(!condition, property);
  return condition;
}

void mc_await(bool condition) {
  mc_check(condition, "nobody else is there to wait for");
}

void task(unsigned self);

int main(void) {
  task(0);
  return anything_covered ? 0 : 2;
}
