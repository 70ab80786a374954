#include "explore/symmetric_search.h"

#include "explore/canonical.h"
#include "explore/symmetric_generator.h"
#include "explore/unfold.h"

namespace mc::explore {

Result breadth_first(const ir::System& system, const std::vector<ir::Symmetry>& symmetries,
                     const GeneratorFactory& make_generator, const Options& options) {
  if (symmetries.empty()) return breadth_first(system, make_generator, options);
  const Canonical canonical(system, symmetries);
  const auto up_to_symmetry = [&]() -> std::unique_ptr<ir::Generator> {
    return std::make_unique<SymmetricGenerator>(make_generator(), canonical);
  };
  Options search = options;  // a checkpoint holds what stands for others: it is of no use without them
  for (const ir::Symmetry& symmetry : symmetries)
    search.checkpoint.subject += " up to the order of " + symmetry.name;
  Result result = breadth_first(system, up_to_symmetry, search);
  if (result.violation) result.violation = unfolded(system, canonical, *result.violation);
  return result;
}

}  // namespace mc::explore
