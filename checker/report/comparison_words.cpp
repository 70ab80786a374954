// SPDX-License-Identifier: Apache-2.0
#include "report/comparison_words.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/number.h"

namespace mc::report {

using Change = study::PropertyPair::Change;
using PartingKind = trace::Parting::Kind;
using Verdict = ir::Verdict;

std::string name_of(const study::Answer& run) {
  return run.variant.empty() ? run.model : run.variant;
}

std::string with_commit(const study::Answer& run) {
  return run.commit.empty() ? name_of(run) : fmt::format("{} ({})", name_of(run), run.commit);
}

std::string bounds_text(const study::Answer& run) {
  std::string out;
  for (const ir::ModelParameter& parameter : run.parameters)
    out += fmt::format("{}{}={}", out.empty() ? "" : " ", parameter.name, parameter.value);
  return out;
}

std::string finding_text(const std::optional<study::Finding>& finding) {
  if (!finding) return "no such property";
  switch (finding->verdict) {
    case Verdict::holds: return finding->evaluated ? "HOLDS" : "HOLDS, as no step comes to it";
    case Verdict::violated: return fmt::format("VIOLATED in {}", base::counted(finding->steps, "step"));
    case Verdict::incomplete: break;
  }
  return fmt::format("INCOMPLETE: {}", finding->reason);
}

std::string reached_text(const std::optional<bool>& reached) {
  if (!reached) return "not known";
  return *reached ? "reached" : "never reached";
}

std::string outcome_text(const study::SteppedRun& run, const std::string& other) {
  const std::vector<trace::Parting>& partings = run.companion.partings;
  if (run.companion.arrives)
    return partings.empty()
               ? fmt::format("{} makes the same run: nothing on its way was changed.", other)
               : fmt::format("{} makes the same run, with the statements marked + in it.", other);
  const trace::Parting& last = partings.back();
  const std::size_t number = last.step + 1;
  switch (last.kind) {
    case PartingKind::waits: return fmt::format("{} cannot take step {}: it has to wait.", other, number);
    case PartingKind::choice:
      return fmt::format("{} does not have the choice that step {} makes.", other, number);
    case PartingKind::effect: return fmt::format("Step {} does something else in {}.", number, other);
    case PartingKind::check:
      return fmt::format("At step {} a check comes out differently in {}.", number, other);
    default: break;
  }
  if (last.others.empty()) return fmt::format("{} is at its end before step {}.", other, number);
  return fmt::format("{} goes another way at step {}.", other, number);
}

std::string summary(const study::Comparison& comparison) {
  std::string out;
  for (const Change change : {Change::newly_broken, Change::still_broken, Change::fixed, Change::holds,
                              Change::unreachable, Change::undecided, Change::added, Change::removed}) {
    const auto number = std::ranges::count_if(
        comparison.properties, [&](const study::PropertyPair& pair) { return pair.change() == change; });
    if (number > 0) out += fmt::format("{}{} {}", out.empty() ? "" : ", ", number, to_string(change));
  }
  return out;
}

std::string searched_text(const study::Answer& run) {
  return fmt::format("{}: {}, {}", name_of(run), base::counted(run.result.counts.states, "state"),
                     base::duration(run.result.counts.seconds));
}

std::string agreement_text(const study::CoverPair& pair) {
  if (pair.before == false && pair.after == false) return "unreachable in both";
  return pair.before == pair.after ? "" : "differs";
}

std::string run_title(const study::Comparison& comparison, const study::SteppedRun& run) {
  const std::string first = name_of(comparison.before), second = name_of(comparison.after);
  return fmt::format("{}: a shortest run of {} that breaks it, {}, as {} takes it", run.property,
                     run.of_second ? second : first, base::counted(run.trace.steps.size(), "step"),
                     run.of_second ? first : second);
}

}  // namespace mc::report
