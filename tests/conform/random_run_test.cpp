// SPDX-License-Identifier: Apache-2.0
// Runs that the model itself made agree with it; what is read off another run does not.
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "notebook.h"

namespace mc::test {
namespace {

using conform::Ending;
using conform::Plan;

/// What a LOOK shows, as a recording has it.
Json contents(const ir::System& system, const conform::Shape& shape, const ir::State& globals) {
  if (shape.slot) return conform::json_of(system, *shape.slot, globals[*shape.slot]);
  const conform::Shape* present = shape.member("present");
  if (present != nullptr && globals[*present->slot] == 0) return {};
  const conform::Shape* at = shape.member("at");
  Json array = Json::array(), object = Json::object();
  for (const conform::Shape& element : at != nullptr ? at->elements : shape.elements)
    array.push_back(contents(system, element, globals));
  for (const auto& [name, member] : shape.members)
    if (name != "present") object[name] = contents(system, member, globals);
  return array.empty() ? object : array;
}

/// Draws calls and lets the model choose what they come to.
class Recorder {
 public:
  Recorder(conform::Machine& machine, const Plan& plan) : machine_(machine), state_(machine.initial()) {
    for (const conform::Action& action : plan.actions) carry_out(action.task, *action.request);
  }

  Json event() {
    const unsigned task = *rc::gen::inRange(0u, 2u);
    const auto call = *rc::gen::element<std::string>("store", "store", "load", "fsync", "sleep");
    const auto page = *rc::gen::inRange(0ll, 2ll);
    Json event = {{"task", task == 0 ? "A" : "B"}, {"call", call}};
    if (call == "store" || call == "load") event["offset"] = page * 4096;
    if (call == "sleep") event["ms"] = 2000;
    conform::Request request{call, event};
    for (const char* key : {"task", "call"}) request.members.erase(key);
    request.members["process"] = task;
    const Ending ending = carry_out(task, request);
    event["result"] = ending.answer.sigbus ? Json("SIGBUS") : Json(ending.answer.result);
    const ir::State& globals = machine_.look(state_, 0, {"look", {{"page", page}, {"process", 0}}});
    Json seen = contents(machine_.system(), machine_.record(), globals);
    seen.erase("losses");
    seen.update({{"task", "A"}, {"page", page}});
    event["state"] = Json::array({seen});
    event["warn"] = chains_;
    return event;
  }

 private:
  Ending carry_out(unsigned task, const conform::Request& request) {
    const conform::Endings& endings = machine_.carry_out(state_, task, request, fired_, "");
    const Ending ending = endings.all[*rc::gen::inRange<std::size_t>(0, endings.all.size())];
    state_ = ending.state;
    chains_ = Json::array();
    for (const conform::WarningOccurrence& occurrence : ending.occurrences) {
      fired_ |= std::uint64_t{1} << occurrence.warning;
      if (machine_.warnings().shown(occurrence)) chains_.push_back("mark_dirty <- write_fault <- access");
    }
    return ending;
  }

  conform::Machine& machine_;
  conform::Packed state_;
  std::uint64_t fired_ = 0;
  Json chains_;
};

class RandomRun : public Notebook {
 public:
  void TestBody() override {}

  Json recorded(const std::string& build) {
    Json run =
        run_of(R"([{"task":"A","call":"open","path":"f","result":0},{"task":"A","call":"load","offset":4096},
                          {"task":"B","call":"load","offset":0}])",
               {{"build", build}});
    const conform::Images images(directory.write("images.json", kNotebookImages));
    const conform::Run first = conform::read_runs(directory.write("runs.jsonl", run.dump())).front();
    const Plan plan = conform::plan(first, images, model().conform->rules);
    Recorder recorder(machines().machine(build, plan.settings), plan);
    const auto length = *rc::gen::inRange(3, 12);
    for (int i = 0; i < length; ++i) run["events"].push_back(recorder.event());
    return run;
  }

  Verdict verdict_of(const Json& run) { return verdict(run); }
  std::string told_of(const Verdict& verdict) { return told(verdict); }
};

/// What is recorded of the model agrees with it, unless another execution looks the same and warns otherwise.
RC_GTEST_PROP(RandomRuns, of_the_model_agree_with_it, ()) {
  RandomRun notebook;
  const Json run = notebook.recorded(*rc::gen::element<std::string>("broken", "fixed"));
  const Verdict found = notebook.verdict_of(run);
  RC_LOG() << run.dump() << "\n" << notebook.told_of(found);
  if (found.kind == Kind::disagrees)
    RC_ASSERT(found.reason.find("no others") != std::string::npos);
  else
    RC_ASSERT(found.kind == Kind::agrees);
}

/// One thing in one state that cannot be: the file's size.
RC_GTEST_PROP(RandomRuns, with_one_impossible_observation_disagree_there, ()) {
  RandomRun notebook;
  Json run = notebook.recorded("fixed");
  const auto spoilt = *rc::gen::inRange<std::size_t>(3, run["events"].size());
  run["events"][spoilt]["state"][0]["i_size"] = 8191;
  const Verdict found = notebook.verdict_of(run);
  RC_ASSERT(found.kind == Kind::disagrees);
  RC_ASSERT(found.event == spoilt);
}

}  // namespace
}  // namespace mc::test
