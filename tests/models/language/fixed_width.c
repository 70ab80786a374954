// SPDX-License-Identifier: Apache-2.0
/* Integers of every width: promotion to int, conversion to the wider operand, casts that wrap.
 * expect: HOLDS */
#include "mc.h"

static uint8_t u8 = 200;
static int8_t i8 = -100;
static uint16_t u16 = 60000;
static int16_t i16 = -30000;
static uint32_t u32 = 4000000000u;
static int32_t i32 = -2000000000;
static uint64_t u64 = 18000000000000000000u;
static int64_t i64 = -9000000000000000000;

MC_TASK(task, 1)
{
	MC_CHECK(u8 + u8 == 400);
	MC_CHECK((uint8_t)(u8 + u8) == 144);
	MC_CHECK((int8_t)u8 == -56);
	MC_CHECK(i8 * 2 == -200);
	MC_CHECK((uint8_t)i8 == 156);
	MC_CHECK(u16 + u16 == 120000);
	MC_CHECK((uint16_t)(u16 + u16) == 54464);
	MC_CHECK((int16_t)u16 == -5536);
	MC_CHECK(i16 - 10000 == -40000);
	MC_CHECK(u32 + 500000000u == 205032704u);
	MC_CHECK(u32 > 0 && (int32_t)u32 == -294967296);
	MC_CHECK((uint32_t)i32 == 2294967296u);
	MC_CHECK(u64 + 1000000000000000000u == 553255926290448384u);
	MC_CHECK(u64 > u32 && u64 / 2 == 9000000000000000000u);
	MC_CHECK((int64_t)u64 == -446744073709551616);
	MC_CHECK((uint64_t)i64 == 9446744073709551616u);
	MC_CHECK(i64 < i32 && i64 + 1 < i64 + 2);
	MC_CHECK((uint64_t)u32 * u32 == 16000000000000000000u);
	MC_CHECK(-1 > 0u);
	MC_CHECK(i8 < u8);
	MC_CHECK((long long)u32 - 4000000001 == -1);
	u8 = (uint8_t)(u8 + 100);
	MC_CHECK(u8 == 44);
	u32 += 294967296u;
	MC_CHECK(u32 == 0);
	u32--;
	MC_CHECK(u32 == UINT32_MAX);
	u64 = 0;
	u64--;
	MC_CHECK(u64 == UINT64_MAX && u64 > 1);
	MC_COVERED(true, end);
}
