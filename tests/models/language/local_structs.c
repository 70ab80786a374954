// SPDX-License-Identifier: Apache-2.0
/* Structs that live in a task, with the kernel's way to fill them.
 * expect: HOLDS */
#include "mc.h"

struct folio { bool dirty; };
struct vm_fault {
	struct folio *folio;
	uint8_t address;
	struct { bool write, user; } flags;
};

static struct folio folio[2];

static void dirty(struct vm_fault *vmf)
{
	if (vmf->flags.write)
		vmf->folio->dirty = true;
}

static uint8_t address_of(struct vm_fault vmf)
{
	vmf.address++; /* the caller's copy stays as it is */
	return vmf.address;
}

MC_TASK(task, 1)
{
	struct vm_fault vmf = {
		.folio = &folio[1],
		.flags.write = true,
	};
	struct vm_fault copy = vmf;

	MC_CHECK(vmf.address == 0 && !vmf.flags.user);
	dirty(&vmf);
	MC_CHECK(folio[1].dirty && !folio[0].dirty);
	copy.address = 4;
	MC_CHECK(vmf.address == 0 && copy.folio == &folio[1] && copy.flags.write);
	MC_CHECK(address_of(copy) == 5 && copy.address == 4);
	vmf = (struct vm_fault){ .address = 6 };
	MC_CHECK(vmf.address == 6 && vmf.folio == NULL && !vmf.flags.write);
	MC_COVERED(true, end);
}
