#include "explore/search.h"

#include <sys/resource.h>

#include <algorithm>
#include <new>
#include <set>
#include <thread>

#include "explore/control.h"
#include "explore/path.h"
#include "explore/worker.h"
#include "lib/frontier.h"
#include "lib/team.h"
#include "lib/visited_set.h"

namespace mc::explore {

namespace {

unsigned thread_count(const Options& options) {
  return options.threads != 0 ? options.threads : std::max(1u, std::thread::hardware_concurrency());
}

std::vector<unsigned> word_bits(const ir::Generator& generator) {
  std::vector<unsigned> bits;
  for (unsigned word = 0; word < generator.words(); ++word) bits.push_back(generator.word_bits(word));
  return bits;
}

class Search {
 public:
  Search(const ir::System& system, const GeneratorFactory& make_generator, const Options& options)
      : system_(system),
        threads_(thread_count(options)),
        control_(options),
        first_generator_(make_generator()),
        visited_(word_bits(*first_generator_), threads_, options.limits.memory_bytes / 16 * 15),
        team_(threads_),
        level_(first_generator_->words()) {
    for (unsigned lane = 0; lane < threads_; ++lane)
      workers_.push_back(
          std::make_unique<Worker>(system, lane == 0 ? std::move(first_generator_) : make_generator(),
                                   visited_, lane, control_, options.limits.memory_bytes / 32 / threads_));
  }

  /// The loop: level after level, until nothing new is found, or something bad.
  Result run() {
    insert_initial();
    while (!level_.empty() && !found_something() && !control_.halted()) expand_level();
    return result();
  }

 private:
  void insert_initial() {
    workers_.front()->insert_initial();
    level_ = take_found();
    control_.set_memory(visited_.memory_bytes());
    control_.poll();
  }

  void expand_level() {
    control_.enter_level(depth_, level_.states());
    lib::Frontier frontier(std::move(level_));
    do {
      make_room();
      if (frontier.blocks() == 1 && !someone_pending())
        workers_.front()->expand(frontier, depth_);
      else
        team_.run([&](unsigned member) { workers_[member]->expand(frontier, depth_); },
                  [this] { control_.poll(); });
      control_.set_memory(visited_.memory_bytes());
      control_.poll();
    } while (someone_pending() && !control_.halted());
    level_ = take_found();
    ++depth_;
  }

  /// Lets the visited set grow if that is what a worker waits for.
  void make_room() try {
    if (!someone_pending()) return;
    visited_.grow();
    team_.run([this](unsigned) { visited_.move(); }, [this] { control_.poll(); });
  } catch (const std::bad_alloc&) {
    control_.halt(Control::Reason::memory);
  }

  bool someone_pending() const {
    return std::ranges::any_of(workers_, [](const auto& worker) { return worker->has_pending(); });
  }

  lib::Level take_found() {
    lib::Level level(workers_.front()->generator().words());
    for (const auto& worker : workers_) level.append(worker->take_found());
    return level;
  }

  bool found_something() const {
    return std::ranges::any_of(workers_, [](const auto& worker) { return !worker->findings().empty(); });
  }

  /// The least complaint of all workers, with all it is true of.
  std::vector<Finding> findings() const {
    std::set<Finding> all;
    for (const auto& worker : workers_) all.insert(worker->findings().begin(), worker->findings().end());
    std::vector<Finding> least;
    for (const Finding& finding : all)
      if (least.empty() || same_complaint(finding, least.front())) least.push_back(finding);
    return least;
  }

  Result result() {
    Result result{.verdict = control_.halted() ? Verdict::incomplete : Verdict::holds,
                  .reason = control_.reason(),
                  .counts = control_.progress(),
                  .threads = threads_,
                  .state_bits = workers_.front()->generator().state_bits()};
    if (found_something()) {
      result.verdict = Verdict::violated;
      result.violation = shortest_run({system_, visited_, workers_, team_}, findings());
    }
    measure(result);
    merge_observations(result);
    return result;
  }

  void measure(Result& result) const {
    const std::uint64_t states = visited_.size(), bytes = visited_.memory_bytes();
    result.counts.frontier += states - result.counts.states;
    result.counts.states = states;
    result.counts.memory_bytes = bytes;
    result.bytes_per_state = static_cast<double>(bytes) / static_cast<double>(states);
    rusage usage{};
    getrusage(RUSAGE_SELF, &usage);
    result.peak_bytes = static_cast<std::uint64_t>(usage.ru_maxrss) * 1024;
  }

  void merge_observations(Result& result) const {
    result.covered.assign(system_.properties.size(), false);
    for (const auto& worker : workers_)
      for (std::size_t i = 0; i < result.covered.size(); ++i)
        if (worker->generator().covered()[i]) result.covered[i] = true;
    for (std::uint32_t formula = 0; formula < system_.formulas.size(); ++formula) {
      std::set<std::vector<ir::Value>> seen;
      for (const auto& worker : workers_)
        seen.merge(as_set(worker->generator().valuations(ir::FormulaId{formula})));
      result.valuations.emplace_back(seen.begin(), seen.end());
    }
  }

  static std::set<std::vector<ir::Value>> as_set(std::vector<std::vector<ir::Value>> tuples) {
    return {std::make_move_iterator(tuples.begin()), std::make_move_iterator(tuples.end())};
  }

  const ir::System& system_;
  unsigned threads_;
  Control control_;
  std::unique_ptr<ir::Generator> first_generator_;
  lib::VisitedSet visited_;
  lib::Team team_;
  std::vector<std::unique_ptr<Worker>> workers_;
  lib::Level level_;         ///< the states to expand next
  std::uint64_t depth_ = 0;  ///< their distance from the initial one
};

}  // namespace

Result breadth_first(const ir::System& system, const GeneratorFactory& make_generator,
                     const Options& options) {
  return Search(system, make_generator, options).run();
}

}  // namespace mc::explore
