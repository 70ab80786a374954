// An inductive invariant as a file that any SMT solver can check: SMT-LIB 2, logic QF_BV, self-contained.
//
//   ; mc invariant 1                      and what the proof is about, as comments
//   (define-fun invariant (…) Bool …)     first of all, so that it can speak of its parameters only
//   (declare-const …)                     the fields of a state, and what the model chooses
//   (push 1) … (check-sat) (pop 1)        initiation; consecution, a question a step; safety, likewise
//
// Every (check-sat) has to be answered "unsat".
#pragma once

#include <string>
#include <string_view>

#include "ir/system.h"
#include "prove/invariant.h"

namespace mc::prove {

/// Of a proof about `system`, as the engines run it. `about` is any text for a reader: lines that become
/// comments.
std::string certificate(const ir::System& system, const Invariant& invariant, const std::string& about);

/// Whether `text` begins as a certificate does.
bool is_certificate(std::string_view text);

/// Why `text` does not ask exactly what a proof about this system has to answer, whatever its invariant is;
/// empty if it does. Comments do not count.
std::string difference(const ir::System& system, std::string_view text);

}  // namespace mc::prove
