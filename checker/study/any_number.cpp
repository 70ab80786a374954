// SPDX-License-Identifier: Apache-2.0
#include "study/any_number.h"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>

#include "base/number.h"
#include "codegen/compiled_system.h"
#include "parameterized/certificate.h"
#include "study/members.h"

namespace mc::study {
namespace {

using ir::Verdict;

class AnyNumber {
 public:
  AnyNumber(const Question& question, const explore::Options& search, const AnyWatcher& watcher)
      : search_(search), watcher_(watcher), members_(question) {
    result_.run = members_.announcement();
    result_.parameter = members_.parameter().name;
  }

  AnyResult run() {
    if (watcher_.announced) watcher_.announced(result_.run);
    const frontend::LoadedFamily loaded = members_.family();
    if (loaded.family)
      prove(*loaded.family);
    else
      explore_few(loaded.errors.front().rendered);
    result_.seconds = seconds();
    if (!result_.run.trace) result_.run.result.counts.seconds = result_.seconds;
    return std::move(result_);
  }

 private:
  void explore_few(const std::string& objection) {
    for (const ir::Value number : members_.below(std::min<ir::Value>(members_.parameter().most, 2) + 1))
      if (!explored(number)) return;
    result_.detail = objection;
    incomplete("no proof for larger numbers: the model does not treat all alike");
  }

  void prove(const ir::Family& family) {
    for (unsigned k = 1;; ++k) {
      const ir::Value size = parameterized::size_needed(family, k);
      if (size > members_.parameter().most)
        return incomplete(
            fmt::format("views of {} do not prove it; views of {} need {}, and its MC_PARAM goes to {} only",
                        k - 1, k, members_.name(size), members_.parameter().most));
      for (const ir::Value number : members_.below(size))
        if (number > largest() && !explored(number)) return;
      if (attempt(family, k, size)) return;
    }
  }

  /// True if that is the end: a proof, or a limit.
  bool attempt(const ir::Family& family, unsigned k, ir::Value size) {
    show(fmt::format("views of {} among {}", k, size));
    const ir::System system = members_.system(size);
    const codegen::CompiledSystem compiled(system);
    result_.size = size;
    try {
      result_.proof = parameterized::attempt(system, *compiled.generator(), family, k, limit());
    } catch (const parameterized::Unsuitable& reason) {
      incomplete(fmt::format("no proof for larger numbers: {}", reason.what()));
      return true;
    }
    const parameterized::Proof& proof = *result_.proof;
    if (proof.end == parameterized::Closure::End::bad) return false;
    if (proof.end == parameterized::Closure::End::safe)
      proved(system, family);
    else
      incomplete(fmt::format("{}, at {} of {} and {} of {}", stopped() ? "interrupted" : "time limit",
                             base::counted(proof.views, "view"), k, base::counted(proof.states, "state"),
                             size));
    return true;
  }

  void proved(const ir::System& system, const ir::Family& family) {
    result_.run.result.verdict = Verdict::holds;
    result_.proved = {system, family};
  }

  void incomplete(const std::string& reason) {
    result_.run.result.verdict = Verdict::incomplete;
    result_.run.result.reason =
        reason + (result_.explored.empty() ? "" : "; holds up to " + members_.name(largest()));
  }

  ir::Value largest() const {
    return result_.explored.empty() ? members_.parameter().least - 1 : result_.explored.back().number;
  }

  double left() const {
    if (search_.limits.seconds == 0) return 0;
    return std::max(0.001, search_.limits.seconds - seconds());
  }
  double seconds() const {
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - start_).count();
  }
  bool stopped() const { return search_.stop != nullptr && search_.stop->load(); }
  parameterized::Limit limit() const { return {.seconds = left(), .states = 0, .stop = search_.stop}; }

  /// Explores the system of that number; false if that is the end.
  bool explored(ir::Value number) {
    explore::Options search = search_;
    search.limits.seconds = left();
    Answer run = members_.member(number).run(search);
    const Verdict verdict = study::verdict(run);
    if (verdict == Verdict::incomplete)
      incomplete(fmt::format("{}: {}", members_.name(number), incomplete_reason(run)));
    else
      result_.explored.push_back({.number = number,
                                  .verdict = verdict,
                                  .states = run.result.counts.states,
                                  .covers = newly_reached(run)});
    if (verdict == Verdict::holds && watcher_.explored) watcher_.explored(result_, result_.explored.back());
    if (verdict == Verdict::violated) result_.run = std::move(run);
    return verdict == Verdict::holds;
  }

  std::vector<std::string> newly_reached(const Answer& run) {
    std::vector<std::string> names;
    for (std::size_t i = 0; i < run.covers.size() && i < result_.run.covers.size(); ++i) {
      if (!run.covers[i].reached || result_.run.covers[i].reached) continue;
      result_.run.covers[i].reached = true;
      names.push_back(run.covers[i].name);
    }
    return names;
  }

  void show(const std::string& text) const {
    if (watcher_.progress) watcher_.progress(text);
  }

  const explore::Options& search_;
  const AnyWatcher& watcher_;
  Members members_;
  std::chrono::steady_clock::time_point start_ = std::chrono::steady_clock::now();
  AnyResult result_;
};

}  // namespace

AnyResult prove_any(const Question& question, const explore::Options& search, const AnyWatcher& watcher) {
  return AnyNumber(question, search, watcher).run();
}

std::string certificate(const Question& question, const AnyResult& result, const std::string& about) {
  Question claim = question;
  claim.views = result.proof->k;
  return parameterized::certificate(result.proved->system, result.proved->family, claim.views,
                                    result.proof->clauses, claim.line() + "\n\n" + about);
}

}  // namespace mc::study
