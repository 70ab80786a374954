// SPDX-License-Identifier: GPL-2.0-only
/* The mappings of the file. Kernel: mm/interval_tree.c */
#ifndef LINUX_INTERVAL_TREE_C
#define LINUX_INTERVAL_TREE_C

#include "linux/mm_types.h"

/* With SEQUENTIAL, where nobody else can tell that it takes time, a walk over all mappings is one step, in
 * any order; else, a step for each. */
#ifndef SEQUENTIAL

/* A walk over mapping->i_mmap: where it has been. */
struct vma_walk {
	bool visited[PROCESSES];
};

/* include/linux/mm.h:vma_interval_tree_foreach: the next of the PROCESSES mappings. The tree is ordered by the
 * page of the file that a mapping begins with, and then by where rotations put what was mapped when: to
 * processes, any order; here, one that each walk chooses anew. The caller is atomic. */
static struct vm_area_struct *vma_interval_tree_next(struct vma_walk *walk)
{
	unsigned i = 0;

	if (PROCESSES > 1) {
		i = mc_choose(PROCESSES);
		mc_assume(!walk->visited[i]);
		walk->visited[i] = true;
	}
	return &vmas[i];
}

#endif
#endif
