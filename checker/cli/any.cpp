// SPDX-License-Identifier: Apache-2.0
#include "cli/any.h"

#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>

#include "base/output_file.h"
#include "cli/any_text.h"
#include "cli/interrupt.h"
#include "cli/members.h"
#include "cli/progress.h"
#include "codegen/compiled_system.h"
#include "parameterized/certificate.h"
#include "report/number.h"
#include "report/text.h"

namespace mc::cli {
namespace {

using explore::Verdict;

class AnyNumber {
 public:
  explicit AnyNumber(const AnyRequest& request)
      : request_(request), members_(request.claim), progress_(!request.quiet) {
    result_.run = members_.announcement();
    result_.parameter = members_.parameter().name;
  }

  AnyResult run() {
    print(report::heading(result_.run, style_));
    base::flush_output();
    const frontend::LoadedFamily loaded = members_.family();
    if (loaded.family)
      prove(*loaded.family);
    else
      explore_few(loaded.errors.front().rendered);
    progress_.clear();
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
    progress_.show(fmt::format("views of {} among {}", k, size));
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
                             report::counted(proof.views, "view"), k, report::counted(proof.states, "state"),
                             size));
    return true;
  }

  void proved(const ir::System& system, const ir::Family& family) {
    result_.run.result.verdict = Verdict::holds;
    if (!request_.certificate) return;
    progress_.show("writing the certificate");
    ProofSubject claim = request_.claim;
    claim.views = result_.proof->k;
    const std::string about = claim.line() + "\n\n" + certificate_text(result_);
    result_.certificate =
        parameterized::certificate(system, family, claim.views, result_.proof->clauses, about);
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
    if (request_.seconds == 0) return 0;
    return std::max(0.001, request_.seconds - seconds());
  }
  double seconds() const {
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - start_).count();
  }
  bool stopped() const { return stop_->load(); }
  parameterized::Limit limit() const { return {.seconds = left(), .states = 0, .stop = stop_}; }

  /// Explores the system of that number; false if that is the end.
  bool explored(ir::Value number) {
    SearchOptions defaults;
    explore::Options search = defaults.options();
    search.limits.seconds = left();
    search.progress = [&](const explore::Progress& counts) { progress_.show(counts); };
    report::Run run = members_.member(number).run(search);
    progress_.clear();
    const Verdict verdict = report::verdict(run);
    if (verdict == Verdict::incomplete)
      incomplete(fmt::format("{}: {}", members_.name(number), report::incomplete_reason(run)));
    else
      result_.explored.push_back({.number = number,
                                  .verdict = verdict,
                                  .states = run.result.counts.states,
                                  .covers = newly_reached(run)});
    if (verdict == Verdict::holds)
      print(explored_text(result_, result_.explored.back()));
    else if (verdict == Verdict::violated)
      result_.run = std::move(run);
    return verdict == Verdict::holds;
  }

  std::vector<std::string> newly_reached(const report::Run& run) {
    std::vector<std::string> names;
    for (std::size_t i = 0; i < run.covers.size() && i < result_.run.covers.size(); ++i) {
      if (!run.covers[i].reached || result_.run.covers[i].reached) continue;
      result_.run.covers[i].reached = true;
      names.push_back(run.covers[i].name);
    }
    return names;
  }

  void print(const std::string& text) const {
    if (!request_.quiet) fmt::print("{}", text);
  }

  const AnyRequest& request_;
  Members members_;
  ProgressLine progress_;
  report::Style style_ = report::style_of(STDOUT_FILENO);
  const std::atomic<bool>* stop_ = watch_interrupts();
  std::chrono::steady_clock::time_point start_ = std::chrono::steady_clock::now();
  AnyResult result_;
};

}  // namespace

AnyResult prove_any(const AnyRequest& request) {
  AnyResult result = AnyNumber(request).run();
  fmt::print("{}", any_text(result, request.quiet, report::style_of(STDOUT_FILENO)));
  base::flush_output();
  return result;
}

}  // namespace mc::cli
