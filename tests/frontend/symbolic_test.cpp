// SPDX-License-Identifier: Apache-2.0
// Symbolic execution against the interpreter.
#include "frontend/symbolic.h"

#include <rapidcheck.h>

#include "ir/evaluate.h"
#include "ir/interpreter.h"
#include "support/any_expression.h"

namespace mc::frontend {
namespace {

/// A task without loops that computes in three frame slots, a value of its own size each.
class Straight : public test::RandomExpressions {
 public:
  explicit Straight(std::uint64_t seed) : RandomExpressions(seed) {
    globals();
    system_.tasks.push_back({.name = "task"});
    for (int i = 0; i < 3; ++i)
      task().frame.push_back({.name = "slot", .type = test::range(-1'000'000, 1'000'000)});
    visible_ = shared_;
    for (std::uint32_t i = 0; i < 3; ++i)
      visible_.push_back({ir::Space::local, i, 1, 1, task().frame[i].type});
    property_ = static_cast<ir::PropertyId>(system_.properties.size());
    system_.properties.push_back({.name = "check", .kind = ir::Property::Kind::built_in});
    const std::uint32_t length = 1 + below(8);
    for (std::uint32_t at = 0; at < length; ++at) add(at, length);
    add({.kind = ir::Instruction::Kind::end, .step = true});
    task().code.front().step = true;
  }

  std::vector<ir::Value> any_state() {
    std::vector<ir::Value> result;
    for (const ir::Slot& slot : system_.globals)
      result.push_back(one_in(2) ? slot.type.least : slot.type.most);
    return result;
  }

  ir::System& system() { return system_; }
  ir::Task& task() { return system_.tasks.front(); }

 private:
  void add(const ir::Instruction& instruction) { task().code.push_back(instruction); }

  void add(std::uint32_t at, std::uint32_t length) {
    using Kind = ir::Instruction::Kind;
    const std::uint32_t target = at + 1 + below(length - at);
    switch (below(4)) {
      case 0: return add({.kind = Kind::branch, .expression = expression(1), .target = target});
      case 1:
        if (one_in(2)) return add({.kind = Kind::jump, .target = target});
        system_.formulas.push_back({property_, {{"x", {}}}, system_.expressions.parameter(0)});
        system_.observations.push_back(
            {static_cast<ir::FormulaId>(system_.formulas.size() - 1), {expression(2)}});
        return add({.kind = Kind::check,
                    .observation = static_cast<ir::ObservationId>(system_.observations.size() - 1)});
      default:
        const ir::PlaceId slot = place(visible_[shared_.size() + below(3)], 0);
        return add({.kind = Kind::assign, .place = slot, .expression = fit(expression(2), -100, 100)});
    }
  }

  ir::PropertyId property_;
};

TEST(Execute, ComputesWhatTheInterpreterDoes) {
  EXPECT_TRUE(rc::check([](std::uint64_t seed) {
    Straight made(seed);
    ir::System& system = made.system();
    const ir::System before = system;
    const auto computed = execute(system, made.task().code, 0, 1);
    RC_PRE(computed.has_value());
    const ir::Interpreter interpreter(before);
    for (int round = 0; round < 10; ++round) {
      std::vector<ir::Value> state = made.any_state();
      ir::Evaluator evaluator(system, {.shared = state});
      const bool holds = std::ranges::all_of(
          computed->checks, [&](const Computed::Check& check) { return evaluator.value(check.holds) != 0; });
      const ir::Value value = evaluator.value(computed->result);
      ir::State whole = state;
      whole.insert(whole.end(), {0, 0, 0, 0});
      const ir::Outcome outcome = interpreter.run(whole, {});
      RC_ASSERT(holds == (outcome.kind != ir::Outcome::Kind::violated));
      if (holds) RC_ASSERT(value == outcome.state[state.size() + 1]);
    }
  }));
}

struct NotPure : testing::Test {
  NotPure() { b.task("task"); }
  bool executes() {
    b.end();
    return execute(b.system, b.system.tasks[0].code, 1, 1).has_value();
  }
  test::Builder b;
  ir::PlaceId global = b.global("x", test::range(0, 3));
};

TEST_F(NotPure, WritesWhatOthersSee) {
  b.step().assign(global, b.constant(1));
  EXPECT_FALSE(executes());
}

TEST_F(NotPure, WritesASlotOfAnother) {
  b.step().assign(b.local("theirs", test::range(0, 3)), b.constant(1));
  EXPECT_FALSE(executes());
}

TEST_F(NotPure, WritesItsOwnOnly) {
  b.local("theirs", test::range(0, 3));
  b.step().assign(b.local("own", test::range(0, 3)), b.constant(1));
  EXPECT_TRUE(executes());
}

TEST_F(NotPure, Waits) {
  b.step().await(b.load(global));
  EXPECT_FALSE(executes());
}

TEST_F(NotPure, Loops) {
  b.step().jump(0);
  EXPECT_FALSE(executes());
}

TEST_F(NotPure, Chooses) {
  b.local("theirs");
  b.step().choose(b.local("own", test::range(0, 3)), b.constant(2));
  EXPECT_FALSE(executes());
}

bool reads_static_places_only(const ir::System& system, ir::ExprId id) {
  const ir::Expression& node = system.expressions[id];
  if (node.op == ir::Operator::load) return system.place(node.place).is_static();
  for (unsigned i = 0; i < ir::arity(node.op); ++i)
    if (!reads_static_places_only(system, node.operands[i])) return false;
  return true;
}

TEST(StaticPlaces, HoldTheSameValue) {
  EXPECT_TRUE(rc::check([](std::uint64_t seed) {
    test::Expression made(seed, 3);
    const ir::ExprId changed = with_static_places(made.system, made.id);
    RC_ASSERT(reads_static_places_only(made.system, changed));
    for (int round = 0; round < 10; ++round) {
      const std::vector<ir::Value> state = made.any_state();
      ir::Evaluator evaluator(made.system, {.shared = state, .self = 1});
      RC_ASSERT(evaluator.value(changed) == evaluator.value(made.id));
    }
  }));
}

}  // namespace
}  // namespace mc::frontend
