// SPDX-License-Identifier: Apache-2.0
// Proof certificate: an inductive invariant as a file that any SMT solver can check: SMT-LIB 2, logic QF_BV,
// self-contained.
//
//   ; mc invariant 1                      and what the proof is about, as comments
//   (define-fun invariant (…) Bool …)     first of all, so that it can speak of its parameters only
//                                         (of a proof for any number: parameterized/certificate.h)
//   (declare-const …)                     the fields of a state, and what the model chooses
//   (push 1) … (check-sat) (pop 1)        initiation; consecution, a question a step; safety, likewise
//
// Every (check-sat) has to be answered "unsat".
#pragma once

#include <string>
#include <string_view>

#include "ir/system.h"
#include "prove/invariant.h"
#include "prove/transition.h"

namespace mc::prove {

/// How a certificate defines `invariant`, a function of all fields of a state in the order of
/// Variables::current(). What `body` says is anybody's to choose, the rest is not.
struct Definition {
  std::string opening;  ///< "(define-fun NAME (PARAMETERS) Bool": all that the body can speak of
  std::string body;     ///< a Boolean term
  std::string rest;     ///< commands behind it; empty if NAME is "invariant"
};

/// "(define-fun `name` ((f (_ BitVec 1)) …) Bool" for parameters named as `fields` are.
std::string opening(const std::string& name, const z3::expr_vector& fields);

/// A term in standard syntax. Z3 alone writes "bvsdiv_i" for a division whose divisor it knows not to be 0.
std::string term(const z3::expr& formula);

/// `about` is any text for a reader: lines that become comments.
std::string certificate(const Transition& transition, const Definition& definition, const std::string& about);

/// Why `text` does not ask exactly what a proof about this system has to answer, whatever the body of its
/// definition is; empty if it does. Comments do not count. The body of `definition` is not looked at.
std::string difference(const Transition& transition, const Definition& definition, std::string_view text);

/// Of a proof about `system`, as the engines run it.
std::string certificate(const ir::System& system, const Invariant& invariant, const std::string& about);

/// Whether `text` begins as a certificate does.
bool is_certificate(std::string_view text);

/// The same as difference() above, of a proof whose invariant is about all fields.
std::string difference(const ir::System& system, std::string_view text);

}  // namespace mc::prove
