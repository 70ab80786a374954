// SPDX-License-Identifier: Apache-2.0
#include "export/murphi_scope.h"

#include <fmt/format.h>

#include <algorithm>

#include "export/comment.h"
#include "export/guards.h"

namespace mc::exporter {

using namespace ir;

namespace {

/// Words of Murphi, and names that an exported model has besides those of its variables.
const std::set<std::string> murphi_words{"alias",       "array",
                                         "assert",      "assume",
                                         "begin",       "boolean",
                                         "by",          "case",
                                         "clear",       "const",
                                         "cover",       "do",
                                         "else",        "elsif",
                                         "end",         "endalias",
                                         "endexists",   "endfor",
                                         "endforall",   "endfunction",
                                         "endif",       "endprocedure",
                                         "endrecord",   "endrule",
                                         "endruleset",  "endstartstate",
                                         "endswitch",   "endwhile",
                                         "enum",        "error",
                                         "exists",      "false",
                                         "for",         "forall",
                                         "function",    "if",
                                         "invariant",   "ismember",
                                         "isundefined", "liveness",
                                         "multiset",    "of",
                                         "procedure",   "process",
                                         "program",     "property",
                                         "put",         "record",
                                         "return",      "rule",
                                         "ruleset",     "scalarset",
                                         "startstate",  "switch",
                                         "then",        "to",
                                         "traceuntil",  "true",
                                         "type",        "undefine",
                                         "union",       "var",
                                         "while",       "self",
                                         "wide"};

/// Rumur calculates in what holds this number and its negative: 64 bits.
constexpr Value widest = Value{1} << 61;

std::string murphi_declaration(const Variable& variable, const std::string& name, unsigned copies) {
  if (variable.type.least < -widest || variable.type.most > widest)
    throw Unsupported(variable.origin + " has more than 61 bits, which Rumur does not have");
  std::string type = fmt::format("{}..{}", variable.type.least, variable.type.most);
  if (variable.is_array()) type = fmt::format("array [0..{}] of {}", variable.initial.size() - 1, type);
  if (copies > 1) type = fmt::format("array [0..{}] of {}", copies - 1, type);
  const std::string text = fmt::format("  {}: {};", name, type);
  return variable.origin == name ? text + "\n"
                                 : fmt::format("{:<40} -- {}\n", text, comment(variable.origin));
}

}  // namespace

MurphiScope::MurphiScope(Flat& flat)
    : flat_(flat),
      names_(murphi_words),
      step_names_(murphi_words),
      writer_(flat.system, {.syntax = Language::Syntax::murphi,
                            .name = [this](const Place& place) { return name(place); },
                            .self = [this] { return copies(task_) == 1 ? "0" : "self"; }}),
      simplifier_(flat.system) {
  for (const Variable& variable : flat.variables.shared)
    shared_names_.push_back(names_.unique(variable.name));
  for (const Task& task : flat.system.tasks)
    task_names_.push_back(names_.unique(identifier(task.name, true)));
  for (std::size_t task = 0; task < task_names_.size(); ++task) {
    counters_.push_back(names_.unique(task_names_[task] + "_at"));
    auto& local = local_names_.emplace_back();
    for (const Variable& variable : flat.variables.local[task])
      local.push_back(names_.unique(task_names_[task] + "_" + variable.name));
  }
}

void MurphiScope::begin_step(std::size_t task, const Step& step) {
  task_ = task;
  parameters_.clear();
  temporaries_.clear();
  step_names_ = names_;
  const Task& code = flat_.system.tasks[task];
  for (std::uint32_t position : step.region()) {
    if (code.code[position].kind != Instruction::Kind::choose) continue;
    const auto slot = static_cast<std::uint32_t>(code.temporaries.size() + parameters_.size());
    const Value most = std::max<Value>(choices(flat_.system, code.code[position]) - 1, 0);
    const PlaceId place = flat_.system.add_place(
        {.space = Space::temporary, .base = slot, .type = {.kind = Type::Kind::integer, .most = most}});
    parameters_.push_back({position, place, most, step_names_.unique("choice")});
  }
}

std::string MurphiScope::name(const Place& place) {
  if (place.space == Space::temporary)
    for (const Parameter& parameter : parameters_)
      if (place.base == flat_.system.place(parameter.place).base) return parameter.name;
  const Variable& variable = flat_.variables.at(place.space, task_, place.base);
  const auto number = static_cast<std::size_t>(&variable - flat_.variables.of(place.space, task_).data());
  used_.insert(&variable);
  std::string result;
  switch (place.space) {
    case Space::shared: result = shared_names_[number]; break;
    case Space::local: result = local_names_[task_][number] + (copies(task_) == 1 ? "" : "[self]"); break;
    case Space::temporary: {
      const auto [found, inserted] = temporaries_.try_emplace(variable.first);
      if (inserted) found->second = step_names_.unique("t_" + variable.name);
      result = found->second;
    }
  }
  if (place.subscripts.empty() && variable.is_array())
    result += fmt::format("[{}]", place.base - variable.first);
  return result;
}

std::string MurphiScope::counter() const {
  return counters_[task_] + (copies(task_) == 1 ? "" : "[self]");
}

std::string MurphiScope::counter(std::size_t task, unsigned copy) const {
  return counters_[task] + (copies(task) == 1 ? "" : fmt::format("[{}]", copy));
}

std::string MurphiScope::label(std::size_t task, std::uint32_t location) const {
  return fmt::format("{}_L{}", task_names_[task], location);
}

std::string MurphiScope::temporary_declarations() const {
  std::string result;
  for (const auto& [slot, name] : temporaries_)
    result += murphi_declaration(flat_.variables.at(Space::temporary, task_, slot), name, 1);
  return result;
}

std::string MurphiScope::declarations() const {
  std::string types, shared, local;
  for (std::size_t i = 0; i < shared_names_.size(); ++i)
    if (used_.contains(&flat_.variables.shared[i]))
      shared += murphi_declaration(flat_.variables.shared[i], shared_names_[i], 1);
  for (std::size_t task = 0; task < task_names_.size(); ++task) {
    std::string labels;
    for (std::uint32_t location : reachable_locations(flat_.system.tasks[task]))
      labels += (labels.empty() ? "" : ", ") + label(task, location);
    types += fmt::format("  {}_location: enum {{ {} }};\n", task_names_[task], labels);
    const std::string each = copies(task) == 1 ? "" : fmt::format("array [0..{}] of ", copies(task) - 1);
    local += fmt::format("  {}: {}{}_location;\n", counters_[task], each, task_names_[task]);
    for (std::size_t i = 0; i < local_names_[task].size(); ++i)
      if (used_.contains(&flat_.variables.local[task][i]))
        local += murphi_declaration(flat_.variables.local[task][i], local_names_[task][i], copies(task));
  }
  return fmt::format("\ntype\n{}  wide: -{}..{};  -- for intermediate results\n\nvar\n{}{}", types, widest,
                     widest, shared, local);
}

std::string MurphiScope::initial_values(const Variable& variable, const std::string& name) const {
  std::string result;
  if (!used_.contains(&variable)) return result;
  for (std::size_t i = 0; i < variable.initial.size(); ++i)
    result += fmt::format("  {}{} := {};\n", name, variable.is_array() ? fmt::format("[{}]", i) : "",
                          variable.initial[i]);
  return result;
}

std::string MurphiScope::start() const {
  std::string result;
  for (std::size_t i = 0; i < shared_names_.size(); ++i)
    result += initial_values(flat_.variables.shared[i], shared_names_[i]);
  for (std::size_t task = 0; task < task_names_.size(); ++task) {
    const bool several = copies(task) > 1;
    if (several) result += fmt::format("  for self: 0..{} do\n", copies(task) - 1);
    const std::string copy = several ? "[self]" : "";
    result += fmt::format("  {}{} := {};\n", counters_[task], copy, label(task, 0));
    for (std::size_t i = 0; i < local_names_[task].size(); ++i)
      result += initial_values(flat_.variables.local[task][i], local_names_[task][i] + copy);
    if (several) result += "  end;\n";
  }
  return fmt::format("\nstartstate \"start\"\nbegin\n{}end;\n", result);
}

}  // namespace mc::exporter
