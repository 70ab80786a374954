// SPDX-License-Identifier: Apache-2.0
#include "study/comparison.h"

#include <algorithm>

#include "study/survey.h"

namespace mc::study {
namespace {

using ir::Verdict;

bool has(const ir::System& system, const std::string& property) {
  return std::ranges::find(system.properties, property, &ir::Property::name) != system.properties.end();
}

/// One side: what is compared, and what was found.
struct Side {
  Question question;
  Subject subject;
  Survey survey;
};

/// Searches one side. A property that only the other has is left out here; one that neither has is refused.
void look(Side& side, const Side& other, const explore::Options& search) {
  const ir::System here = load(side.subject), there = load(other.subject);
  std::vector<std::string> names = judged(side.question, side.subject);
  const bool all = names.empty();
  std::erase_if(names, [&](const std::string& name) { return !has(here, name) && has(there, name); });
  if (names.empty() && !all) names = {"deadlock"};
  side.survey = survey(side.subject, names, side.question.reductions, search);
}

std::optional<Finding> finding_of(const Survey& survey, const std::string& name) {
  const auto found = std::ranges::find(survey.properties, name, &Surveyed::name);
  if (found == survey.properties.end()) return std::nullopt;
  return found->finding;
}

/// The properties of both, those of the second first. What only one survey lists because it broke there is
/// judged in every search, and so holds where it is not listed.
std::vector<PropertyPair> pairs(const Side& before, const Side& after) {
  std::vector<PropertyPair> all;
  for (const Survey* survey : {&after.survey, &before.survey}) {
    for (const Surveyed& each : survey->properties) {
      if (std::ranges::find(all, each.name, &PropertyPair::name) != all.end()) continue;
      PropertyPair pair{.name = each.name,
                        .kind = each.kind,
                        .before = finding_of(before.survey, each.name),
                        .after = finding_of(after.survey, each.name)};
      if (each.kind == ir::Property::Kind::built_in) {
        const Side& silent = survey == &after.survey ? before : after;
        auto& missing = survey == &after.survey ? pair.before : pair.after;
        missing = Finding{.verdict = verdict(silent.survey.last), .reason = "the search ended early"};
      }
      all.push_back(std::move(pair));
    }
  }
  return all;
}

/// Goals reached in the last search; nothing if that was not exhaustive.
std::optional<bool> reached(const Answer& run, const std::string& name) {
  const auto cover = std::ranges::find(run.covers, name, &Cover::name);
  if (cover == run.covers.end()) return std::nullopt;
  if (!cover->reached && verdict(run) != ir::Verdict::holds) return std::nullopt;
  return cover->reached;
}

std::vector<CoverPair> covers(const Side& before, const Side& after) {
  std::vector<CoverPair> all;
  for (const Side* side : {&after, &before}) {
    for (const Cover& cover : side->survey.last.covers) {
      if (std::ranges::find(all, cover.name, &CoverPair::name) != all.end()) continue;
      all.push_back(
          {cover.name, reached(before.survey.last, cover.name), reached(after.survey.last, cover.name)});
    }
  }
  return all;
}

/// The run that breaks a property on one side, stepped through the other.
SteppedRun stepped(const Broken& broken, const Side& own, const Side& other, bool of_second) {
  const std::vector<std::string> property{broken.property};
  const ir::System here = load(own.subject, property);
  const ir::System there = load(other.subject);
  std::vector<std::string> theirs{has(there, broken.property) ? broken.property : "deadlock"};
  return {.property = broken.property,
          .of_second = of_second,
          .trace = broken.trace,
          .companion = trace::accompany(here, broken.parts, load(other.subject, theirs))};
}

Comparison comparison_of(const Side& before, const Side& after) {
  Comparison comparison{.before = before.survey.last,
                        .after = after.survey.last,
                        .properties = pairs(before, after),
                        .covers = covers(before, after),
                        .runs = {}};
  for (const Broken& broken : before.survey.broken)
    comparison.runs.push_back(stepped(broken, before, after, false));
  for (const Broken& broken : after.survey.broken) {
    const auto pair = std::ranges::find(comparison.properties, broken.property, &PropertyPair::name);
    if (pair->change() == PropertyPair::Change::newly_broken)
      comparison.runs.push_back(stepped(broken, after, before, true));
  }
  return comparison;
}

}  // namespace

PropertyPair::Change PropertyPair::change() const {
  if (!after) return Change::removed;
  if (after->verdict == Verdict::incomplete) return Change::undecided;
  if (!before) return after->verdict == Verdict::holds ? Change::added : Change::newly_broken;
  if (before->verdict == Verdict::incomplete) return Change::undecided;
  const bool broke = before->verdict == Verdict::violated, breaks = after->verdict == Verdict::violated;
  if (broke) return breaks ? Change::still_broken : Change::fixed;
  if (breaks) return Change::newly_broken;
  return before->evaluated || after->evaluated ? Change::holds : Change::unreachable;
}

Comparison compare(const Question& before, const Question& after, const explore::Options& search) {
  Side first{.question = before, .subject = subject_of(before), .survey = {}};
  Side second{.question = after, .subject = subject_of(after), .survey = {}};
  look(first, second, search);
  look(second, first, search);
  return comparison_of(first, second);
}

}  // namespace mc::study
