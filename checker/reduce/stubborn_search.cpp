// SPDX-License-Identifier: Apache-2.0
#include "reduce/stubborn_search.h"

#include <algorithm>
#include <numeric>
#include <stdexcept>

#include "reduce/stubborn_generator.h"
#include "reduce/symmetric_search.h"

namespace mc::reduce {
namespace {

std::size_t copies(const ir::System& system) {
  return std::accumulate(system.tasks.begin(), system.tasks.end(), std::size_t{0},
                         [](std::size_t sum, const ir::Task& task) { return sum + task.count; });
}

/// A shortest run to a violation that is known to be there. `before`: of the search that has found it.
explore::Result in_all_orders(const ir::System& system, const std::vector<ir::Symmetry>& symmetries,
                              const explore::GeneratorFactory& make_generator, explore::Options options,
                              const explore::Result& before) {
  options.checkpoint = {};  // it is of the other search
  if (options.limits.seconds > 0)
    options.limits.seconds = std::max(options.limits.seconds - before.counts.seconds, 0.001);
  explore::Result result = symmetric_search(system, symmetries, make_generator, options);
  if (result.verdict == ir::Verdict::holds)
    throw std::logic_error("what stubborn sets find to be violated holds where all orders are tried");
  if (result.verdict == ir::Verdict::incomplete)
    result.reason = "a violation was found, but not yet a shortest run to it: " + result.reason;
  return result;
}

}  // namespace

explore::Result stubborn_search(const ir::System& system, const std::vector<ir::Symmetry>& symmetries,
                                const explore::GeneratorFactory& make_generator,
                                const explore::Options& options) {
  if (copies(system) > Independence::most_copies)
    return symmetric_search(system, symmetries, make_generator, options);
  const Independence independence(system);
  const auto reduced = [&]() -> std::unique_ptr<ir::Generator> {
    return std::make_unique<StubbornGenerator>(make_generator(), independence);
  };
  explore::Options search =
      options;  // a checkpoint holds what this search has found: it is of no use to another
  search.checkpoint.subject += " by stubborn sets";
  explore::Result result = symmetric_search(system, symmetries, reduced, search);
  if (result.verdict != ir::Verdict::violated) return result;
  return in_all_orders(system, symmetries, make_generator, options, result);
}

}  // namespace mc::reduce
