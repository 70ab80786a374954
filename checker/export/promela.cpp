// SPDX-License-Identifier: Apache-2.0
#include "export/promela.h"

#include <fmt/format.h>

#include <algorithm>

#include "export/comment.h"
#include "export/guards.h"
#include "export/promela_scope.h"
#include "export/step.h"

namespace mc::exporter {

using namespace ir;
using Kind = Instruction::Kind;

namespace {

bool judges_deadlocks(const System& system) {
  return std::ranges::any_of(system.properties,
                             [](const Property& p) { return p.kind == Property::Kind::deadlock; });
}

/// Where Spin is to find no deadlock it wants to read "end".
std::string label(const System& system, const Task& task, std::uint32_t location) {
  const bool may_rest = task.daemon || task.code[location].kind == Kind::end || !judges_deadlocks(system);
  return fmt::format("{}L{}", may_rest ? "end_" : "", location);
}

/// Writes one step of a task.
class PromelaStep : public StepVisitor {
 public:
  PromelaStep(Flat& flat, std::size_t task, std::uint32_t location, PromelaScope& scope)
      : flat_(flat),
        task_(flat.system.tasks[task]),
        checks_(flat.checks[task]),
        step_(task_, location),
        guards_(flat, task, location),
        scope_(scope) {}

  std::string run();

  void statement(std::uint32_t position) override;
  void begin_branch(std::uint32_t position) override;
  void otherwise() override;
  void end_branch() override;
  void leave(std::uint32_t location) override;

 private:
  /// A d_step is what Spin does fastest, but it can neither choose nor be left by a goto.
  enum class Form { unit, unit_and_dispatch, atomic };

  Form best_form() const;
  void choose(std::uint32_t position);
  std::string framed(const std::string& pruned) const;
  std::string dispatch() const;
  void line(const std::string& text) { lines_.push_back(std::string(2 * indent_, ' ') + text); }
  std::string label_of(std::uint32_t location) const { return label(flat_.system, task_, location); }
  bool is_constant(ExprId id, Value value) const {
    return flat_.system.expressions.constant_value(id) == value;
  }

  Flat& flat_;
  const Task& task_;
  const std::vector<ExprId>& checks_;
  Step step_;
  Guards guards_;
  PromelaScope& scope_;
  Form form_ = Form::atomic;
  std::vector<std::string> lines_;
  unsigned indent_ = 0;
};

std::string PromelaStep::run() {
  form_ = best_form();
  scope_.begin_step(form_ != Form::atomic);
  const ExprId possible = guards_.at_start(guards_.possible(step_.start()));
  const ExprId pruned = guards_.at_start(guards_.pruned(step_.start()));
  if (!is_constant(possible, 1)) line(scope_.condition(possible) + ";");
  for (std::uint32_t slot : unset_temporaries(flat_.system, task_, step_))
    line(scope_.slot(Space::temporary, slot) + " = 0;");
  step_.visit(*this);
  if (lines_.empty()) line("true;");
  const std::string text = exporter::statement(flat_.system, task_, step_.region());
  return fmt::format("\n{}{}:\n{}", text.empty() ? "" : fmt::format("  /* {} */\n", text),
                     label_of(step_.start()), framed(is_constant(pruned, 0) ? "" : scope_.condition(pruned)));
}

PromelaStep::Form PromelaStep::best_form() const {
  if (step_.has(Kind::choose)) return Form::atomic;
  if (step_.exits().size() == 1) return Form::unit;
  return step_.has(Kind::assign) ? Form::unit_and_dispatch : Form::atomic;
}

/// The statements as the one way to leave their label, or one of two.
std::string PromelaStep::framed(const std::string& pruned) const {
  const std::string leave = step_.exits().size() == 1 ? "goto " + label_of(step_.exits()[0]) : "";
  const bool single = form_ == Form::unit && lines_.size() == 1 && pruned.empty();
  if (single) return fmt::format("  {}\n  {};\n", lines_[0], leave);  // is a transition by itself
  std::string body;
  for (const std::string& line : lines_) body += "      " + line + "\n";
  if (form_ == Form::unit_and_dispatch)
    body = fmt::format("      d_step {{\n{}      }};\n{}", body, dispatch());
  if (form_ == Form::atomic && !leave.empty()) body += "      " + leave + "\n";
  std::string result =
      fmt::format("  if\n  :: {} {{\n{}    }}\n", form_ == Form::unit ? "d_step" : "atomic", body);
  if (!pruned.empty())
    result +=
        fmt::format("  :: {} -> goto {}  /* an assumption is false */\n", pruned, label_of(step_.start()));
  return result + "  fi;\n" + (form_ == Form::unit ? "  " + leave + ";\n" : "");
}

/// Goes where the d_step has chosen to.
std::string PromelaStep::dispatch() const {
  const auto& exits = step_.exits();
  std::string result = fmt::format("      if\n      :: leave_by == 0; goto {}\n", label_of(exits[0]));
  for (std::size_t i = 1; i < exits.size(); ++i)
    result +=
        fmt::format("      :: d_step {{ leave_by == {}; leave_by = 0 }}; goto {}\n", i, label_of(exits[i]));
  return result + "      fi\n";
}

void PromelaStep::statement(std::uint32_t position) {
  const Instruction& instruction = task_.code[position];
  if (instruction.kind == Kind::choose) choose(position);
  if (instruction.kind == Kind::assign) {
    const PromelaScope::Target target = scope_.target(instruction.place);
    if (!target.before.empty()) line(target.before);
    line(fmt::format("{} = {};", target.place, scope_.value(instruction.expression)));
  }
  if (instruction.kind != Kind::check) return;  // the guard has seen to awaits and assumptions
  const std::string condition = scope_.condition(checks_[position]);
  if (condition == "1") return;
  line(fmt::format("assert({});  /* {} */", condition,
                   comment(flat_.system.property_of(instruction.observation).name)));
}

void PromelaStep::choose(std::uint32_t position) {
  const Instruction& instruction = task_.code[position];
  const auto [before, place] = scope_.target(instruction.place);
  bool any = false;
  line("if");
  for (Value value = 0, end = choices(flat_.system, instruction); value < end; ++value) {
    const ExprId possible = guards_.possible_after(position, value);
    if (is_constant(possible, 0)) continue;
    const std::string guard = is_constant(possible, 1) ? "" : scope_.condition(possible) + " -> ";
    line(fmt::format(":: {}{}{} = {}", guard, before.empty() ? "" : before + " ", place, value));
    any = true;
  }
  if (!any) line(":: false");  // the guard of the step keeps control from here
  line("fi;");
}

void PromelaStep::begin_branch(std::uint32_t position) {
  line("if");
  line(":: " + scope_.condition(task_.code[position].expression) + ";");
  indent_ += 2;
}

void PromelaStep::otherwise() {
  indent_ -= 2;
  line(":: else;");
  indent_ += 2;
}

void PromelaStep::end_branch() {
  indent_ -= 2;
  line("fi;");
}

void PromelaStep::leave(std::uint32_t location) {
  for (const auto& [slot, value] : due_resets(flat_.system, task_, step_, location))
    line(fmt::format("{} = {};", scope_.slot(Space::local, slot), value));
  if (step_.exits().size() == 1) return;
  const auto number = std::ranges::find(step_.exits(), location) - step_.exits().begin();
  line(form_ == Form::atomic ? fmt::format("goto {};", label_of(location))
                             : fmt::format("leave_by = {};", number));
}

std::string process(Flat& flat, std::size_t number, PromelaScope& scope) {
  const Task& task = flat.system.tasks[number];
  scope.enter(number);
  std::string steps;
  for (std::uint32_t location : reachable_locations(task))
    steps += task.code[location].kind == Kind::end
                 ? fmt::format("\n{}:\n  false\n", label(flat.system, task, location))
                 : PromelaStep(flat, number, location, scope).run();
  const std::string copies = task.count == 1 ? "" : fmt::format("[{}] ", task.count);
  return fmt::format("\nactive {}proctype {}()\n{{\n{}{}}}\n", copies, scope.process(),
                     scope.local_declarations(), steps);
}

/// A process that moves only when something is wrong.
std::string invariants(const Flat& flat, PromelaScope& scope) {
  if (flat.invariants.empty()) return "";
  std::string any, each;
  for (const auto& [property, expression] : flat.invariants) {
    const std::string text = scope.condition(expression);
    any += fmt::format("{}!({})", any.empty() ? "" : " || ", text);
    each +=
        fmt::format("  assert({});  /* {} */\n", text, comment(flat.system.properties[index(property)].name));
  }
  return fmt::format("\nactive proctype invariants()\n{{\nend_watch:\n  {};\n{}}}\n", any, each);
}

std::string promela_header(const System& system) {
  std::string result = fmt::format(
      "/* {}, exported by mc.\n"
      " *\n"
      " * One transition is one step of the model; the comment before it is the statement that it begins "
      "with.\n"
      " * To count the states that mc counts, switch off what merges transitions or leaves them out:\n"
      " *   spin -o1 -o2 -o3 -a FILE && cc -O3 -DSAFETY -DNOREDUCE -o pan pan.c && ./pan -m10000000\n"
      " * Tasks never end: they wait for ever at their last label.\n"
      " * t_... are temporaries of a d_step, u_... of an atomic: Spin undoes only what the latter do to "
      "them.\n"
      " * leave_by is how a d_step says where to go; between steps it is 0.\n",
      comment(system.name));
  for (const Property& property : system.properties)
    if (property.kind == Property::Kind::cover || property.kind == Property::Kind::leads_to)
      result += fmt::format(" * Not exported: {}\n", comment(property.name));
  return result + " */\n\n";
}

}  // namespace

std::string promela(const System& system) {
  Flat flat = flatten(system);
  PromelaScope scope(flat);
  std::string processes;
  for (std::size_t task = 0; task < flat.system.tasks.size(); ++task) processes += process(flat, task, scope);
  processes += invariants(flat, scope);
  const bool dispatches = processes.find("leave_by") != std::string::npos;
  return promela_header(flat.system) + (dispatches ? "byte leave_by;\n" : "") + scope.shared_declarations() +
         processes;
}

}  // namespace mc::exporter
