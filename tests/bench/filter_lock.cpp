// SPDX-License-Identifier: Apache-2.0
#include "filter_lock.h"

namespace mc::bench {

namespace {

using namespace ir;
using Kind = Instruction::Kind;

Type integer(Value most) {
  return {.kind = Type::Kind::integer, .most = most};
}

class FilterLock {
 public:
  explicit FilterLock(unsigned processes) : n_(processes) {}

  System run() {
    system_.name = "filter lock";
    declare();
    contender();
    mutual_exclusion();
    return std::move(system_);
  }

 private:
  ExprId constant(Value value) { return system_.expressions.constant(value); }
  ExprId load(PlaceId place) { return system_.expressions.load(place); }
  ExprId binary(Operator op, ExprId a, ExprId b) { return system_.expressions.binary(op, a, b); }
  ExprId increased(PlaceId place) { return binary(Operator::add, load(place), constant(1)); }

  void declare() {
    for (unsigned i = 0; i < n_; ++i) system_.globals.push_back({.name = "level", .type = integer(n_ - 1)});
    for (unsigned i = 0; i < n_; ++i) system_.globals.push_back({.name = "last", .type = integer(n_ - 1)});
    system_.globals.push_back({.name = "inside", .type = integer(n_)});
    l_ = system_.add_place({.space = Space::local, .base = 0, .type = integer(n_)});
    k_ = system_.add_place({.space = Space::local, .base = 1, .type = integer(n_)});
    mine_ = element(0, system_.expressions.self());
    theirs_ = element(0, load(k_));
    last_ = element(n_, load(l_));
    inside_ = system_.add_place({.base = 2 * n_, .type = integer(n_)});
  }

  PlaceId element(std::uint32_t base, ExprId subscript) {
    return system_.add_place({.base = base, .subscripts = {{subscript, 1, n_}}, .type = integer(n_ - 1)});
  }

  void contender() {
    Task task{.name = "contender", .count = n_, .daemon = true};
    task.frame = {{.name = "l", .type = integer(n_), .initial = 1}, {.name = "k", .type = integer(n_)}};
    const ExprId others_below =
        binary(Operator::logical_or, binary(Operator::equal, load(k_), system_.expressions.self()),
               binary(Operator::less, load(theirs_), load(l_)));
    const ExprId not_last = binary(Operator::not_equal, load(last_), system_.expressions.self());
    task.code = {
        {.kind = Kind::assign, .step = true, .place = mine_, .expression = load(l_)},
        {.kind = Kind::assign, .step = true, .place = last_, .expression = system_.expressions.self()},
        {.kind = Kind::assign, .place = k_, .expression = constant(0)},
        {.kind = Kind::await,
         .step = true,
         .expression = binary(Operator::logical_or, others_below, not_last)},
        {.kind = Kind::assign, .place = k_, .expression = increased(k_)},
        {.kind = Kind::branch, .expression = binary(Operator::equal, load(k_), constant(n_)), .target = 3},
        {.kind = Kind::assign, .place = k_, .expression = constant(0)},
        {.kind = Kind::assign, .place = l_, .expression = increased(l_)},
        {.kind = Kind::branch, .expression = binary(Operator::equal, load(l_), constant(n_)), .target = 0},
        {.kind = Kind::assign, .step = true, .place = inside_, .expression = increased(inside_)},
        {.kind = Kind::assign,
         .step = true,
         .place = inside_,
         .expression = binary(Operator::subtract, load(inside_), constant(1))},
        {.kind = Kind::assign, .step = true, .place = mine_, .expression = constant(0)},
        {.kind = Kind::assign, .place = l_, .expression = constant(1)},
        {.kind = Kind::jump, .target = 0},
        {.kind = Kind::end, .step = true},
    };
    system_.tasks.push_back(std::move(task));
  }

  void mutual_exclusion() {
    system_.properties = {{.name = "mutual exclusion", .kind = Property::Kind::invariant}};
    const ExprId alone = binary(Operator::less_equal, system_.expressions.parameter(0), constant(1));
    system_.formulas = {
        {.property = PropertyId{0}, .parameters = {{"inside", integer(n_)}}, .expression = alone}};
    system_.observations = {{.formula = FormulaId{0}, .arguments = {load(inside_)}}};
    system_.invariants = {ObservationId{0}};
  }

  std::uint32_t n_;
  System system_;
  PlaceId l_{}, k_{}, mine_{}, theirs_{}, last_{}, inside_{};
};

}  // namespace

ir::System filter_lock(unsigned processes) {
  return FilterLock(processes).run();
}

}  // namespace mc::bench
