// SPDX-License-Identifier: Apache-2.0
#include "report/trace_steps.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <iterator>
#include <map>

#include "report/frame.h"
#include "report/table.h"

namespace mc::report {

namespace {

using Kind = ir::Property::Kind;
using Mover = std::pair<std::uint32_t, std::uint32_t>;  ///< task and copy, as a move has them

constexpr std::size_t least_lane = 20, least_beside = 30, numbers = 7, least_flat = 100;

Mover mover(const trace::Step& step) {
  return {step.move.task, step.move.copy};
}

std::string joined(const std::vector<const trace::Change*>& changes) {
  std::string out, current;
  for (const trace::Change* change : changes) {
    const auto [object, name] = split_slot(change->what);
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

std::string function_text(const trace::Step& step) {
  return step.caller.empty() ? step.function : fmt::format("{} ← {}", step.function, step.caller);
}

class Steps {
 public:
  Steps(const trace::Trace& trace, const Style& style) : trace_(trace), style_(style) {
    for (const trace::Step& step : trace.steps) lanes_.emplace(mover(step), 0);
    std::size_t next = 0;
    for (auto& [ignored, lane] : lanes_) lane = next++;
    in_lanes_ = fits(lanes_.size(), least_lane);
    flat_ = lanes_.size() == 1 ? fits(1, least_flat) : !in_lanes_;
    beside_ = flat_ || fits(lanes_.size() + 1, least_beside);
  }

  std::string text() {
    add_heading();
    for (const Stretch& stretch : stretches(trace_, style_.full)) {
      if (trace_.cycle == stretch.first) add(stretch.first, {"for ever:", Paint::bold}, "");
      if (stretch.first == stretch.last)
        add_step(stretch.first);
      else
        add_folded(stretch);
    }
    return table(rows_, style_);
  }

 private:
  bool fits(std::size_t columns, std::size_t each) const {
    return style_.width == 0 || style_.width >= numbers + columns * each;
  }

  /// A row whose cell stands in the column of the step's task. An empty `number` leaves its place empty.
  Row& add(std::size_t step, Cell cell, const std::string& number) {
    Row row{{number, Paint::faint}};
    if (in_lanes_) {
      row.resize(lanes_.size() + 1);
      row[lanes_.at(mover(trace_.steps[step])) + 1] = std::move(cell);
    } else {
      row.push_back({number.empty() ? "" : trace_.steps[step].task, Paint::bold});
      row.push_back(std::move(cell));
    }
    rows_.push_back(std::move(row));
    return rows_.back();
  }

  void add_heading() {
    if (!in_lanes_) return;
    Row names{{""}}, lines{{""}};
    names.resize(lanes_.size() + 1);
    lines.resize(lanes_.size() + 1);
    for (const trace::Step& step : trace_.steps) {
      const std::size_t column = lanes_.at(mover(step)) + 1;
      names[column] = {step.task, Paint::bold};
      lines[column] = {std::string(step.task.size(), '-'), Paint::faint};
    }
    rows_.push_back(std::move(names));
    rows_.push_back(std::move(lines));
  }

  bool fails(std::size_t step) const {
    return step + 1 == trace_.steps.size() && (trace_.kind == Kind::check || trace_.kind == Kind::built_in);
  }

  Cell effect(std::size_t step) const {
    std::string text = effect_text(trace_.steps[step]);
    Cell cell{std::move(text), Paint::change};
    if (fails(step))
      cell = {cell.text + (cell.text.empty() ? "" : "; ") + trace_.property + " fails", Paint::bad};
    if (std::string needs = needs_text(trace_.steps[step].needs); !needs.empty())
      cell.below.push_back({std::move(needs), Paint::faint});
    return cell;
  }

  void add_step(std::size_t number) {
    if (flat_)
      add_flat(number);
    else
      add_stacked(number);
    told_ = number;
  }

  /// Function, statement and changes side by side.
  void add_flat(std::size_t number) {
    const trace::Step& step = trace_.steps[number];
    Row& row = add(number, {function_text(step)}, fmt::format("{:>3}", number + 1));
    row.push_back({step.statement});
    row.push_back(effect(number));
    for (const trace::Choice& choice : step.choices)
      add(number, {choice.function, Paint::faint}, "").push_back({choice.statement, Paint::faint});
  }

  /// Function, statement and, unless they have a column of their own, changes, one below the other.
  void add_stacked(std::size_t number) {
    const trace::Step& step = trace_.steps[number];
    Cell cell{function_text(step), Paint::bold, {{step.statement}}};
    if (same_function(number)) cell = {step.statement};
    for (const trace::Choice& choice : step.choices)
      cell.below.push_back({choice.function == step.function
                                ? choice.statement
                                : fmt::format("{}: {}", choice.function, choice.statement),
                            Paint::faint});
    if (!beside_) cell.below.push_back(effect(number));
    Row& row = add(number, std::move(cell), fmt::format("{:>3}", number + 1));
    if (beside_) row.push_back(effect(number));
  }

  /// The row above is of the same task and the same function.
  bool same_function(std::size_t number) const {
    if (number == 0 || told_ != number - 1) return false;
    const trace::Step &step = trace_.steps[number], &before = trace_.steps[number - 1];
    return mover(step) == mover(before) && function_text(step) == function_text(before);
  }

  void add_folded(const Stretch& stretch) {
    std::vector<std::string> functions;
    for (std::size_t i = stretch.first; i <= stretch.last; ++i)
      if (std::ranges::find(functions, trace_.steps[i].function) == functions.end())
        functions.push_back(trace_.steps[i].function);
    add(stretch.first,
        {fmt::format("⋯ {}–{} {}", stretch.first + 1, stretch.last + 1, fmt::join(functions, ", ")),
         Paint::faint},
        "");
  }

  const trace::Trace& trace_;
  const Style& style_;
  std::map<Mover, std::size_t> lanes_;  ///< their columns, from 0
  bool in_lanes_ = true;                ///< a column a task
  bool flat_ = false;                   ///< function and statement side by side
  bool beside_ = true;                  ///< changes have a column of their own
  std::vector<Row> rows_;
  std::size_t told_ = ~std::size_t{0};  ///< the last step that has a row of its own
};

}  // namespace

bool quiet(const trace::Trace& trace, std::size_t step) {
  const trace::Step& told = trace.steps[step];
  return step + 1 < trace.steps.size() && told.move.choices.empty() &&
         std::ranges::none_of(told.changes, &trace::Change::shared);
}

std::vector<Stretch> stretches(const trace::Trace& trace, bool full) {
  std::vector<Stretch> all;
  for (std::size_t i = 0; i < trace.steps.size(); ++i) {
    const bool joins = !full && !all.empty() && trace.cycle != i && quiet(trace, i) && quiet(trace, i - 1) &&
                       mover(trace.steps[i]) == mover(trace.steps[i - 1]);
    if (joins)
      all.back().last = i;
    else
      all.push_back({i, i});
  }
  return all;
}

std::string steps_text(const trace::Trace& trace, const Style& style) {
  return Steps(trace, style).text();
}

std::string needs_text(const std::vector<std::size_t>& needs) {
  std::vector<std::string> numbers;
  for (const std::size_t step : needs) numbers.push_back(fmt::format("{}", step + 1));
  return numbers.empty() ? "" : fmt::format("needs {}", fmt::join(numbers, ", "));
}

std::string changes_text(const std::vector<trace::Change>& changes) {
  std::vector<const trace::Change*> shared, local;
  for (const trace::Change& change : changes) (change.shared ? shared : local).push_back(&change);
  if (!shared.empty()) return joined(shared);
  return local.empty() ? "" : fmt::format("({})", joined(local));
}

std::string effect_text(const trace::Step& step) {
  std::vector<trace::Change> changes;
  std::ranges::copy_if(step.changes, std::back_inserter(changes), [&](const trace::Change& change) {
    return change.shared || change.function.empty() || change.function == step.function;
  });
  return changes_text(changes);
}

}  // namespace mc::report
