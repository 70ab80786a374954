// SPDX-License-Identifier: Apache-2.0
#include "prove/step_formula.h"

#include <fmt/format.h>

#include <algorithm>
#include <bit>
#include <boost/graph/topological_sort.hpp>
#include <optional>
#include <stdexcept>

#include "ir/graph.h"
#include "smt/encode.h"

namespace mc::prove {

using ir::Instruction;
using z3::expr;

namespace {

using Key = std::pair<ir::Space, std::uint32_t>;  ///< a slot of the copy, or a shared one

/// Where control can be during a step: under which condition it comes by, and what was written before.
struct Point {
  expr path;
  std::map<Key, expr> written;  ///< 64 bits each
};

/// The instructions of a step, each after all from which control reaches it.
std::vector<std::uint32_t> in_order(const ir::Task& task, std::uint32_t start) {
  std::vector<std::size_t> reversed;
  const ir::ControlFlow graph = ir::flow_within_steps(task);
  topological_sort(graph, std::back_inserter(reversed));
  const std::vector<std::uint32_t> region = ir::step_region(task, start);
  std::vector<std::uint32_t> result;
  for (auto vertex = reversed.rbegin(); vertex != reversed.rend(); ++vertex)
    if (std::ranges::binary_search(region, *vertex)) result.push_back(static_cast<std::uint32_t>(*vertex));
  return result;
}

class Execution {
 public:
  Execution(const Variables& variables, Inputs& inputs, std::uint32_t task, std::uint32_t copy,
            std::uint32_t start)
      : variables_(variables),
        system_(variables.system()),
        task_(system_.tasks[task]),
        context_(variables.context()),
        inputs_(inputs),
        blocked_(context_.bool_val(false)),
        ranges_(context_.bool_val(true)),
        step_{task, copy, start, expr(context_), expr(context_), {}, {}} {}

  StepFormula run() {
    points_.emplace(step_.start, Point{context_.bool_val(true), {}});
    for (const std::uint32_t position : in_order(task_, step_.start)) {
      const auto found = points_.find(position);
      if (found == points_.end()) continue;
      Point point = found->second;
      execute(position, point);
    }
    finish();
    return std::move(step_);
  }

 private:
  expr number(ir::Value value) const { return context_.bv_val(value, 64); }

  std::size_t position_of(const Key& key) const {
    if (key.first == ir::Space::shared) return variables_.index().global(key.second);
    return variables_.index().frame(step_.task, step_.copy) + key.second;
  }

  expr load(const Point& point, const Key& key) const {
    if (const auto found = point.written.find(key); found != point.written.end()) return found->second;
    return key.first == ir::Space::temporary ? number(0) : variables_.value(position_of(key));
  }

  /// An expression in the midst of the step.
  class Reader {
   public:
    Reader(const Execution& execution, const Point& point)
        : execution_(execution),
          point_(point),
          encoder_(execution.context_, execution.system_.expressions,
                   [this](const ir::Expression& node) { return leaf(node); }) {}

    expr value(ir::ExprId id) { return encoder_.value(id).simplify(); }
    expr holds(ir::ExprId id) { return encoder_.holds(id).simplify(); }

    struct Case {
      expr condition;
      std::uint32_t slot;
    };
    /// The slots a place may name, and when; none of the conditions if it names nothing.
    std::vector<Case> cases(const ir::Place& place) {
      std::vector<Case> result{{execution_.context_.bool_val(true), place.base}};
      if (place.pointer) {
        std::vector<std::uint32_t> offsets = execution_.system_.domains[place.pointer->domain].objects;
        result = split(result, value(place.pointer->value), 1, offsets);
      }
      for (const ir::Subscript& subscript : place.subscripts) {
        std::vector<std::uint32_t> offsets(subscript.count);
        for (std::uint32_t i = 0; i < subscript.count; ++i) offsets[i] = i * subscript.stride;
        result = split(result, value(subscript.value), 0, offsets);
      }
      return result;
    }

   private:
    std::vector<Case> split(const std::vector<Case>& cases, const expr& value, ir::Value first,
                            const std::vector<std::uint32_t>& offsets) const {
      std::vector<Case> result;
      for (std::size_t i = 0; i < offsets.size(); ++i) {
        const expr chosen = (value == execution_.number(first + static_cast<ir::Value>(i))).simplify();
        if (chosen.is_false()) continue;
        for (const Case& each : cases)
          result.push_back({(each.condition && chosen).simplify(), each.slot + offsets[i]});
      }
      return result;
    }

    expr leaf(const ir::Expression& node) {
      switch (node.op) {
        case ir::Operator::self: return execution_.number(execution_.step_.copy);
        case ir::Operator::load: return load(execution_.system_.place(node.place));
        default: throw std::logic_error("a formula's parameter outside a formula");
      }
    }

    expr load(const ir::Place& place) {
      expr result = execution_.number(0);
      for (const Case& each : cases(place))
        result = z3::ite(each.condition, execution_.load(point_, {place.space, each.slot}), result);
      return result.simplify();
    }

    const Execution& execution_;
    const Point& point_;
    smt::Encoder encoder_;
  };

  void execute(std::uint32_t position, Point& point) {
    const Instruction& instruction = task_.code[position];
    Reader reader(*this, point);
    switch (instruction.kind) {
      case Instruction::Kind::assign:
        store(point, reader, instruction.place, reader.value(instruction.expression));
        break;
      case Instruction::Kind::choose: choose(point, reader, instruction); break;
      case Instruction::Kind::await: wait(point, reader.holds(instruction.expression)); break;
      case Instruction::Kind::assume: restrict(point, reader.holds(instruction.expression)); break;
      case Instruction::Kind::check: check(point, reader, instruction.observation); break;
      case Instruction::Kind::cover: break;
      case Instruction::Kind::jump: return go(instruction.target, point);
      case Instruction::Kind::branch: return branch(position, point, reader.holds(instruction.expression));
      case Instruction::Kind::end: throw std::logic_error("a finished task takes no step");
    }
    go(position + 1, point);
  }

  void restrict(Point& point, const expr& condition) const {
    point.path = (point.path && condition).simplify();
  }

  void wait(Point& point, const expr& condition) {
    blocked_ = blocked_ || (point.path && !condition);
    restrict(point, condition);
  }

  void branch(std::uint32_t position, const Point& point, const expr& condition) {
    Point yes = point, no = point;
    restrict(yes, condition);
    restrict(no, !condition);
    go(position + 1, yes);
    go(task_.code[position].target, no);
  }

  void store(Point& point, Reader& reader, ir::PlaceId id, const expr& value) const {
    const ir::Place& place = system_.place(id);
    const auto cases = reader.cases(place);
    std::map<Key, expr> after;
    for (const auto& [condition, slot] : cases) {
      const Key key{place.space, slot};
      const auto sofar = after.find(key);
      const expr before = sofar != after.end() ? sofar->second : load(point, key);
      after.insert_or_assign(key, z3::ite(condition, value, before).simplify());
    }
    for (auto& [key, written] : after) point.written.insert_or_assign(key, written);
  }

  void choose(Point& point, Reader& reader, const Instruction& instruction) {
    const expr bound = reader.value(instruction.expression);
    const ir::Value most = std::max<ir::Value>(0, system_.place(instruction.place).type.most);
    const auto width = static_cast<unsigned>(std::bit_width(static_cast<std::uint64_t>(most)));
    expr chosen = number(0);
    if (width > 0) {
      const expr input = inputs_.choice(static_cast<unsigned>(choices_.size()), width);
      choices_.push_back({input, static_cast<std::uint64_t>(most)});
      chosen = z3::zext(input, 64 - width);
    }
    wait(point, bound > number(0));
    ranges_ = ranges_ && z3::implies(point.path, chosen < bound);
    store(point, reader, instruction.place, chosen);
  }

  void check(Point& point, Reader& reader, ir::ObservationId id) {
    const ir::Observation& observation = system_.observations[ir::index(id)];
    smt::Encoder formula(context_, system_.expressions, [&](const ir::Expression& node) {
      return reader.value(observation.arguments.at(static_cast<std::size_t>(node.value)));
    });
    const expr holds = formula.holds(system_.formulas[ir::index(observation.formula)].expression).simplify();
    const expr fails = (point.path && !holds).simplify();
    if (!fails.is_false()) step_.failures.push_back({id, fails});
    restrict(point, holds);
  }

  /// Control goes on to `position`, where the step may end.
  void go(std::uint32_t position, const Point& point) {
    if (point.path.is_false()) return;
    if (!task_.code[position].step) return meet(points_, position, point);
    Point end = point;
    for (const ir::Reset& reset : task_.resets)
      if (reset.location == position)
        for (const std::uint32_t slot : reset.slots) {
          const ir::Type& type = task_.frame[slot].type;
          end.written.insert_or_assign({ir::Space::local, slot},
                                       number(std::clamp<ir::Value>(0, type.least, type.most)));
        }
    meet(ends_, position, end);
  }

  void meet(std::map<std::uint32_t, Point>& points, std::uint32_t position, const Point& point) const {
    const auto [found, inserted] = points.emplace(position, point);
    if (!inserted) merge(found->second, point);
  }

  /// No run comes by on both.
  void merge(Point& into, const Point& other) const {
    std::map<Key, expr> written;
    for (const std::map<Key, expr>* each : {&std::as_const(into.written), &other.written})
      for (const auto& [key, value] : *each)
        if (!written.contains(key)) {
          const expr a = load(into, key), b = load(other, key);
          written.emplace(key, z3::eq(a, b) ? a : z3::ite(other.path, b, a));
        }
    into.written = std::move(written);
    into.path = (into.path || other.path).simplify();
  }

  void finish() {
    Point all{context_.bool_val(false), {}};
    const std::size_t counter = variables_.index().program_counter(step_.task, step_.copy);
    std::optional<expr> location;
    for (const auto& [position, point] : ends_) {
      if (variables_.bits(counter) > 0) {
        const expr here = variables_.location(counter, step_.task, position);
        location = location ? z3::ite(point.path, here, *location) : here;
      }
      merge(all, point);
    }
    for (const auto& [key, value] : all.written)
      if (key.first != ir::Space::temporary && variables_.bits(position_of(key)) > 0)
        step_.next.emplace(position_of(key), variables_.code(position_of(key), value));
    if (location) step_.next.emplace(counter, location->simplify());
    step_.happens = (all.path && ranges_).simplify();
    for (auto& failure : step_.failures) failure.happens = (failure.happens && ranges_).simplify();
    step_.possible = for_some_choice((!blocked_).simplify());
  }

  /// Eliminates the choices that whether the step is blocked depends on, by trying them all.
  expr for_some_choice(expr condition) const {
    constexpr std::uint64_t many = 1024;
    if (!mentions_choice(condition)) return condition;
    condition = condition && ranges_;
    for (const Choice& choice : choices_) {
      if (choice.most >= many)
        throw Unsupported(fmt::format(
            "task {} waits for something that depends on a choice of up to {} values before it, in one step",
            task_.name, choice.most));
      z3::expr_vector cases(context_), from(context_), to(context_);
      from.push_back(choice.input);
      for (std::uint64_t value = 0; value <= choice.most; ++value) {
        to.resize(0);
        to.push_back(numeral(context_, value, choice.input.get_sort().bv_size()));
        cases.push_back(condition.substitute(from, to).simplify());
      }
      condition = z3::mk_or(cases).simplify();
    }
    return condition;
  }

  bool mentions_choice(const expr& condition) const {
    z3::expr_vector from(context_), to(context_);
    for (const Choice& choice : choices_) {
      from.push_back(choice.input);
      to.push_back(numeral(context_, 0, choice.input.get_sort().bv_size()));
    }
    expr copy = condition;
    return !z3::eq(copy.substitute(from, to), condition);
  }

  const Variables& variables_;
  const ir::System& system_;
  const ir::Task& task_;
  z3::context& context_;
  Inputs& inputs_;
  expr blocked_, ranges_;
  struct Choice {
    expr input;
    std::uint64_t most;
  };
  std::vector<Choice> choices_;
  std::map<std::uint32_t, Point> points_, ends_;
  StepFormula step_;
};

}  // namespace

expr Inputs::choice(unsigned number, unsigned bits) {
  const auto [found, inserted] = known_.emplace(std::pair(number, bits), variables_.size());
  if (inserted)
    variables_.push_back(
        variables_.ctx().bv_const(fmt::format("choice {} of {} bits", number, bits).c_str(), bits));
  return variables_[found->second];
}

StepFormula step_formula(const Variables& variables, Inputs& inputs, std::uint32_t task, std::uint32_t copy,
                         std::uint32_t start) {
  return Execution(variables, inputs, task, copy, start).run();
}

}  // namespace mc::prove
