// SPDX-License-Identifier: Apache-2.0
#include "report/walk_file.h"

#include <fmt/format.h>

#include <fstream>
#include <nlohmann/json.hpp>

#include "base/errors.h"
#include "report/json.h"
#include "trace/refine.h"

namespace mc::report {
namespace {

nlohmann::json read(const std::string& file) {
  std::ifstream stream(file);
  if (!stream) throw UsageError(fmt::format("{}: cannot be read", file));
  try {
    return nlohmann::json::parse(stream);
  } catch (const nlohmann::json::exception& error) {
    throw UsageError(fmt::format("{}: no JSON: {}", file, error.what()));
  }
}

/// What a file says about one step.
struct Saved {
  ir::Move move;
  std::string task, statement;
};

std::vector<Saved> steps_of(const std::string& file) {
  const nlohmann::json document = read(file);
  std::vector<Saved> steps;
  try {
    for (const nlohmann::json& step : document.at("trace").at("steps")) {
      const nlohmann::json& move = step.at("move");
      steps.push_back({.move = {.task = move.at("task").get<std::uint32_t>(),
                                .copy = move.at("copy").get<std::uint32_t>(),
                                .choices = move.at("choices").get<std::vector<std::uint32_t>>()},
                       .task = step.at("task").get<std::string>(),
                       .statement = step.at("statement").get<std::string>()});
    }
  } catch (const nlohmann::json::exception& error) {
    throw UsageError(
        fmt::format("{}: no trace; write one with `save` or mc explore --json: {}", file, error.what()));
  }
  return steps;
}

/// Takes the steps, each of which must be told as the file tells it. Returns the number of the first that
/// cannot be taken, or how many there are.
std::size_t follow(const std::vector<Saved>& steps, trace::Walk& walk) {
  for (std::size_t i = 0; i < steps.size(); ++i) {
    if (!walk.take(steps[i].move)) return i;
    const trace::Step& step = walk.steps().back();
    if (step.task != steps[i].task || step.statement != steps[i].statement) return i;
  }
  return steps.size();
}

}  // namespace

std::string walk_file(const study::Answer& about, const trace::Trace& trace) {
  nlohmann::ordered_json parameters = nlohmann::ordered_json::object();
  for (const ir::ModelParameter& parameter : about.parameters) parameters[parameter.name] = parameter.value;
  return document({{"model", about.model},
                   {"variant", about.variant},
                   {"commit", about.commit},
                   {"parameters", std::move(parameters)},
                   {"memory_model", "sequential consistency"},
                   {"trace", json(trace)}});
}

void replay_file(const std::string& file, const ir::System& merged, const ir::System& walked,
                 trace::Walk& walk) {
  const std::vector<Saved> steps = steps_of(file);
  const std::size_t done = follow(steps, walk);
  if (done == steps.size()) return;
  trace::Walk coarse(merged);
  const std::size_t known = follow(steps, coarse);
  if (known < steps.size())
    throw UsageError(
        fmt::format("{}: step {} cannot be taken in this model: load it with the --model, --set, "
                    "--property and --no-... of the run that was saved",
                    file, std::max(done, known) + 1));
  std::vector<ir::Move> moves;
  for (const Saved& step : steps) moves.push_back(step.move);
  walk.restart();
  for (const trace::Part& part : trace::refine(merged, walked, moves))
    if (!walk.take(part.move)) throw InternalError("a refined run cannot be walked");
}

}  // namespace mc::report
