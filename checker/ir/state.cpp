// SPDX-License-Identifier: Apache-2.0
#include "ir/state.h"

#include <fmt/format.h>

#include <algorithm>

namespace mc::ir {

namespace {

/// Which slot a position of a State is.
struct Owner {
  const Task* task = nullptr;  ///< nullptr: a global
  std::size_t copy = 0;
  std::size_t slot = 0;  ///< of the globals or the frame; frame.size() is the program counter
};

Owner owner(const System& system, const std::vector<std::size_t>& task_start, std::size_t position) {
  if (position < system.globals.size()) return {.slot = position};
  const auto after = std::upper_bound(task_start.begin(), task_start.end(), position);
  const auto task = static_cast<std::size_t>(after - task_start.begin()) - 1;
  const std::size_t width = system.tasks[task].frame.size() + 1, offset = position - task_start[task];
  return {&system.tasks[task], offset / width, offset % width};
}

}  // namespace

StateIndex::StateIndex(const System& system) : system_(&system), size_(system.globals.size()) {
  for (const Task& task : system.tasks) {
    task_start_.push_back(size_);
    size_ += task.count * (task.frame.size() + 1);
  }
}

std::size_t StateIndex::frame(std::size_t task, unsigned copy) const {
  return task_start_[task] + copy * (system_->tasks[task].frame.size() + 1);
}

std::size_t StateIndex::program_counter(std::size_t task, unsigned copy) const {
  return frame(task, copy) + system_->tasks[task].frame.size();
}

std::string StateIndex::name(std::size_t position) const {
  const auto [task, copy, slot] = owner(*system_, task_start_, position);
  if (task == nullptr) return system_->globals[slot].name;
  const std::string name = slot < task->frame.size() ? task->frame[slot].name : "pc";
  return task->count == 1 ? fmt::format("{}: {}", task->name, name)
                          : fmt::format("{} {}: {}", task->name, copy, name);
}

Type StateIndex::type(std::size_t position) const {
  const auto [task, copy, slot] = owner(*system_, task_start_, position);
  if (task == nullptr) return system_->globals[slot].type;
  if (slot < task->frame.size()) return task->frame[slot].type;
  return {.kind = Type::Kind::integer, .most = static_cast<Value>(task->code.size()) - 1};
}

Value StateIndex::initial(std::size_t position) const {
  const auto [task, copy, slot] = owner(*system_, task_start_, position);
  if (task == nullptr) return system_->globals[slot].initial;
  return slot < task->frame.size() ? task->frame[slot].initial : 0;
}

std::string to_string(const System& system, const Type& type, Value value) {
  switch (type.kind) {
    case Type::Kind::boolean:
      if (value == 0 || value == 1) return value != 0 ? "true" : "false";
      break;
    case Type::Kind::enumeration:
      for (const auto& [known, name] : system.enumerations[type.detail].names)
        if (known == value) return name;
      break;
    case Type::Kind::pointer: {
      if (value == 0) return "NULL";
      const auto& names = system.domains[type.detail].names;
      if (value > 0 && static_cast<std::size_t>(value) <= names.size())
        return names[static_cast<std::size_t>(value) - 1];
      break;
    }
    case Type::Kind::integer: break;
  }
  return fmt::format("{}", value);
}

}  // namespace mc::ir
