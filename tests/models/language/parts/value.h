// SPDX-License-Identifier: Apache-2.0
#ifndef VALUE_H
#define VALUE_H

#ifndef VARIANT
#define VARIANT 1
#endif

static uint8_t value;

static void set_value(void) {
#if VARIANT == 1
  value = 1;
#else
  value = 2;
#endif
}

#endif
