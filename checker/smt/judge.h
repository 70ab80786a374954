// SPDX-License-Identifier: Apache-2.0
// Z3 judges properties. The search collects the distinct valuations of the few variables that each
// property reads; Z3 decides every one of them here, so an SMT solver is the judge of a verdict while the
// search itself runs the property as compiled code. Where the two differ, one of them is wrong: an
// internal error.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "ir/system.h"

namespace mc::smt {

/// A formula applied to constants.
struct Valuation {
  ir::FormulaId formula = ir::FormulaId::none;
  std::vector<ir::Value> arguments;  ///< one a parameter of the formula
  bool operator==(const Valuation&) const = default;
};

/// Z3 said the opposite of the compiled check.
struct Disagreement {
  Valuation valuation;
  bool native = true;  ///< what the compiled check said: whether the formula holds
};

struct Judgement {
  std::size_t asked = 0;  ///< distinct valuations put to Z3
  std::vector<Valuation>
      undecided;  ///< Z3 gave no answer within its limit: the run proves nothing about these
  std::vector<Disagreement> disagreements;
};

struct JudgeOptions {
  unsigned effort = 100'000'000;  ///< limit of one question in Z3's resource units, the same on every machine
  std::size_t batch = 512;        ///< valuations in one question; at least 1
};

/// Answers one valuation at a time, or many in one question. Not for use by two threads at once.
class Judge {
 public:
  /// `system` must outlive the judge.
  explicit Judge(const ir::System& system, JudgeOptions options = {});
  ~Judge();
  Judge(const Judge&) = delete;
  Judge& operator=(const Judge&) = delete;

  /// Whether `formula` holds for `arguments`; nothing if Z3 does not know.
  std::optional<bool> holds(ir::FormulaId formula, const std::vector<ir::Value>& arguments);

  /// Puts all of `valuations` of one formula to Z3, each expected to hold (or, with `native` false, not to
  /// hold), and adds what it finds to `judgement`.
  void confirm(ir::FormulaId formula, const std::vector<std::vector<ir::Value>>& valuations, bool native,
               Judgement& judgement);

 private:
  struct Solver;
  std::unique_ptr<Solver> solver_;
};

/// Judges a whole run. `valuations` are by FormulaId (explore::Result::valuations). Without `violated`, the
/// search found nothing wrong, so Z3 must find that every valuation holds. With it, Z3 must find that
/// `violated` does not hold, and of the others what ir::Evaluator says: a search ends with the
/// level in which it found a violation, and that level may hold further ones.
Judgement judge(const ir::System& system, const std::vector<std::vector<std::vector<ir::Value>>>& valuations,
                const std::optional<Valuation>& violated = std::nullopt, JudgeOptions options = {});

/// "no_dirty_warn with warn = 1, uptodate = 0, dirty = 0: the compiled check says it holds, Z3 says not".
std::string describe(const ir::System& system, const Disagreement& disagreement);

}  // namespace mc::smt
