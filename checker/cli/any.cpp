#include "cli/any.h"

#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>

#include "any/proof.h"
#include "cli/interrupt.h"
#include "cli/names.h"
#include "cli/output_file.h"
#include "cli/progress.h"
#include "cli/verification.h"
#include "codegen/compiled_system.h"
#include "report/number.h"
#include "report/table.h"
#include "report/text.h"

namespace mc::cli {
namespace {

using explore::Verdict;
using report::Paint;

std::string lower_case(std::string text) {
  std::ranges::transform(text, text.begin(),
                         [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  return text;
}

ir::ModelParameter parameter_of(const AnyRequest& request) {
  std::vector<std::string> names;
  for (const ir::ModelParameter& parameter : frontend::parameters(request.subject.input)) {
    if (lower_case(parameter.name) == lower_case(request.parameter)) return parameter;
    names.push_back(lower_case(parameter.name));
  }
  throw UsageError(unknown("parameter", lower_case(request.parameter), names));
}

class AnyNumber {
 public:
  explicit AnyNumber(const AnyRequest& request)
      : request_(request), parameter_(parameter_of(request)), progress_(!request.quiet) {}

  Exit run() {
    heading();
    const frontend::LoadedFamily loaded = frontend::family(request_.subject.input, parameter_.name);
    if (loaded.family) return prove(*loaded.family);
    for (ir::Value number = parameter_.least; number <= std::min<ir::Value>(parameter_.most, 2); ++number)
      if (!explored(number)) return end_;
    return incomplete("no proof for larger numbers: the model does not treat all alike",
                      loaded.errors.front().rendered);
  }

 private:
  /// Of two, as with one there is little to say of the others.
  void heading() const {
    if (request_.quiet) return;
    const ir::Value number = std::clamp<ir::Value>(2, parameter_.least, parameter_.most);
    report::Run run = Verification(subject(number), request_.properties, request_.reductions).announcement();
    std::erase_if(run.parameters, [this](const auto& each) { return each.name == parameter_.name; });
    print(report::heading(run, style_));
    flush_output();
  }

  Exit prove(const ir::Family& family) {
    ir::Value next = parameter_.least;
    for (unsigned k = 1;; ++k) {
      const ir::Value size = any::size_needed(family, k);
      if (size > parameter_.most)
        return incomplete(
            fmt::format("views of {} do not prove it; views of {} need {}={}, and its MC_PARAM "
                        "goes to {} only",
                        k - 1, k, parameter_.name, size, parameter_.most));
      for (; next < size; ++next)
        if (!explored(next)) return end_;
      progress_.show(fmt::format("views of {} among {}", k, size));
      const Verification verification(subject(size), request_.properties, request_.reductions);
      const ir::System system = any::without_deadlock(verification.optimised());
      const codegen::CompiledSystem compiled(system);
      any::Proof proof;
      try {
        proof = any::attempt(system, *compiled.generator(), family, k, limit(), parameter_.name);
      } catch (const any::Unsuitable& reason) {
        return incomplete(fmt::format("no proof for larger numbers: {}", reason.what()));
      }
      progress_.clear();
      if (proof.end == any::Closure::End::halted)
        return incomplete(fmt::format(
            "{}, at {} of {} and {} of {}", stopped() ? "interrupted" : "time limit",
            report::counted(proof.views, "view"), k, report::counted(proof.states, "state"), size));
      if (proof.end == any::Closure::End::safe) return proved(proof, size);
    }
  }

  Subject subject(ir::Value number) const {
    Subject result = request_.subject;
    std::erase_if(result.input.settings,
                  [this](const auto& each) { return lower_case(each.first) == lower_case(parameter_.name); });
    result.input.settings[parameter_.name] = number;
    return result;
  }

  double left() const {
    if (request_.seconds == 0) return 0;
    return std::max(0.001, request_.seconds - seconds());
  }
  double seconds() const {
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - start_).count();
  }
  bool stopped() const { return stop_->load(); }
  any::Limit limit() const { return {.seconds = left(), .states = 0, .stop = stop_}; }

  /// Explores the system of that number; false if that is the end.
  bool explored(ir::Value number) {
    const Verification verification(subject(number), request_.properties, request_.reductions);
    const std::string name = fmt::format("{}={}", parameter_.name, number);
    SearchOptions defaults;
    explore::Options search = defaults.options();
    search.limits.seconds = left();
    search.progress = [&](const explore::Progress& counts) { progress_.show(counts); };
    const report::Run run = verification.run(search);
    progress_.clear();
    const Verdict verdict = report::verdict(run);
    if (verdict == Verdict::holds) {
      if (!request_.quiet)
        print(fmt::format("{}  holds, {}\n", name, report::counted(run.result.counts.states, "state")));
      note_covers(run);
      smallest_ = name;
      return true;
    }
    if (!request_.quiet) print(fmt::format("{}:\n\n", name));
    print(request_.quiet ? report::verdict_text(run, style_) : report::text(run, style_));
    end_ = exit_of(verdict);
    return false;
  }

  Exit proved(const any::Proof& proof, ir::Value size) {
    if (!request_.quiet) {
      print(fmt::format("\nNever, for distinct p, q, ... below {}, however many there are:\n",
                        parameter_.name));
      for (const std::string& clause : proof.clauses) print("  " + clause + "\n");
      print("\n");
    }
    if (!request_.certificate.empty()) write_file(request_.certificate, proof.certificate);
    verdict(
        "HOLDS", Paint::good,
        fmt::format("for any number {}: {} of {} at a time, closed under all steps of {}; Z3 confirmed the "
                    "invariant of {} for {} and more, and fewer were explored",
                    parameter_.name, report::counted(proof.views, "view"), proof.k, size,
                    report::counted(proof.clauses.size(), "clause"), size));
    return Exit::holds;
  }

  Exit incomplete(const std::string& reason, const std::string& detail = "") {
    progress_.clear();
    if (!request_.quiet) print(detail.empty() ? "\n" : "\n" + detail + "\n");
    verdict("INCOMPLETE", Paint::doubtful,
            reason + (smallest_.empty() ? "" : fmt::format("; holds up to {}", smallest_)));
    return Exit::incomplete;
  }

  void verdict(const std::string& word, Paint paint, const std::string& text) const {
    const std::string line = report::paragraph(word + "  " + text, style_);
    print(report::painted(word, paint, style_) + line.substr(word.size()));
    const auto faint = [&](const std::string& more) {
      print(report::paragraph(more, style_, 2, Paint::faint));
    };
    if (word == "HOLDS") {
      faint("Deadlock and endless runs are judged for the numbers that were explored only");
      if (!unreached_.empty()) faint("Covers never reached there: " + unreached_);
    }
    faint("Assumes sequential consistency: every task sees all stores in one order");
    faint(report::duration(seconds()));
    flush_output();
  }

  /// Covers that the largest number explored did not reach.
  void note_covers(const report::Run& run) {
    unreached_.clear();
    for (const std::string& cover : report::unreached(run))
      unreached_ += (unreached_.empty() ? "" : ", ") + cover;
  }

  static void print(const std::string& text) { fmt::print("{}", text); }

  const AnyRequest& request_;
  ir::ModelParameter parameter_;
  ProgressLine progress_;
  report::Style style_ = report::style_of(STDOUT_FILENO);
  const std::atomic<bool>* stop_ = watch_interrupts();
  std::chrono::steady_clock::time_point start_ = std::chrono::steady_clock::now();
  std::string smallest_, unreached_;
  Exit end_ = Exit::holds;
};

}  // namespace

Exit prove_any(const AnyRequest& request) {
  if (!request.certificate.empty()) check_writable(request.certificate);
  return AnyNumber(request).run();
}

}  // namespace mc::cli
