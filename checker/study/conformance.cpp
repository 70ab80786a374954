// SPDX-License-Identifier: Apache-2.0
#include "study/conformance.h"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>

#include "base/errors.h"
#include "conform/plan.h"

namespace mc::study {
const Model& model_to_conform(const Registry& registry, const std::string& name) {
  std::vector<const Model*> fitting;
  std::string names;
  for (const Model& model : registry.models()) {
    if (!model.conform) continue;
    names += (names.empty() ? "" : ", ") + model.name;
    if (name.empty() || model.name == name) fitting.push_back(&model);
  }
  if (fitting.size() == 1) return *fitting.front();
  throw UsageError(names.empty() ? "no model has a [conform] table in its model.toml; see model/RECORDINGS.md"
                                 : fmt::format("name one model with --model: {}", names));
}

Conformance conform_run(const conform::Run& run, const conform::Images& images, const conform::Rules& rules,
                        Machines& machines, const std::atomic<bool>* stop) {
  const auto start = std::chrono::steady_clock::now();
  Conformance found{.run = &run, .verdict = {}, .seconds = 0};
  try {
    const conform::Plan plan = conform::plan(run, images, rules);
    found.verdict = conform::match(machines.machine(run.build, plan.settings), run, plan, stop);
  } catch (const conform::NotModelled& missing) {
    found.verdict.kind = conform::Verdict::Kind::not_modelled;
    found.verdict.reason = missing.what();
  }
  found.seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
  return found;
}

ir::Verdict verdict(const std::vector<Conformance>& all) {
  using conform::Verdict;
  const auto any = [&](Verdict::Kind kind) {
    return std::ranges::any_of(all, [kind](const Conformance& each) { return each.verdict.kind == kind; });
  };
  if (any(Verdict::Kind::disagrees)) return ir::Verdict::violated;
  const auto agrees = [](const Conformance& each) { return each.verdict.kind == Verdict::Kind::agrees; };
  return !all.empty() && std::ranges::all_of(all, agrees) ? ir::Verdict::holds : ir::Verdict::incomplete;
}

}  // namespace mc::study
