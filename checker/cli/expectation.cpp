// SPDX-License-Identifier: Apache-2.0
#include "cli/expectation.h"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>

#include "cli/options.h"
#include "cli/verification.h"

namespace mc::cli {
namespace {

std::string found_text(const report::Run& run) {
  const std::string verdict = report::to_string(report::verdict(run));
  if (run.trace)
    return fmt::format("{} {} in {} steps", verdict, run.trace->property, run.trace->steps.size());
  if (report::verdict(run) == explore::Verdict::incomplete) {
    return fmt::format("{} {}", verdict, report::incomplete_reason(run));
  }
  const std::vector<std::string> unreached = report::unreached(run);
  if (unreached.empty()) return verdict;
  return fmt::format("{}, never reached: {}", verdict, fmt::join(unreached, ", "));
}

/// Covers that were not reached though the expectation does not say so: a pass that means less than it seems.
std::vector<std::string> missed(const Expectation& expectation, const report::Run& run) {
  std::vector<std::string> names;
  for (const std::string& cover : report::unreached(run)) {
    if (std::ranges::find(expectation.unreached, cover) == expectation.unreached.end())
      names.push_back(cover);
  }
  return names;
}

std::string difference_of(const Expectation& expectation, const report::Run& run) {
  const explore::Verdict verdict = report::verdict(run);
  const bool other = run.trace && run.trace->property != expectation.property.front();
  if (verdict != expectation.verdict || (verdict == explore::Verdict::violated && other)) {
    return fmt::format("expected {} {}{}{}", report::to_string(expectation.verdict),
                       fmt::join(expectation.property, ", "), expectation.why.empty() ? "" : ": ",
                       expectation.why);
  }
  const std::vector<std::string> names = missed(expectation, run);
  if (verdict != explore::Verdict::holds || names.empty()) return {};
  return fmt::format("vacuous in part: mend the model, or say so with unreached = [\"{}\"]",
                     fmt::join(names, "\", \""));
}

Finding failed(Exit exit, const std::string& found, const std::string& message) {
  const std::string line = message.substr(0, message.find('\n'));
  return {.found = found, .difference = line, .run = std::nullopt, .seconds = 0, .exit = exit};
}

}  // namespace

Finding compare(const Expectation& expectation, report::Run run) {
  Finding finding{.found = found_text(run),
                  .difference = difference_of(expectation, run),
                  .run = std::nullopt,
                  .seconds = 0,
                  .exit = Exit::holds};
  if (!finding.difference.empty()) {
    const bool incomplete = report::verdict(run) == explore::Verdict::incomplete;
    finding.exit = incomplete ? Exit::incomplete : Exit::violated;
  }
  finding.run = std::move(run);
  return finding;
}

Finding examine(const Selection& selection, const Expectation& expectation, const explore::Options& options,
                const transform::Reductions& reductions) {
  const auto start = std::chrono::steady_clock::now();
  Finding finding;
  try {
    Subject subject = subject_of(selection);
    subject.input.settings = expectation.set;
    finding = compare(expectation, Verification(subject, expectation.property, reductions).run(options));
  } catch (const UsageError& error) {
    finding = failed(Exit::violated, "refused", error.what());
  } catch (const std::exception& error) {
    finding = failed(Exit::internal, "internal error", error.what());
  }
  finding.seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
  return finding;
}

std::string bounds_text(const Expectation& expectation) {
  std::string text;
  for (const auto& [name, value] : expectation.set) {
    text += fmt::format("{}{}={}", text.empty() ? "" : " ", name, value);
  }
  return text.empty() ? "default bounds" : text;
}

}  // namespace mc::cli
