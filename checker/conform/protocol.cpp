// SPDX-License-Identifier: Apache-2.0
#include "conform/protocol.h"

#include <fmt/format.h>

#include <algorithm>

namespace mc::conform {

namespace {

[[noreturn]] void refuse(const ir::System& system, const std::string& what) {
  throw InputError(fmt::format("the model {} has no scenario for recordings: {}", system.name, what));
}

bool is_nothing(const Json& value) {
  return value == 0 || value == false;
}

std::uint32_t slot_of(const ir::System& system, const Shape& request, const std::string& member) {
  const Shape* shape = request.member(member);
  if (shape == nullptr || !shape->slot)
    refuse(system, fmt::format("struct request needs a member {}", member));
  return *shape->slot;
}

}  // namespace

Protocol::Protocol(const ir::System& system)
    : system_(&system), requests_(shape_of(system, "request")), record_(shape_of(system, "record")) {
  if (requests_.elements.empty()) refuse(system, "it needs an array request[], one element a task");
  slot_of(system, request(0), "result");
  const auto nothing = value_of(system, slot_of(system, request(0), "call"), "NO_CALL");
  if (!nothing) refuse(system, "call needs an enumerator NO_CALL");
  no_call_ = *nothing;
  const auto task =
      std::ranges::find_if(system.tasks, [](const ir::Task& each) { return each.name == "task"; });
  if (task == system.tasks.end() || task->count != tasks())
    refuse(system, fmt::format("it needs a task `task` with {} copies, one a request", tasks()));
  system_task_ = static_cast<std::uint32_t>(task - system.tasks.begin());
}

void Protocol::ask(ir::State& state, unsigned task, const Request& asked) const {
  const Shape& request = this->request(task);
  const std::uint32_t call = slot_of(*system_, request, "call");
  const auto number = value_of(*system_, call, asked.call);
  if (!number || *number == no_call_) throw NotModelled(asked.call);
  forget(state, request);
  state[call] = *number;
  for (const auto& [key, value] : asked.members.items()) {
    const Shape* member = request.member(key);
    if (member == nullptr && is_nothing(value)) continue;
    if (member == nullptr || !member->slot) throw NotModelled(fmt::format("{} of {}", key, asked.call));
    const auto poked = value_of(*system_, *member->slot, value);
    if (!poked) throw NotModelled(fmt::format("{} with {}={}", asked.call, key, value.dump()));
    state[*member->slot] = *poked;
  }
}

bool Protocol::idle(const ir::State& state, unsigned task) const {
  return state[slot_of(*system_, request(task), "call")] == no_call_;
}

Answer Protocol::take(ir::State& state, unsigned task) const {
  const Shape* sigbus = request(task).member("sigbus");
  const Answer answer{.result = state[slot_of(*system_, request(task), "result")],
                      .sigbus = sigbus != nullptr && sigbus->slot && state[*sigbus->slot] != 0};
  forget(state, request(task));
  return answer;
}

void Protocol::forget(ir::State& state, const Shape& shape) const {
  for (const auto& [name, member] : shape.members)
    if (member.slot && name != "process") state[*member.slot] = system_->globals[*member.slot].initial;
}

}  // namespace mc::conform
