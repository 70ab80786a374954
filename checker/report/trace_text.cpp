#include "report/trace_text.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <filesystem>
#include <iterator>

#include "report/number.h"
#include "report/table.h"

namespace mc::report {

namespace {

using Kind = ir::Property::Kind;

/// A flag as the kernel thinks of it.
std::string brief(const std::string& value) {
  if (value == "true") return "1";
  if (value == "false") return "0";
  return value;
}

/// What a slot is part of, and its name there: "folio[0].dirty" is "folio 0" and "dirty".
std::pair<std::string, std::string> split(const std::string& slot) {
  const std::size_t dot = slot.rfind('.');
  if (dot == std::string::npos) return {"", slot};
  std::string object = slot.substr(0, dot);
  const std::size_t open = object.find('[');
  if (open != std::string::npos && object.find(']') == object.size() - 1)
    object = object.substr(0, open) + " " + object.substr(open + 1, object.size() - open - 2);
  return {object, slot.substr(dot + 1)};
}

std::string joined(const std::vector<const trace::Change*>& changes) {
  std::string out, current;
  for (const trace::Change* change : changes) {
    const auto [object, name] = split(change->what);
    const bool same = !out.empty() && object == current;
    if (!out.empty()) out += same ? ", " : "; ";
    if (!same && !object.empty()) out += object + ": ";
    if (!change->shared && name == change->function)
      out += fmt::format("{}() = {}", name, brief(change->after));  // what it returned
    else
      out += fmt::format("{} {}→{}", name, brief(change->before), brief(change->after));
    current = object;
  }
  return out;
}

/// What a step changed, as far as its line can explain it: shared state, and locals of its own function.
std::vector<trace::Change> told(const trace::Step& step) {
  std::vector<trace::Change> changes;
  std::ranges::copy_if(step.changes, std::back_inserter(changes), [&](const trace::Change& change) {
    return change.shared || change.function.empty() || change.function == step.function;
  });
  return changes;
}

/// "needs 3, 12"; empty if there are none.
std::string needs_text(const std::vector<std::size_t>& needs) {
  std::vector<std::string> numbers;
  for (const std::size_t step : needs) numbers.push_back(fmt::format("{}", step + 1));
  return numbers.empty() ? "" : fmt::format("needs {}", fmt::join(numbers, ", "));
}

void add_rows(const trace::Step& step, std::size_t number, bool last, const trace::Trace& trace,
              std::vector<Row>& rows) {
  const std::string function =
      step.caller.empty() ? step.function : fmt::format("{} ← {}", step.function, step.caller);
  const bool fails = last && (trace.kind == Kind::check || trace.kind == Kind::built_in);
  std::string effect = changes_text(told(step));
  if (fails) effect += fmt::format("{}{} fails", effect.empty() ? "" : "; ", trace.property);
  rows.push_back({{fmt::format("{:>3}", number), Paint::faint},
                  {step.task, Paint::bold},
                  {function},
                  {step.statement},
                  {effect, fails ? Paint::bad : Paint::plain}});
  if (const std::string needs = needs_text(step.needs); !needs.empty())
    rows.back().push_back({needs, Paint::faint});
  for (const trace::Choice& choice : step.choices)
    rows.push_back({{""}, {""}, {choice.function, Paint::faint}, {choice.statement, Paint::faint}, {""}});
}

std::string steps_text(const trace::Trace& trace, const Style& style) {
  std::vector<Row> rows;
  for (std::size_t i = 0; i < trace.steps.size(); ++i) {
    if (trace.cycle == i) rows.push_back({{""}, {"for ever:", Paint::bold}});
    add_rows(trace.steps[i], i + 1, i + 1 == trace.steps.size(), trace, rows);
  }
  return table(rows, style);
}

/// "mm/memory.c:do_wp_page" next to do_wp_page needs only the file.
std::string stands_for(const trace::Frame& frame) {
  const std::string end = ":" + frame.function;
  const std::string& name = frame.stands_for;
  return name.ends_with(end) ? name.substr(0, name.size() - end.size()) : name;
}

/// Relative to the working directory if it is below it.
std::string position(const trace::Frame& frame) {
  if (frame.file.empty()) return "";
  const std::filesystem::path path(frame.file);
  std::error_code failed;
  const std::filesystem::path below = path.lexically_relative(std::filesystem::current_path(failed));
  const bool inside = !failed && !below.empty() && *below.begin() != "..";
  return fmt::format("{}:{}", inside ? below.string() : frame.file, frame.line);
}

std::string call_path_text(const trace::CallPath& path, const Style& style) {
  std::vector<Row> rows;
  for (const trace::Frame& frame : path)
    rows.push_back({{frame.function, Paint::bold},
                    {stands_for(frame)},
                    {frame.statement},
                    {position(frame), Paint::faint}});
  return table(rows, style, 4);
}

/// The property, the first sentence of what it says in words, and the values that break it.
std::string formula_text(const trace::Trace& trace, const Style& style) {
  std::string out = painted(trace.property, Paint::bold, style);
  if (!trace.formula.empty() && trace.formula != trace.property) out += ": " + trace.formula;
  out += '\n';
  if (!trace.help.empty())
    out += paragraph(trace.help.substr(0, trace.help.find(". ")), style, 2, Paint::faint);
  std::vector<std::string> values;
  for (const auto& [name, value] : trace.values) values.push_back(fmt::format("{} = {}", name, brief(value)));
  if (!values.empty()) out += paragraph(fmt::format("with {}", fmt::join(values, ", ")), style, 2);
  return out;
}

/// Where the violation was lost sight of as something that can be avoided.
std::string no_return_text(const explore::NoReturn& point, const Style& style) {
  const std::string what = point.after == 0
                               ? "No run avoids a violation: it is lost from the beginning"
                               : fmt::format("After step {} no run avoids a violation", point.after);
  if (point.exact) return paragraph(what + (point.after == 0 ? "" : "; before it, some do"), style);
  return paragraph(
      fmt::format("{}; whether before it some do is unknown within {}", what, counted(point.states, "state")),
      style);
}

std::string waiting_text(const trace::Trace& trace, const Style& style) {
  std::string out = "No task can go on:\n";
  for (const trace::Waiting& waiting : trace.waiting)
    out += "  " + painted(waiting.task, Paint::bold, style) + '\n' + call_path_text(waiting.call_path, style);
  return out;
}

}  // namespace

std::string changes_text(const std::vector<trace::Change>& changes) {
  std::vector<const trace::Change*> shared, local;
  for (const trace::Change& change : changes) (change.shared ? shared : local).push_back(&change);
  if (!shared.empty()) return joined(shared);
  return local.empty() ? "" : fmt::format("({})", joined(local));
}

std::string text(const trace::Trace& trace, const Style& style) {
  std::string out;
  if (trace.steps.empty())
    out = "The initial state is the violation.\n";
  else
    out = fmt::format("{}, {}:\n\n", trace.cycle ? "A run that breaks it" : "A shortest run to the violation",
                      counted(trace.steps.size(), "step")) +
          steps_text(trace, style);
  if (trace.cycle == trace.steps.size()) out += "\nThen no task can move.\n";
  if (trace.no_return) out += '\n' + no_return_text(*trace.no_return, style);
  out += '\n' + formula_text(trace, style);
  if (!trace.needs.empty()) out += paragraph(needs_text(trace.needs), style, 2, Paint::faint);
  if (trace.kind == Kind::deadlock) return out + '\n' + waiting_text(trace, style);
  if (trace.call_path.empty()) return out;
  out += fmt::format("\nCall trace of step {}, {}:\n", trace.steps.size(), trace.steps.back().task);
  return out + call_path_text(trace.call_path, style);
}

}  // namespace mc::report
