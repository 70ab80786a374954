// SPDX-License-Identifier: Apache-2.0
#include "study/expectation.h"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>

#include "base/errors.h"
#include "study/subject.h"
#include "study/verification.h"

namespace mc::study {
namespace {

std::string found_text(const Answer& run) {
  const std::string word = ir::to_string(verdict(run));
  if (run.trace) return fmt::format("{} {} in {} steps", word, run.trace->property, run.trace->steps.size());
  if (verdict(run) == ir::Verdict::incomplete) {
    return fmt::format("{} {}", word, incomplete_reason(run));
  }
  const std::vector<std::string> missing = unreached(run);
  if (missing.empty()) return word;
  return fmt::format("{}, never reached: {}", word, fmt::join(missing, ", "));
}

/// Covers that were not reached though the expectation does not say so: a pass that means less than it seems.
std::vector<std::string> missed(const Expectation& expectation, const Answer& run) {
  std::vector<std::string> names;
  for (const std::string& cover : unreached(run)) {
    if (std::ranges::find(expectation.unreached, cover) == expectation.unreached.end())
      names.push_back(cover);
  }
  return names;
}

std::string difference_of(const Expectation& expectation, const Answer& run) {
  const ir::Verdict verdict = study::verdict(run);
  const bool other = run.trace && run.trace->property != expectation.property.front();
  if (verdict != expectation.verdict || (verdict == ir::Verdict::violated && other)) {
    return fmt::format("expected {} {}{}{}", ir::to_string(expectation.verdict),
                       fmt::join(expectation.property, ", "), expectation.why.empty() ? "" : ": ",
                       expectation.why);
  }
  const std::vector<std::string> names = missed(expectation, run);
  if (verdict != ir::Verdict::holds || names.empty()) return {};
  return fmt::format("vacuous in part: mend the model, or say so with unreached = [\"{}\"]",
                     fmt::join(names, "\", \""));
}

Examination failed(Outcome outcome, const std::string& found, const std::string& message) {
  const std::string line = message.substr(0, message.find('\n'));
  return {.found = found, .difference = line, .run = std::nullopt, .seconds = 0, .outcome = outcome};
}

}  // namespace

Examination compare(const Expectation& expectation, Answer run) {
  Examination found{.found = found_text(run),
                    .difference = difference_of(expectation, run),
                    .run = std::nullopt,
                    .seconds = 0,
                    .outcome = Outcome::as_expected};
  if (!found.difference.empty()) {
    const bool incomplete = verdict(run) == ir::Verdict::incomplete;
    found.outcome = incomplete ? Outcome::incomplete : Outcome::different;
  }
  found.run = std::move(run);
  return found;
}

Examination examine(const Selection& selection, const Expectation& expectation,
                    const explore::Options& options, const transform::Reductions& reductions) {
  const auto start = std::chrono::steady_clock::now();
  Examination found;
  try {
    Subject subject = subject_of(selection);
    subject.input.settings = expectation.set;
    found = compare(expectation, Verification(subject, expectation.property, reductions).run(options));
  } catch (const UsageError& error) {
    found = failed(Outcome::different, "refused", error.what());
  } catch (const std::exception& error) {
    found = failed(Outcome::failed, "internal error", error.what());
  }
  found.seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
  return found;
}

std::string bounds_text(const Expectation& expectation) {
  std::string text;
  for (const auto& [name, value] : expectation.set) {
    text += fmt::format("{}{}={}", text.empty() ? "" : " ", name, value);
  }
  return text.empty() ? "default bounds" : text;
}

}  // namespace mc::study
