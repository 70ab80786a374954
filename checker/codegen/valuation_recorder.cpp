// SPDX-License-Identifier: Apache-2.0
#include "codegen/valuation_recorder.h"

namespace mc::codegen {

namespace {

/// Bits of a key up to which its map takes no more than 64 KiB.
constexpr unsigned most_mapped_bits = 16;

unsigned key_bits(const ir::Formula& formula) {
  unsigned bits = 0;
  for (const ir::Parameter& parameter : formula.parameters) bits += ir::bits(parameter.type);
  return bits;
}

}  // namespace

Table table_of(const ir::Formula& formula) {
  const unsigned bits = key_bits(formula);
  if (bits <= most_mapped_bits) return Table::map;
  return bits < 64 ? Table::cache : Table::none;
}

ValuationRecorder::ValuationRecorder(const ir::System& system)
    : system_(&system),
      maps_(system.formulas.size()),
      caches_(system.formulas.size()),
      addresses_(system.formulas.size()),
      keys_(system.formulas.size()),
      tuples_(system.formulas.size()) {
  for (std::size_t i = 0; i < addresses_.size(); ++i) switch (table_of(system.formulas[i])) {
      case Table::map:
        maps_[i].resize(std::size_t{1} << key_bits(system.formulas[i]));
        addresses_[i] = maps_[i].data();
        break;
      case Table::cache:
        caches_[i].resize(std::size_t{1} << cache_bits);
        addresses_[i] = caches_[i].data();
        break;
      case Table::none: break;
    }
}

void ValuationRecorder::record_key(Runtime* runtime, std::uint32_t formula, std::uint64_t key) {
  auto& recorder = *static_cast<ValuationRecorder*>(runtime->recorder);
  recorder.keys_[formula].insert(key);
  recorder.caches_[formula][cache_place(key)] = key + 1;
}

void ValuationRecorder::record(Runtime* runtime, std::uint32_t formula, const ir::Value* arguments) {
  auto& recorder = *static_cast<ValuationRecorder*>(runtime->recorder);
  const std::size_t count = recorder.system_->formulas[formula].parameters.size();
  recorder.tuples_[formula].emplace(arguments, arguments + count);
}

ValuationRecorder::Tuple ValuationRecorder::unpack(const ir::Formula& formula, std::uint64_t key) const {
  Tuple tuple;
  for (const ir::Parameter& parameter : formula.parameters) {
    const unsigned bits = ir::bits(parameter.type);
    tuple.push_back(parameter.type.least + static_cast<ir::Value>(key & ((std::uint64_t{1} << bits) - 1)));
    key >>= bits;
  }
  return tuple;
}

std::vector<std::vector<ir::Value>> ValuationRecorder::valuations(ir::FormulaId id) const {
  const ir::Formula& formula = system_->formulas[ir::index(id)];
  std::set<Tuple> result = tuples_[ir::index(id)];
  for (const std::uint64_t key : keys_[ir::index(id)]) result.insert(unpack(formula, key));
  const auto& map = maps_[ir::index(id)];
  for (std::size_t key = 0; key < map.size(); ++key)
    if (map[key] != 0) result.insert(unpack(formula, key));
  return {result.begin(), result.end()};
}

}  // namespace mc::codegen
