// SPDX-License-Identifier: Apache-2.0
// Certificate for any number: a proof as a file that SMT solvers can check: the form of prove/certificate.h,
// about a system of M of the many (parameterized/views.h). Its invariant is made of one function of the
// global fields and those of any k:
//
//   (define-fun never (GLOBAL p q) Bool …)                     what there never is, of distinct p, q, ...
//   (define-fun invariant (…) Bool (and (not (never GLOBAL 0 1)) (not (never GLOBAL 0 2)) …)    for all of
//   them
//
// So whatever `never` says, the invariant is about any k, and about all alike: a step of more than M that
// leaves it is one of M that does (parameterized/clauses.h), and what solvers say of M is so for every larger
// number.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "ir/family.h"
#include "ir/system.h"
#include "parameterized/clauses.h"

namespace mc::parameterized {

/// `system` is the member of `family` with size_needed() for `k`, in which nobody has to go on. No clause is
/// about more than `k`. `about` is any text for a reader.
std::string certificate(const ir::System& system, const ir::Family& family, unsigned k,
                        const std::vector<ForbiddenCube>& clauses, const std::string& about);

/// Why `text` does not ask exactly what a proof about this system by what `k` can be at together has to
/// answer, whatever it says there never is; empty if it does. Comments do not count.
std::string difference(const ir::System& system, const ir::Family& family, unsigned k, std::string_view text);

}  // namespace mc::parameterized
