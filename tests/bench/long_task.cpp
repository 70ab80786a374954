// SPDX-License-Identifier: Apache-2.0
#include "long_task.h"

namespace mc::bench {

namespace {

using namespace ir;
using Kind = Instruction::Kind;

constexpr Type digit{.kind = Type::Kind::integer, .most = 7};
constexpr std::uint32_t size = 8;  ///< of the array and of the frame

class LongTask {
 public:
  System run(unsigned locations) {
    for (std::uint32_t i = 0; i < size; ++i) system_.globals.push_back({.name = "array", .type = digit});
    Task task{.name = "task", .count = 2};
    for (std::uint32_t i = 0; i < size; ++i) task.frame.push_back({.name = "local", .type = digit});
    bound();
    for (std::uint32_t i = 0; i < locations; ++i) append_step(task, i);
    task.code.push_back({.kind = Kind::end, .step = true});
    system_.tasks.push_back(std::move(task));
    return std::move(system_);
  }

 private:
  ExprId load(PlaceId place) { return system_.expressions.load(place); }
  ExprId local(std::uint32_t slot) { return load(local_place(slot)); }
  PlaceId local_place(std::uint32_t slot) {
    return system_.add_place({.space = Space::local, .base = slot % size, .type = digit});
  }
  PlaceId element(ExprId subscript) {
    return system_.add_place({.subscripts = {{subscript, 1, size}}, .type = digit});
  }
  ExprId sum(ExprId a, ExprId b) {
    return system_.expressions.binary(Operator::bit_and, system_.expressions.binary(Operator::add, a, b),
                                      system_.expressions.constant(size - 1));
  }

  void bound() {
    system_.properties = {{.name = "bound", .kind = Property::Kind::check}};
    const ExprId small = system_.expressions.binary(Operator::less_equal, system_.expressions.parameter(0),
                                                    system_.expressions.constant(size - 1));
    system_.formulas = {{.property = PropertyId{0}, .parameters = {{"value", digit}}, .expression = small}};
  }

  /// array[local] = array[array[local] + self] + local; check(…); local = array[…]; if (…) skip a step
  void append_step(Task& task, std::uint32_t i) {
    const ExprId inner = load(element(local(i)));
    const ExprId value = sum(load(element(sum(inner, system_.expressions.self()))), local(i + 3));
    const auto observation = static_cast<ObservationId>(system_.observations.size());
    system_.observations.push_back({.formula = FormulaId{0}, .arguments = {local(i)}});
    const auto next = static_cast<std::uint32_t>(task.code.size()) + 4;
    task.code.push_back(
        {.kind = Kind::assign, .step = true, .place = element(local(i)), .expression = value});
    task.code.push_back({.kind = Kind::check, .observation = observation});
    task.code.push_back({.kind = Kind::branch, .expression = local(i + 1), .target = next});
    task.code.push_back(
        {.kind = Kind::assign, .place = local_place(i + 2), .expression = sum(inner, local(i + 5))});
  }

  System system_;
};

}  // namespace

ir::System long_task(unsigned locations) {
  return LongTask().run(locations);
}

}  // namespace mc::bench
