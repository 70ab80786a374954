// SPDX-License-Identifier: Apache-2.0
#include "export/murphi.h"

#include <fmt/format.h>

#include <algorithm>

#include "export/comment.h"
#include "export/guards.h"
#include "export/murphi_scope.h"
#include "export/step.h"

namespace mc::exporter {

using namespace ir;
using Kind = Instruction::Kind;

namespace {

/// `text` in a string.
std::string quoted(const std::string& text) {
  std::string result;
  for (const char c : comment(text)) result += c == '"' ? '\'' : c == '\\' ? '/' : c;
  return fmt::format("\"{}\"", result);
}

/// Writes one step of a task.
class MurphiStep : public StepVisitor {
 public:
  MurphiStep(Flat& flat, std::size_t task, std::uint32_t location, MurphiScope& scope)
      : flat_(flat),
        number_(task),
        task_(flat.system.tasks[task]),
        checks_(flat.checks[task]),
        step_(task_, location),
        guards_(flat, task, location),
        scope_(scope) {}

  std::string run();

  void statement(std::uint32_t position) override;
  void begin_branch(std::uint32_t position) override {
    line(fmt::format("if {} then", scope_.condition(task_.code[position].expression)));
    ++indent_;
  }
  void otherwise() override {
    --indent_;
    line("else");
    ++indent_;
  }
  void end_branch() override {
    --indent_;
    line("end;");
  }
  void leave(std::uint32_t location) override {
    for (const auto& [slot, value] : due_resets(flat_.system, task_, step_, location))
      line(fmt::format("{} := {};", scope_.slot(Space::local, slot), value));
    line(fmt::format("{} := {};", scope_.counter(), scope_.label(number_, location)));
  }

 private:
  std::string rule(ExprId guard, const std::string& what, const std::string& body);
  std::string body();
  std::string parameter(std::uint32_t position) const;
  void line(const std::string& statement) {
    text_ += fmt::format("{:{}}{}\n", "", 4 + 2 * indent_, statement);
  }

  Flat& flat_;
  std::size_t number_;
  const Task& task_;
  const std::vector<ExprId>& checks_;
  Step step_;
  Guards guards_;
  MurphiScope& scope_;
  std::string text_;
  unsigned indent_ = 0;
};

/// In rulesets over the copies of the task and over what the step chooses.
std::string MurphiStep::run() {
  scope_.begin_step(number_, step_);
  std::string parameters = task_.count == 1 ? "" : fmt::format("self: 0..{}", task_.count - 1);
  for (const auto& [position, place, most, name] : scope_.parameters()) {
    guards_.fix_choice(position, place);
    parameters += fmt::format("{}{}: 0..{}", parameters.empty() ? "" : "; ", name, most);
  }
  const ExprId possible = guards_.at_start(guards_.possible(step_.start()));
  const ExprId pruned = guards_.at_start(guards_.pruned(step_.start()));
  const std::string rules =
      rule(possible, "", body()) + rule(pruned, "an assumption is false: ", "  begin\n  end;\n");
  if (rules.empty() || parameters.empty()) return "\n" + rules;
  return fmt::format("\nruleset {} do\n{}end;\n", parameters, rules);
}

std::string MurphiStep::rule(ExprId guard, const std::string& what, const std::string& body) {
  const auto known = flat_.system.expressions.constant_value(guard);
  if (known == 0) return "";
  const std::string label = scope_.label(number_, step_.start());
  const std::string name = what + label + " " + exporter::statement(flat_.system, task_, step_.region());
  const std::string more = known ? "" : fmt::format(" && ({})", scope_.condition(guard));
  return fmt::format("  rule {}\n    {} = {}{}\n  ==>\n{}", quoted(name), scope_.counter(), label, more,
                     body);
}

std::string MurphiStep::body() {
  step_.visit(*this);
  std::string initial;
  for (std::uint32_t slot : unset_temporaries(flat_.system, task_, step_)) {
    const Type& type = task_.temporaries[slot].type;
    initial += fmt::format("    {} := {};\n", scope_.slot(Space::temporary, slot),
                           std::clamp<Value>(0, type.least, type.most));
  }
  const std::string declared = scope_.temporary_declarations();
  return fmt::format("{}{}  begin\n{}{}  end;\n", declared.empty() ? "" : "  var\n", declared, initial,
                     text_);
}

std::string MurphiStep::parameter(std::uint32_t position) const {
  return std::ranges::find(scope_.parameters(), position, &MurphiScope::Parameter::position)->name;
}

void MurphiStep::statement(std::uint32_t position) {
  const Instruction& instruction = task_.code[position];
  if (instruction.kind == Kind::assign)
    line(fmt::format("{} := {};", scope_.place(instruction.place), scope_.value(instruction.expression)));
  if (instruction.kind == Kind::choose)
    line(fmt::format("{} := {};", scope_.place(instruction.place), parameter(position)));
  if (instruction.kind != Kind::check) return;  // the guard has seen to awaits and assumptions
  const std::string condition = scope_.condition(checks_[position]);
  if (condition == "true") return;
  line(fmt::format("assert ({}) {};", condition,
                   quoted(flat_.system.property_of(instruction.observation).name)));
}

std::string invariants(const Flat& flat, MurphiScope& scope) {
  std::string result;
  for (const auto& [property, expression] : flat.invariants)
    result += fmt::format("\ninvariant {}\n  {};\n", quoted(flat.system.properties[index(property)].name),
                          scope.condition(expression));
  return result;
}

/// What is no deadlock although nobody can move.
std::string rest(const System& system, const MurphiScope& scope) {
  std::string guard = "true";
  const bool judged = std::ranges::any_of(
      system.properties, [](const Property& p) { return p.kind == Property::Kind::deadlock; });
  for (std::size_t number = 0; judged && number < system.tasks.size(); ++number) {
    const Task& task = system.tasks[number];
    if (task.daemon) continue;
    const std::uint32_t last = reachable_locations(task).back();
    for (unsigned copy = 0; copy < task.count; ++copy)
      guard += task.code[last].kind == Kind::end
                   ? fmt::format(" && {} = {}", scope.counter(number, copy), scope.label(number, last))
                   : " && false";
  }
  return fmt::format(
      "\n-- All have finished that are no daemons: no deadlock.\nrule \"at rest\"\n  {}\n==>\nbegin\nend;\n",
      guard);
}

std::string murphi_header(const System& system) {
  std::string result = fmt::format(
      "-- {}, exported by mc.\n"
      "--\n"
      "-- One rule is one step of the model; its name is the statement that it begins with. To count the "
      "states\n"
      "-- that mc counts, and to find deadlocks:\n"
      "--   rumur --deadlock-detection stuck --output FILE.c FILE\n"
      "--   cc -O3 -march=native -mcx16 -o FILE.out FILE.c -lpthread && ./FILE.out\n",
      comment(system.name));
  for (const Property& property : system.properties)
    if (property.kind == Property::Kind::cover || property.kind == Property::Kind::leads_to)
      result += fmt::format("-- Not exported: {}\n", comment(property.name));
  return result;
}

}  // namespace

std::string murphi(const System& system) {
  Flat flat = flatten(system);
  MurphiScope scope(flat);
  std::string rules;
  for (std::size_t task = 0; task < flat.system.tasks.size(); ++task)
    for (std::uint32_t location : reachable_locations(flat.system.tasks[task]))
      if (flat.system.tasks[task].code[location].kind != Kind::end)
        rules += MurphiStep(flat, task, location, scope).run();
  rules += invariants(flat, scope) + rest(flat.system, scope);
  return murphi_header(flat.system) + scope.declarations() + scope.start() + rules;
}

}  // namespace mc::exporter
