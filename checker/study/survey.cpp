// SPDX-License-Identifier: Apache-2.0
#include "study/survey.h"

#include <fmt/format.h>

#include <algorithm>

#include "study/verification.h"

namespace mc::study {
namespace {

using Kind = ir::Property::Kind;

/// One entry a name, in the order of the model; all if `names` is empty. What the language checks by itself
/// is looked at in every search and is listed only if it breaks.
std::vector<Surveyed> asked(const ir::System& system, const std::vector<std::string>& names) {
  std::vector<Surveyed> all;
  for (const ir::Property& property : system.properties) {
    if (property.kind == Kind::built_in || property.kind == Kind::cover) continue;
    const bool wanted = names.empty() || property.kind == Kind::deadlock ||
                        std::ranges::find(names, property.name) != names.end();
    if (!wanted || std::ranges::find(all, property.name, &Surveyed::name) != all.end()) continue;
    all.push_back({property.name, property.kind, {}});
  }
  return all;
}

/// Whether any check of this name was ever evaluated in the search.
bool evaluated(const ir::System& system, const explore::Result& result, const std::string& name) {
  for (std::size_t i = 0; i < system.formulas.size() && i < result.valuations.size(); ++i) {
    const ir::Property& property = system.properties[ir::index(system.formulas[i].property)];
    if (property.name == name && !result.valuations[i].empty()) return true;
  }
  return false;
}

class Surveyor {
 public:
  Surveyor(const Subject& subject, const transform::Reductions& reductions, const explore::Options& options)
      : subject_(subject), reductions_(reductions), options_(options) {}

  Survey run(const std::vector<std::string>& names) {
    survey_.properties = asked(load(subject_, names), names);
    for (const Surveyed& each : survey_.properties) open_.push_back(each.name);
    while (search()) {
    }
    return std::move(survey_);
  }

 private:
  Surveyed& entry(const std::string& name, Kind kind) {
    const auto found = std::ranges::find(survey_.properties, name, &Surveyed::name);
    if (found != survey_.properties.end()) return *found;
    survey_.properties.push_back({name, kind, {}});
    return survey_.properties.back();
  }

  /// Searches for what is still open. True if something broke that can be left out next time.
  bool search() {
    const Verification verification(subject_, open_, reductions_);
    count(verification.run(options_));
    switch (verdict(survey_.last)) {
      case ir::Verdict::holds: settle(verification); return false;
      case ir::Verdict::incomplete: give_up(incomplete_reason(survey_.last)); return false;
      case ir::Verdict::violated: break;
    }
    return note_violation(verification);
  }

  void count(Answer run) {
    explore::Progress& counts = run.result.counts;
    const explore::Progress& before = survey_.last.result.counts;
    counts.states += before.states;
    counts.transitions += before.transitions;
    counts.seconds += before.seconds;
    counts.depth = std::max(counts.depth, before.depth);
    survey_.last = std::move(run);
  }

  bool note_violation(const Verification& verification) {
    const trace::Trace& trace = *survey_.last.trace;
    Broken broken{.property = trace.property, .trace = trace, .parts = {}};
    std::vector<ir::Move> moves;
    for (const trace::Step& step : trace.steps) moves.push_back(step.move);
    broken.parts = trace::refine(verification.merged(), load(subject_, open_), moves);
    entry(trace.property, trace.kind).finding = {
        .verdict = ir::Verdict::violated, .reason = "", .steps = moves.size()};
    survey_.broken.push_back(std::move(broken));
    std::erase(open_, trace.property);
    if (trace.kind == Kind::built_in || trace.kind == Kind::deadlock) {
      give_up(fmt::format("{} is reached first", trace.property));
      return false;
    }
    return true;
  }

  void settle(const Verification& verification) {
    for (const std::string& name : open_) {
      Surveyed& each = entry(name, Kind::check);
      each.finding.verdict = ir::Verdict::holds;
      each.finding.evaluated =
          each.kind != Kind::check || evaluated(verification.merged(), survey_.last.result, name);
    }
  }

  void give_up(const std::string& reason) {
    for (const std::string& name : open_) entry(name, Kind::check).finding.reason = reason;
  }

  const Subject& subject_;
  const transform::Reductions& reductions_;
  const explore::Options& options_;
  std::vector<std::string> open_;  ///< not yet decided; deadlock is among them
  Survey survey_;
};

}  // namespace

Survey survey(const Subject& subject, const std::vector<std::string>& properties,
              const transform::Reductions& reductions, const explore::Options& options) {
  return Surveyor(subject, reductions, options).run(properties);
}

}  // namespace mc::study
