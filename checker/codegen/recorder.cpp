#include "codegen/recorder.h"

#include <algorithm>

#include "lib/hash.h"

namespace mc::codegen {

unsigned parameter_bits(const ir::Formula& formula) {
  unsigned result = 0;
  for (const ir::Parameter& parameter : formula.parameters) result += ir::bits(parameter.type);
  return result;
}

Recorder::Recorder(const ir::System& system)
    : system_(&system),
      maps_(system.formulas.size()),
      others_(system.formulas.size()),
      recent_(system.formulas.size()) {
  for (std::size_t i = 0; i < maps_.size(); ++i) {
    const unsigned bits = parameter_bits(system.formulas[i]);
    if (bits <= most_mapped_bits) maps_[i].resize(std::size_t{1} << bits);
    addresses_.push_back(maps_[i].data());
  }
}

void Recorder::record(Runtime* runtime, std::uint32_t formula, const ir::Value* arguments) {
  static_cast<Recorder*>(runtime->recorder)->note(formula, arguments);
}

void Recorder::note(std::uint32_t formula, const ir::Value* arguments) {
  const std::size_t count = system_->formulas[formula].parameters.size();
  std::uint64_t hash = 0;
  for (std::size_t i = 0; i < count; ++i) hash = lib::mix(hash ^ static_cast<std::uint64_t>(arguments[i]));
  Tuple& recent = recent_[formula][hash % recent_[formula].size()];
  if (!recent.empty() && std::equal(recent.begin(), recent.end(), arguments)) return;
  recent.assign(arguments, arguments + count);
  others_[formula].insert(recent);
}

Recorder::Tuple Recorder::unpack(const ir::Formula& formula, std::size_t packed) const {
  Tuple tuple;
  for (const ir::Parameter& parameter : formula.parameters) {
    const unsigned bits = ir::bits(parameter.type);
    tuple.push_back(parameter.type.least + static_cast<ir::Value>(packed & ((std::size_t{1} << bits) - 1)));
    packed >>= bits;
  }
  return tuple;
}

std::vector<std::vector<ir::Value>> Recorder::valuations(ir::FormulaId id) const {
  std::set<Tuple> result = others_[ir::index(id)];
  const auto& map = maps_[ir::index(id)];
  for (std::size_t packed = 0; packed < map.size(); ++packed)
    if (map[packed] != 0) result.insert(unpack(system_->formulas[ir::index(id)], packed));
  return {result.begin(), result.end()};
}

}  // namespace mc::codegen
