// SPDX-License-Identifier: Apache-2.0
// External SMT solvers: solvers as programs of their own: a second opinion that shares no code with mc.
#pragma once

#include <string>
#include <vector>

namespace mc::prove {

struct SolverVerdict {
  std::string solver;
  bool installed = false;
  bool agrees = false;      ///< every question was answered "unsat"
  std::size_t answers = 0;  ///< "unsat"s before anything else was said
  std::string objection;    ///< what it said instead, one line
  double seconds = 0;
};

/// What z3 and cvc5 say about the questions in the file at `path`. Throws std::runtime_error if it cannot be
/// read or asks nothing.
std::vector<SolverVerdict> check_smt_certificate(const std::string& path);

}  // namespace mc::prove
