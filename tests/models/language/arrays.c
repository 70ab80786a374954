// SPDX-License-Identifier: Apache-2.0
/* Arrays of arrays, of structs, and inside structs; indices that are known only when the model runs.
 * expect: HOLDS */
#include "mc.h"

struct row { uint8_t cell[3]; bool used; };

static uint8_t grid[2][3] = { { 1, 2, 3 }, { 4, 5, 6 } };
static uint8_t cube[2][2][2];
static struct row rows[2] = { [1] = { .cell = { 7, 8, 9 } } };
static uint8_t i, j;

MC_TASK(task, 1)
{
	unsigned sum = 0;

	for (unsigned r = 0; r < 2; r++)
		for (unsigned c = 0; c < 3; c++)
			sum += grid[r][c];
	MC_CHECK(sum == 21);
	i = 1;
	j = 2;
	MC_CHECK(grid[i][j] == 6 && grid[j - i][j - 2] == 4 && grid[0][j] == 3);
	grid[i - 1][j]++;
	MC_CHECK(grid[0][2] == 4 && grid[1][2] == 6);
	cube[i][0][i] = 42;
	MC_CHECK(cube[1][0][1] == 42 && cube[0][1][1] == 0 && cube[1][1][0] == 0);
	MC_CHECK(rows[i].cell[j] == 9 && rows[0].cell[0] == 0);
	rows[0] = rows[i];
	rows[i].cell[grid[0][0]] = 0;
	MC_CHECK(rows[0].cell[1] == 8 && rows[1].cell[1] == 0);
	MC_COVERED(true, end);
}
