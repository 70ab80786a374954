// SPDX-License-Identifier: Apache-2.0
// States a second and bytes a state of the whole search; not part of the tests.
#include <benchmark/benchmark.h>

#include <stdexcept>

#include "codegen/compiled_system.h"
#include "explore/search.h"
#include "filter_lock.h"
#include "long_task.h"

namespace mc::bench {
namespace {

/// Arguments: processes, threads.
void search_filter_lock(benchmark::State& state) {
  const ir::System system = filter_lock(static_cast<unsigned>(state.range(0)));
  const codegen::CompiledSystem compiled(system);
  explore::Result result;
  std::uint64_t states = 0;
  for (auto _ : state) {
    result = explore::breadth_first(system, [&] { return compiled.generator(); },
                                    {.threads = static_cast<unsigned>(state.range(1))});
    if (result.verdict != ir::Verdict::holds) throw std::logic_error("the filter lock excludes");
    states += result.counts.states;
  }
  state.counters["states"] = static_cast<double>(result.counts.states);
  state.counters["transitions"] = static_cast<double>(result.counts.transitions);
  state.counters["bits"] = result.state_bits;
  state.counters["bytes/state"] = result.bytes_per_state;
  state.counters["states/s"] = benchmark::Counter(static_cast<double>(states), benchmark::Counter::kIsRate);
}
BENCHMARK(search_filter_lock)
    ->ArgsProduct({{4, 5}, {1, 2}})
    ->ArgNames({"processes", "threads"})
    ->Unit(benchmark::kMillisecond)
    ->MeasureProcessCPUTime();

/// Argument: steps. From the System to machine code.
void compile_long_task(benchmark::State& state) {
  const ir::System system = long_task(static_cast<unsigned>(state.range(0)));
  for (auto _ : state) benchmark::DoNotOptimize(codegen::CompiledSystem(system));
}
BENCHMARK(compile_long_task)->Arg(100)->Arg(1000)->Unit(benchmark::kMillisecond)->MeasureProcessCPUTime();

}  // namespace
}  // namespace mc::bench

BENCHMARK_MAIN();
