// SPDX-License-Identifier: Apache-2.0
#include "explore/search.h"

#include <sys/resource.h>

#include <algorithm>
#include <new>
#include <set>
#include <thread>

#include "base/team.h"
#include "explore/checkpoint.h"
#include "explore/control.h"
#include "explore/path.h"
#include "explore/worker.h"
#include "store/frontier.h"
#include "store/visited_set.h"

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

/// See Result.
struct Observations {
  std::vector<bool> covered;
  std::vector<std::vector<std::vector<ir::Value>>> valuations;
};

class Search {
 public:
  Search(const ir::System& system, const GeneratorFactory& make_generator, const Options& options)
      : system_(system),
        checkpoint_(options.checkpoint),
        threads_(thread_count(options)),
        control_(options),
        first_generator_(make_generator()),
        header_(header_of(system, options.checkpoint, first_generator_->words())),
        input_(checkpoint_.resume.empty() ? nullptr
                                          : std::make_unique<CheckpointInput>(checkpoint_.resume, header_)),
        visited_(word_bits(*first_generator_), threads_, options.limits.memory_bytes / 16 * 15,
                 input_ ? input_->depth_bits() : store::Geometry::most_depth_bits),
        team_(threads_),
        level_bytes_(options.limits.memory_bytes / 32),
        level_(first_generator_->words()),
        before_{std::vector<bool>(system.properties.size()), {}} {
    before_.valuations.resize(system.formulas.size());
    for (unsigned lane = 0; lane < threads_; ++lane)
      workers_.push_back(std::make_unique<Worker>(system,
                                                  lane == 0 ? std::move(first_generator_) : make_generator(),
                                                  visited_, lane, control_, level_bytes_ / threads_));
  }

  /// The loop: level after level, until nothing new is found, or something bad.
  Result run() {
    if (input_) {
      restore();
      finish_level();
    } else {
      insert_initial();
    }
    while (begin_level()) finish_level();
    if (control_.halted() && frontier_) save();
    return result();
  }

 private:
  void insert_initial() {
    workers_.front()->insert_initial();
    level_ = take_found();
    look_around();
  }

  /// False if there is no level to finish: nothing new, or something bad, or a reason to end early.
  bool begin_level() {
    if (level_.empty() || found_something()) return false;
    control_.enter_level(depth_, level_.states());
    levels_.push_back(level_.states());
    frontier_.emplace(std::exchange(level_, store::Level(level_.words())));
    return !control_.halted();
  }

  void finish_level() {
    do {
      make_room();
      if (frontier_->blocks() == 1 && !work_left())
        workers_.front()->expand(*frontier_, depth_);
      else
        team_.run([&](unsigned member) { workers_[member]->expand(*frontier_, depth_); },
                  [this] { control_.poll(); });
      look_around();
      if (control_.checkpoint_due() && !control_.halted()) save();
    } while ((work_left() || !frontier_->empty()) && !control_.halted());
    if (control_.halted()) return;
    frontier_.reset();
    level_ = take_found();
    ++depth_;
  }

  void look_around() {
    control_.set_memory(visited_.memory_bytes());
    control_.poll();
  }

  /// Lets the visited set grow if that is what a worker waits for.
  void make_room() try {
    if (!someone_pending()) return;
    grow();
  } catch (const std::bad_alloc&) {
    control_.halt(Control::Reason::memory);
  }

  void grow() {
    visited_.grow();
    team_.run([this](unsigned) { visited_.move(); }, [this] { control_.poll(); });
  }

  /// Writes a checkpoint, if one is wanted: while the workers rest, whatever they have still to do.
  void save() {
    if (checkpoint_.file.empty()) return;
    const double begun = control_.seconds();
    try {
      if (std::ranges::any_of(workers_, [](const auto& worker) { return worker->torn(); }))
        throw base::FileError(checkpoint_.file + " was not written: no memory was left for the states found");
      write_checkpoint();
      not_saved_.clear();
    } catch (const base::FileError& error) {
      not_saved_ = error.what();
    } catch (const std::bad_alloc&) {
      not_saved_ = checkpoint_.file + " was not written: no memory was left for that";
    }
    control_.checkpoint_done(control_.seconds() - begun);
  }

  void write_checkpoint() const {
    const std::size_t words = level_.words();
    CheckpointOutput out(checkpoint_.file, header_, visited_.depth_bits());
    control_.save(out);
    out.number(levels_.size());
    for (const std::uint64_t states : levels_) out.number(states);
    explore::save(out, visited_, words);
    const Observations seen = observations();
    out.observations(seen.covered, seen.valuations);
    out.begin_states(words);
    const auto add = [&](const ir::Word* states, std::uint64_t count) {
      for (std::uint64_t i = 0; i < count; ++i) out.state(states + i * words, words);
    };
    frontier_->for_each_left(add);
    for (const auto& worker : workers_) worker->for_each_rest(add);
    out.end_states();
    out.number(workers_.size());
    for (const auto& worker : workers_) worker->save(out);
    out.commit();
  }

  /// Reads what write_checkpoint() has written.
  void restore() try {
    const std::size_t words = level_.words();
    control_.restore(*input_);
    for (std::uint64_t rest = input_->number(); rest > 0; --rest) levels_.push_back(input_->number());
    if (levels_.empty()) input_->damaged();
    depth_ = levels_.size() - 1;
    explore::restore(*input_, visited_, words, [this] { grow(); });
    input_->observations(before_.covered, before_.valuations);
    store::Level level(level_.words(), level_bytes_);
    input_->states(words, [&](const ir::Word* states, std::size_t count) {
      for (std::size_t i = 0; i < count; ++i) level.add(states + i * words);
    });
    for (std::uint64_t i = 0, count = input_->number(); i < count; ++i)
      workers_[i % workers_.size()]->restore(*input_, depth_);
    input_->finish();
    frontier_.emplace(std::move(level));
  } catch (const std::bad_alloc&) {
    throw base::FileError(checkpoint_.resume + ": its states do not fit into the memory; give more with " +
                          "--limit-memory, or on a larger machine");
  }

  bool someone_pending() const {
    return std::ranges::any_of(workers_, [](const auto& worker) { return worker->has_pending(); });
  }

  bool work_left() const {
    return someone_pending() || std::ranges::any_of(workers_, [](const auto& w) { return w->has_rest(); });
  }

  store::Level take_found() {
    store::Level level(workers_.front()->generator().words());
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
    Result result{.verdict = control_.halted() ? ir::Verdict::incomplete : ir::Verdict::holds,
                  .reason = control_.reason(),
                  .counts = control_.progress(),
                  .threads = threads_,
                  .state_bits = workers_.front()->generator().state_bits(),
                  .levels = levels_};
    if (found_something()) {
      result.verdict = ir::Verdict::violated;
      result.violation = shortest_run({system_, visited_, workers_, team_}, findings());
    }
    if (control_.halted() && frontier_ && not_saved_.empty()) result.saved = checkpoint_.file;
    result.not_saved = not_saved_;
    measure(result);
    Observations seen = observations();
    result.covered = std::move(seen.covered);
    result.valuations = std::move(seen.valuations);
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

  /// What all workers have seen, and the searches that this one goes on from.
  Observations observations() const {
    Observations seen{before_.covered, {}};
    for (const auto& worker : workers_)
      for (std::size_t i = 0; i < seen.covered.size(); ++i)
        if (worker->generator().covered()[i]) seen.covered[i] = true;
    for (std::uint32_t formula = 0; formula < system_.formulas.size(); ++formula) {
      std::set<std::vector<ir::Value>> tuples = as_set(before_.valuations[formula]);
      for (const auto& worker : workers_)
        tuples.merge(as_set(worker->generator().valuations(ir::FormulaId{formula})));
      seen.valuations.emplace_back(tuples.begin(), tuples.end());
    }
    return seen;
  }

  static std::set<std::vector<ir::Value>> as_set(std::vector<std::vector<ir::Value>> tuples) {
    return {std::make_move_iterator(tuples.begin()), std::make_move_iterator(tuples.end())};
  }

  const ir::System& system_;
  const Checkpointing& checkpoint_;
  unsigned threads_;
  Control control_;
  std::unique_ptr<ir::Generator> first_generator_;
  CheckpointHeader header_;
  std::unique_ptr<CheckpointInput> input_;  ///< what the search goes on from
  store::VisitedSet visited_;
  base::Team team_;
  std::uint64_t level_bytes_;  ///< what a level may take in memory
  std::vector<std::unique_ptr<Worker>> workers_;
  store::Level level_;                       ///< the states to expand next
  std::optional<store::Frontier> frontier_;  ///< the level being expanded
  std::vector<std::uint64_t> levels_;        ///< by depth: their sizes, the one being expanded included
  std::uint64_t depth_ = 0;                  ///< its distance from the initial state
  Observations before_;                      ///< of the search that this one goes on from
  std::string not_saved_;                    ///< why the last checkpoint was not written
};

}  // namespace

Result breadth_first(const ir::System& system, const GeneratorFactory& make_generator,
                     const Options& options) {
  return Search(system, make_generator, options).run();
}

}  // namespace mc::explore
