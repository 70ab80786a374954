// SPDX-License-Identifier: Apache-2.0
// Instructions in the making: labels, steps, and what cannot be reached.
#include "frontend/code.h"

#include <rapidcheck.h>

#include "ir/interpreter.h"
#include "support/builder.h"

namespace mc::frontend {
namespace {

using Kind = ir::Instruction::Kind;

struct CodeTest : testing::Test {
  test::Builder builder;
  ir::PlaceId x = builder.global("x", test::range(0, 100));
  ir::PlaceId flag = builder.global("flag", test::range(0, 1));
  ir::Expressions& expressions = builder.system.expressions;
  ir::ExprId one = builder.constant(1);
  Code code;
};

TEST_F(CodeTest, ABranchOnWhatIsKnownIsNone) {
  const Label otherwise = code.label();
  code.branch(expressions, one, otherwise);
  EXPECT_EQ(code.size(), 0u);
  EXPECT_TRUE(code.reachable());
  code.branch(expressions, builder.constant(0), otherwise);
  EXPECT_FALSE(code.reachable());
  code.assign(x, one);
  code.bind(otherwise);
  EXPECT_TRUE(code.reachable());
  for (const ir::Instruction& each : code.finish()) EXPECT_NE(each.kind, Kind::assign);
}

TEST_F(CodeTest, DropsWhatNothingLeadsTo) {
  const Label never = code.label(), done = code.label();
  code.jump(done);
  code.jump(never);  // is not there itself
  code.bind(never);
  code.assign(x, one);
  code.bind(done);
  const auto result = code.finish();
  ASSERT_EQ(result.size(), 2u);
  EXPECT_EQ(result[0].target, 1u);
  EXPECT_EQ(result[1].kind, Kind::end);
}

TEST_F(CodeTest, StepsBeginWhereTheyAreAskedForUnlessTheCodeIsAtomic) {
  code.assign(x, one);
  code.assign(x, one);
  code.begin_step();
  code.assign(x, one);
  code.enter_atomic();
  code.assign(x, one);
  code.begin_step();
  code.assign(x, one);
  code.enter_atomic();
  code.leave_atomic();
  code.assign(x, one);
  code.leave_atomic();
  code.assign(x, one);
  const auto result = code.finish();
  std::vector<bool> steps, atomic;
  for (const ir::Instruction& each : result) {
    steps.push_back(each.step);
    atomic.push_back(each.atomic);
  }
  EXPECT_EQ(steps, (std::vector<bool>{true, false, true, true, false, false, true, true}));
  EXPECT_EQ(atomic, (std::vector<bool>{false, false, false, false, true, true, false, false}));
}

TEST_F(CodeTest, ALabelToJumpBackToStartsAStep) {
  const Label head = code.label(), done = code.label();
  code.assign(x, one);
  code.bind_backward(head);
  code.branch(expressions, builder.load(flag), done);
  code.jump(head);
  code.bind(done);
  const auto result = code.finish();
  EXPECT_TRUE(result[1].step);
  EXPECT_EQ(result[2].target, 1u);
}

/// One line of a program of which `label` is the number of a label that is bound later.
struct Line {
  enum { assign, branch, jump, bind } kind;
  unsigned label, value;
};

/// What x is in the end, by the lines themselves.
ir::Value expected(const std::vector<Line>& lines, bool flag) {
  ir::Value x = 0;
  for (std::size_t at = 0; at < lines.size(); ++at) {
    const Line& line = lines[at];
    if (line.kind == Line::assign) x = (x + line.value) % 10;
    if (line.kind != Line::jump && (line.kind != Line::branch || !flag)) continue;
    do ++at;
    while (at < lines.size() && (lines[at].kind != Line::bind || lines[at].label != line.label));
  }
  return x;
}

TEST(Code, DoesWhatWasWritten) {
  EXPECT_TRUE(rc::check([] {
    const auto number = rc::gen::inRange(0U, 3U);
    std::vector<Line> lines;
    for (int i = *rc::gen::inRange(1, 20); i > 0; --i)
      lines.push_back(
          {*rc::gen::element(Line::assign, Line::assign, Line::branch, Line::jump), *number, 1 + *number});
    for (unsigned label = 0; label < 3; ++label) {
      const auto at = *rc::gen::inRange<std::size_t>(0, lines.size() + 1);
      lines.insert(lines.begin() + static_cast<long>(at), {Line::bind, label, 0});
    }
    for (unsigned label = 0; label < 3; ++label) lines.push_back({Line::bind, label + 3, 0});
    // A jump behind the place of its label goes to one at the end.
    std::set<unsigned> bound;
    for (Line& line : lines)
      if (line.kind == Line::bind)
        bound.insert(line.label);
      else if (bound.contains(line.label))
        line.label += 3;

    test::Builder b;
    const ir::PlaceId x = b.global("x", test::range(0, 10)), flag = b.global("flag", {});
    b.task("task");
    Code code;
    std::vector<Label> labels;
    for (int i = 0; i < 6; ++i) labels.push_back(code.label());
    for (const auto& [kind, label, value] : lines) switch (kind) {
        case Line::assign:
          code.assign(x, b.system.expressions.binary(ir::Operator::remainder,
                                                     b.add(b.load(x), b.constant(value)), b.constant(10)));
          break;
        case Line::branch:
          code.branch(b.system.expressions, b.equal(b.load(flag), b.constant(0)), labels[label]);
          break;
        case Line::jump: code.jump(labels[label]); break;
        case Line::bind: code.bind(labels[label]); break;
      }
    b.system.tasks[0].code = code.finish();
    const ir::Interpreter interpreter(b.system);
    for (const ir::Value value : {0, 1}) {
      ir::State state = interpreter.initial();
      state[1] = value;
      if (!interpreter.finished(state, 0, 0)) state = interpreter.run(state, {}).state;
      RC_ASSERT(interpreter.finished(state, 0, 0));
      RC_ASSERT(state[0] == expected(lines, value != 0));
    }
  }));
}

}  // namespace
}  // namespace mc::frontend
