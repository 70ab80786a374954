// SPDX-License-Identifier: Apache-2.0
#include "export/promela_scope.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <limits>

#include "export/comment.h"
#include "ir/dependencies.h"

namespace mc::exporter {

using namespace ir;

namespace {

/// Words of Promela, and names that an exported model has besides those of its variables.
const std::set<std::string> promela_words{
    "active",       "assert",   "atomic",   "bit",      "bool",   "break",   "byte",         "c_code",
    "c_decl",       "c_expr",   "c_state",  "c_track",  "chan",   "d_step",  "do",           "else",
    "empty",        "enabled",  "end",      "eval",     "false",  "fi",      "for",          "full",
    "get_priority", "goto",     "hidden",   "if",       "in",     "init",    "inline",       "int",
    "len",          "local",    "ltl",      "mtype",    "nempty", "never",   "nfull",        "notrace",
    "np_",          "od",       "of",       "pc_value", "pid",    "print",   "printf",       "printm",
    "priority",     "proctype", "provided", "return",   "run",    "select",  "set_priority", "short",
    "show",         "skip",     "timeout",  "trace",    "true",   "typedef", "unless",       "unsigned",
    "xr",           "xs",       "now",      "_pid",     "_last",  "_nr_pr",  "invariants",   "leave_by",
    "element"};

/// Unsigned numbers of 32 bits are kept in an int, too: only C reads them, as unsigned.
std::string type_name(Interval range, const std::string& name) {
  if (range.within(0, 1)) return "bit";
  if (range.within(0, 255)) return "byte";
  if (range.within(-32768, 32767)) return "short";
  if (range.within(std::numeric_limits<std::int32_t>::min(), std::numeric_limits<std::int32_t>::max()) ||
      range.within(0, std::numeric_limits<std::uint32_t>::max()))
    return "int";
  throw Unsupported(name + " has more than 32 bits, which Promela does not have");
}

std::string initial_value(const Variable& variable) {
  const auto& values = variable.initial;
  if (std::ranges::count(values, values[0]) == std::ssize(values))
    return values[0] == 0 ? "" : fmt::format(" = {}", values[0]);
  if (std::ranges::min(values) < 0)
    throw Unsupported(variable.origin + ": Promela has no array that begins with different, negative values");
  return fmt::format(" = {{{}}}", fmt::join(values, ", "));
}

std::string promela_declaration(const Variable& variable, const std::string& name, std::string_view indent) {
  const std::string type = type_name({variable.type.least, variable.type.most}, variable.origin);
  const std::string size = variable.is_array() ? fmt::format("[{}]", variable.initial.size()) : "";
  const std::string text = fmt::format("{}{} {}{}{};", indent, type, name, size, initial_value(variable));
  return variable.origin == name ? text + "\n"
                                 : fmt::format("{:<40} /* {} */\n", text, comment(variable.origin));
}

}  // namespace

PromelaScope::PromelaScope(Flat& flat)
    : flat_(flat),
      names_(promela_words),
      local_scope_(promela_words),
      step_scope_(promela_words),
      promela_(flat.system, language(Language::Syntax::promela)),
      c_(flat.system, language(Language::Syntax::c)),
      simplifier_(flat.system) {
  for (const Variable& variable : flat.variables.shared)
    shared_names_.push_back(names_.unique(variable.name));
  for (const Task& task : flat.system.tasks)
    process_names_.push_back(names_.unique(identifier(task.name, true)));
}

void PromelaScope::enter(std::size_t task) {
  task_ = task;
  local_scope_ = names_;
  local_names_.clear();
  for (const Variable& variable : flat_.variables.local[task])
    local_names_.push_back(local_scope_.unique(variable.name));
}

void PromelaScope::begin_step(bool as_unit) {
  as_unit_ = as_unit;
  temporaries_.clear();
  step_scope_ = local_scope_;
}

Language PromelaScope::language(Language::Syntax syntax) {
  return {.syntax = syntax,
          .name = [this, syntax](const Place& place) { return name(place, syntax); },
          .self = [this, syntax] { return self(syntax); }};
}

std::string PromelaScope::text(ExprId id) {
  return promela_.is_plain(id) ? promela_.value(id) : fmt::format("c_expr {{ {} }}", c_.value(id));
}

std::string PromelaScope::place(PlaceId id) {
  const Place& place = flat_.system.place(id);
  if (place.subscripts.empty()) return promela_.place(place);
  const ExprId subscript = place.subscripts[0].value;
  return fmt::format("{}[{}]", name(place, Language::Syntax::promela), value(subscript));
}

PromelaScope::Target PromelaScope::target(PlaceId id) {
  const Place& place = flat_.system.place(id);
  SlotSets reads;
  collect_reads(flat_.system, place, reads);
  const auto written = footprint(flat_.system, place);
  const auto is_read = [&](std::uint32_t slot) { return reads[place.space].contains(slot); };
  if (std::ranges::none_of(written, is_read)) return {.before = "", .place = this->place(id)};
  hidden_["element"] = 1;
  return {.before = fmt::format("element = {};", value(place.subscripts[0].value)),
          .place = name(place, Language::Syntax::promela) + "[element]"};
}

std::string PromelaScope::slot(Space space, std::uint32_t slot) {
  return promela_.place({.space = space, .base = slot});
}

std::string PromelaScope::self(Language::Syntax syntax) const {
  if (flat_.system.tasks[task_].count == 1) return "0";
  unsigned before = 0;
  for (std::size_t task = 0; task < task_; ++task) before += flat_.system.tasks[task].count;
  const std::string pid = syntax == Language::Syntax::c ? fmt::format("P{}->_pid", process()) : "_pid";
  return before == 0 ? pid : fmt::format("({} - {})", pid, before);
}

std::string PromelaScope::name(const Place& place, Language::Syntax syntax) {
  const Variable& variable = flat_.variables.at(place.space, task_, place.base);
  const auto number = &variable - flat_.variables.of(place.space, task_).data();
  const bool in_c = syntax == Language::Syntax::c;
  used_.insert(&variable);
  std::string result;
  switch (place.space) {
    case Space::shared:
      result = (in_c ? "now." : "") + shared_names_[static_cast<std::size_t>(number)];
      break;
    case Space::local:
      result = (in_c ? fmt::format("P{}->", process()) : "") + local_names_[static_cast<std::size_t>(number)];
      break;
    case Space::temporary: result = temporary(variable); break;
  }
  if (place.subscripts.empty() && variable.is_array())
    result += fmt::format("[{}]", place.base - variable.first);
  return result;
}

/// Different steps use the same hidden variables.
std::string PromelaScope::temporary(const Variable& variable) {
  const auto [found, inserted] = temporaries_.try_emplace(variable.first);
  if (inserted) {
    found->second = step_scope_.unique((as_unit_ ? "t_" : "u_") + variable.name);
    std::size_t& size = hidden_[found->second];
    size = std::max(size, variable.initial.size());
  }
  return found->second;
}

std::string PromelaScope::shared_declarations() const {
  std::string result;
  for (std::size_t i = 0; i < shared_names_.size(); ++i)
    if (used_.contains(&flat_.variables.shared[i]))
      result += promela_declaration(flat_.variables.shared[i], shared_names_[i], "");
  if (!hidden_.empty()) result += "\n/* Used inside steps only: no part of the state. */\n";
  for (const auto& [name, size] : hidden_)
    result += fmt::format("hidden int {}{};\n", name, size == 1 ? "" : fmt::format("[{}]", size));
  return result;
}

std::string PromelaScope::local_declarations() const {
  std::string result;
  for (std::size_t i = 0; i < local_names_.size(); ++i)
    if (used_.contains(&flat_.variables.local[task_][i]))
      result += promela_declaration(flat_.variables.local[task_][i], local_names_[i], "  ");
  return result;
}

}  // namespace mc::exporter
