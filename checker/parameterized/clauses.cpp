// SPDX-License-Identifier: Apache-2.0
#include "parameterized/clauses.h"

#include <algorithm>
#include <set>
#include <stdexcept>

#include "parameterized/instances.h"
#include "parameterized/view_teacher.h"
#include "prove/engine.h"
#include "prove/learner.h"
#include "prove/minimise.h"
#include "prove/obligations.h"

namespace mc::parameterized {
namespace {

/// Ends when `interrupted` says so.
class InterruptibleTeacher : public prove::Teacher {
 public:
  InterruptibleTeacher(prove::Teacher& teacher, const std::function<bool()>& interrupted)
      : teacher_(teacher), interrupted_(interrupted) {}

  std::vector<prove::Clause> excluding(const prove::Counterexample& found) override {
    if (interrupted_()) throw prove::Stopped();
    return teacher_.excluding(found);
  }

 private:
  prove::Teacher& teacher_;
  const std::function<bool()>& interrupted_;
};

/// Those of `clauses` that the proof needs.
std::vector<ForbiddenCube> needed(const prove::Transition& transition, const Shape& shape,
                                  const std::vector<ForbiddenCube>& clauses,
                                  const prove::Blackboard& blackboard) {
  prove::Invariant all;
  std::vector<std::size_t> group;
  for (std::size_t i = 0; i < clauses.size(); ++i) {
    std::ranges::move(written_out(transition.variables(), shape, {clauses[i]}), std::back_inserter(all));
    group.resize(all.size(), i);
  }
  const prove::Invariant kept =
      prove::minimised(transition, all, blackboard, by_first(transition, shape), group);
  const std::set<prove::Clause> known(kept.begin(), kept.end());
  std::vector<ForbiddenCube> result;
  for (std::size_t i = 0; i < clauses.size(); ++i)
    if (known.contains(all[static_cast<std::size_t>(std::ranges::find(group, i) - group.begin())]))
      result.push_back(clauses[i]);
  return result;
}

}  // namespace

prove::StepFilter by_first(const prove::Transition& transition, const Shape& shape) {
  return [&transition, &shape](const prove::StepFormula& step) {
    const std::size_t position = transition.variables().index().program_counter(step.task, step.copy);
    return std::none_of(shape.locals.begin() + 1, shape.locals.end(), [&](const auto& locals) {
      return std::ranges::find(locals, position) != locals.end();
    });
  };
}

std::vector<ForbiddenCube> learn(const prove::Transition& transition, const Views& views,
                                 const std::function<bool()>& interrupted) {
  prove::Blackboard blackboard;
  ViewTeacher view_teacher(transition.variables(), views);
  InterruptibleTeacher teacher(view_teacher, interrupted);
  try {
    prove::learn_from(transition, by_first(transition, views.shape()), teacher, blackboard);
    if (interrupted()) return {};
    return needed(transition, views.shape(), view_teacher.answers(), blackboard);
  } catch (const prove::NotExcluded&) {
    throw std::logic_error("Z3 sees a step out of a closed set of views");
  } catch (const prove::Stopped&) {
    return {};
  }
}

void confirm(const prove::Transition& transition, const Shape& shape,
             const std::vector<ForbiddenCube>& clauses) {
  prove::check_obligations(transition, written_out(transition.variables(), shape, clauses),
                           prove::Blackboard(), by_first(transition, shape));
}

}  // namespace mc::parameterized
