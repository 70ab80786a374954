// SPDX-License-Identifier: Apache-2.0
#include "reduce/symmetric_search.h"

#include "reduce/canonical.h"
#include "reduce/symmetric_generator.h"
#include "reduce/unfold.h"

namespace mc::reduce {

explore::Result symmetric_search(const ir::System& system, const std::vector<ir::Symmetry>& symmetries,
                                 const explore::GeneratorFactory& make_generator,
                                 const explore::Options& options) {
  if (symmetries.empty()) return explore::breadth_first(system, make_generator, options);
  const Canonical canonical(system, symmetries);
  const auto up_to_symmetry = [&]() -> std::unique_ptr<ir::Generator> {
    return std::make_unique<SymmetricGenerator>(make_generator(), canonical);
  };
  explore::Options search =
      options;  // a checkpoint holds what stands for others: it is of no use without them
  for (const ir::Symmetry& symmetry : symmetries)
    search.checkpoint.subject += " up to the order of " + symmetry.name;
  explore::Result result = explore::breadth_first(system, up_to_symmetry, search);
  if (result.violation) result.violation = unfolded(system, canonical, *result.violation);
  return result;
}

}  // namespace mc::reduce
