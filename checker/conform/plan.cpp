// SPDX-License-Identifier: Apache-2.0
#include "conform/plan.h"

#include <fmt/format.h>

#include <algorithm>

#include "conform/slice.h"

namespace mc::conform {

namespace {

bool opens(const Event& event) {
  return event.call == "open" || event.call == "creat";
}

/// The file that the run is about: the first that is opened.
std::string main_file(const Run& run) {
  const auto first = std::ranges::find_if(run.events, opens);
  return first == run.events.end() ? "" : first->path;
}

/// By event: whether it concerns another file, one that its task opened since.
std::vector<bool> elsewhere(const Run& run) {
  std::vector<bool> result;
  const std::string main = main_file(run);
  std::vector<std::string> current(run.tasks.size(), main);
  for (const Event& event : run.events) {
    if (opens(event)) current[event.task] = event.path;
    result.push_back(current[event.task] != main);
  }
  return result;
}

long long kernel_number(const Run& run, const Rules& rules) {
  std::string best;
  for (const auto& [prefix, number] : rules.kernels) {
    const bool fits = run.kernel == prefix || run.kernel.starts_with(prefix + ".");
    if (fits && prefix.size() > best.size()) best = prefix;
  }
  if (best.empty()) throw NotModelled(fmt::format("kernel {}", run.kernel));
  return rules.kernels.at(best);
}

/// Makes the actions of a run, event by event.
class Planner {
 public:
  Planner(const Run& run, const Images& images)
      : run_(run),
        images_(images),
        main_(main_file(run)),
        elsewhere_(elsewhere(run)),
        standing_(run.tasks.size(), false) {}

  std::vector<Action> actions() {
    for (Request& request : images_.file_system(run_, main_)) add(0, std::move(request));
    for (std::size_t i = 0; i < run_.events.size(); ++i) {
      const Event& event = run_.events[i];
      if (opens(event) && event.path == main_) describe_file(event);
      add_event(event, i);
    }
    return std::move(actions_);
  }

 private:
  [[noreturn]] void fail(std::size_t event, const std::string& message) const {
    throw InputError(fmt::format("{}:{}: event {}: {}", run_.file, run_.line, event + 1, message));
  }

  void add(unsigned task, Request request) {
    request.members["process"] = run_.process_of[task];
    actions_.push_back({.task = task, .request = std::move(request)});
  }

  void describe_file(const Event& event) {
    if (described_) return;
    described_ = true;
    for (Request& request : images_.contents(run_, main_, event.call == "creat"))
      add(event.task, std::move(request));
  }

  void add_event(const Event& event, std::size_t number) {
    const bool goes_on = event.call == "finish";
    if (goes_on && !standing_[event.task])
      fail(number, "'finish' of a task that no 'stops_in' left standing");
    if (!goes_on && standing_[event.task]) fail(number, "the task's last call is to 'finish' first");
    if (goes_on)
      actions_.push_back({.task = event.task});
    else
      for (Request& request : requests(event, number)) add(event.task, std::move(request));
    standing_[event.task] = !event.stops_in.empty();
    Action& last = actions_.back();
    last.stops_in = event.stops_in;
    last.event = number;
    for (const StateRecord& record : event.state)
      last.looks.push_back(
          {.task = looker(record.task),
           .request = {"look", {{"page", record.page}, {"process", run_.process_of[record.task]}}},
           .seen = record.seen,
           .what = fmt::format("{} page {}:", run_.tasks[record.task], record.page)});
  }

  /// One request; of options that are separated by commas, one each.
  std::vector<Request> requests(const Event& event, std::size_t number) const {
    Request request{event.call, event.members};
    if (event.call == "make_bad_sectors" && event.members.contains("range"))
      request = images_.bad_sectors(run_, event.members["range"].get<std::string>(), main_);
    if (elsewhere_[number]) request.members["other_file"] = 1;
    if (!request.members.contains("options")) return {request};
    std::vector<Request> all;
    const std::string options = request.members["options"];
    for (std::size_t begin = 0; begin <= options.size();) {
      const std::size_t end = std::min(options.find(',', begin), options.size());
      request.members["options"] = options.substr(begin, end - begin);
      all.push_back(request);
      begin = end + 1;
    }
    return all;
  }

  /// Who looks on behalf of `task`, which may be standing in a call.
  unsigned looker(unsigned task) const {
    if (!standing_[task]) return task;
    const auto idle = std::ranges::find(standing_, false);
    if (idle == standing_.end()) throw NotModelled("state while every task stands in a call");
    return static_cast<unsigned>(idle - standing_.begin());
  }

  const Run& run_;
  const Images& images_;
  const std::string main_;
  const std::vector<bool> elsewhere_;
  std::vector<bool> standing_;
  bool described_ = false;
  std::vector<Action> actions_;
};

}  // namespace

Plan plan(const Run& run, const Images& images, const Rules& rules) {
  const long long processes = 1 + std::ranges::max(run.process_of);
  Plan plan{.settings = {{"BLOCKS_PER_PAGE", images.page_size() / images.block_size(run)},
                         {"KERNEL", kernel_number(run, rules)},
                         {"PROCESSES", processes},
                         {"TASKS", static_cast<long long>(run.tasks.size())}},
            .actions = Planner(run, images).actions()};
  slice(plan, images.page_size());
  return plan;
}

}  // namespace mc::conform
