// SPDX-License-Identifier: Apache-2.0
// The visited set against what the machine allows: a bare loop of prefetched random insertions.
#include <benchmark/benchmark.h>

#include <array>
#include <cstdint>
#include <vector>

#include "store/key_table.h"
#include "store/pages.h"

namespace mc::bench {
namespace {

using store::Key;

constexpr std::size_t batch = 64;

/// Keys as a search offers them: one in four is new, the others are any of those before.
class Offers {
 public:
  std::uint64_t next() {
    random_ ^= random_ << 13;
    random_ ^= random_ >> 7;
    random_ ^= random_ << 17;
    if (random_ % 4 == 0) return scattered(++count_);
    return scattered(static_cast<std::uint64_t>((Key{random_ >> 8 << 8} * count_) >> 64) + 1);
  }

 private:
  static std::uint64_t scattered(std::uint64_t number) { return number * 0x9e3779b97f4a7c15u; }
  std::uint64_t random_ = 88172645463325252u, count_ = 0;
};

/// Keys that are multiples of one number would else fill the table evenly, which random ones do not.
Key scrambled(std::uint64_t key) {
  key *= 0xff51afd7ed558ccdu;
  return (key ^ key >> 32) * 0xc4ceb9fe1a85ec53u;
}

void count(benchmark::State& state, std::uint64_t keys, std::uint64_t inserts, double bytes) {
  state.counters["keys"] = static_cast<double>(keys);
  state.counters["bytes/key"] = bytes / static_cast<double>(keys);
  state.counters["inserts/s"] = benchmark::Counter(static_cast<double>(inserts), benchmark::Counter::kIsRate);
}

/// The ceiling: one thread, words in an open table that has its final size and is in memory already.
void bare_inserts(benchmark::State& state) {
  const auto wanted = static_cast<std::uint64_t>(state.range(0)) * 1'000'000;
  const std::uint64_t slots = wanted * 5 / 4;
  std::uint64_t inserts = 0, found = 0;
  for (auto _ : state) {
    state.PauseTiming();
    store::Pages pages(slots * sizeof(std::uint64_t));
    auto* const table = static_cast<std::uint64_t*>(pages.data());
    for (std::uint64_t i = 0; i < slots; i += 256) table[i] = 0;
    Offers offers;
    std::array<std::uint64_t, batch> keys, places;
    state.ResumeTiming();
    for (found = 0; found < wanted; inserts += batch) {
      for (std::size_t i = 0; i < batch; ++i) {
        keys[i] = offers.next();
        places[i] = static_cast<std::uint64_t>((scrambled(keys[i]) * slots) >> 64);
        __builtin_prefetch(table + places[i], 1);
      }
      for (std::size_t i = 0; i < batch; ++i) {
        std::uint64_t place = places[i];
        while (table[place] != 0 && table[place] != keys[i]) place = place + 1 == slots ? 0 : place + 1;
        if (table[place] == 0) ++found;
        table[place] = keys[i];
      }
    }
  }
  count(state, found, inserts, static_cast<double>(slots) * sizeof(std::uint64_t));
}

/// The same keys, one at a time as narrow states of `bits` bits, all growths included.
void key_table_inserts(benchmark::State& state) {
  const auto wanted = static_cast<std::uint64_t>(state.range(0)) * 1'000'000;
  const auto bits = static_cast<unsigned>(state.range(1));
  std::uint64_t inserts = 0, found = 0;
  double bytes = 0;
  for (auto _ : state) {
    store::KeyTable table(bits, 1);
    Offers offers;
    std::vector<Key> keys(4 * batch);
    std::vector<std::uint32_t> fresh;
    for (found = 0; found < wanted; inserts += keys.size()) {
      for (Key& key : keys) key = store::low_bits(offers.next(), bits);
      fresh.clear();
      for (std::size_t done = 0;;) {
        done += table.insert(0, keys.data() + done, keys.size() - done, 1, fresh);
        if (done == keys.size()) break;
        table.grow(0);
        table.move();
      }
      found += fresh.size();
    }
    bytes = static_cast<double>(table.memory_bytes());
  }
  count(state, found, inserts, bytes);
}

BENCHMARK(bare_inserts)->Arg(10)->Arg(26)->ArgName("million")->Unit(benchmark::kMillisecond);
BENCHMARK(key_table_inserts)
    ->ArgsProduct({{10, 26}, {48, 64, 75}})
    ->ArgNames({"million", "bits"})
    ->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace mc::bench
