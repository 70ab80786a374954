#include "any/views.h"

#include <algorithm>
#include <chrono>
#include <functional>

namespace mc::any {
namespace {

std::vector<ir::Value> values_at(const ir::State& state, const std::vector<std::size_t>& positions) {
  std::vector<ir::Value> result;
  result.reserve(positions.size());
  for (const std::size_t position : positions) result.push_back(state[position]);
  return result;
}

/// Calls `use` with every choice of `count` members of `group` from `from` on, after those in `chosen`. Stops
/// and returns false when `use` does.
template <typename Use>
bool for_each_choice(const Group& group, std::size_t from, std::size_t count, Group& chosen, const Use& use) {
  if (count == 0) return use(chosen);
  for (std::size_t i = from; i + count <= group.size(); ++i) {
    if (i > from && group[i] == group[i - 1]) continue;  // the same choice
    chosen.push_back(group[i]);
    const bool goes_on = for_each_choice(group, i + 1, count - 1, chosen, use);
    chosen.pop_back();
    if (!goes_on) return false;
  }
  return true;
}

}  // namespace

Part Parts::number(std::vector<ir::Value> values) {
  const auto [at, is_new] = known_.try_emplace(std::move(values), static_cast<Part>(by_number_.size()));
  if (is_new) by_number_.push_back(&at->first);
  return at->second;
}

void Views::add(const ir::State& state) {
  const Part global = global_parts_.number(values_at(state, shape_.global));
  if (global == groups_.size()) {
    groups_.emplace_back();
    locals_.emplace_back();
  }
  Group all;
  for (const auto& positions : shape_.locals) all.push_back(local_parts_.number(values_at(state, positions)));
  std::ranges::sort(all);
  Group chosen;
  for_each_choice(all, 0, k_, chosen, [&](const Group& view) {
    add(global, view);
    return true;
  });
}

void Views::add(Part global, const Group& view) {
  if (!groups_[global].insert(view).second) return;
  locals_[global].insert(view.begin(), view.end());
  changed_.insert(global);
  ++size_;
}

bool Views::holds(Part global, const Group& group) const {
  Group chosen;
  return for_each_choice(group, 0, k_, chosen,
                         [&](const Group& view) { return groups_[global].contains(view); });
}

bool Views::holds_last(Part global, const Group& group) const {
  if (group.size() < k_) return true;
  const Group before(group.begin(), group.end() - 1);
  Group chosen;
  return for_each_choice(before, 0, k_ - 1, chosen, [&](Group view) {
    view.push_back(group.back());
    return groups_[global].contains(view);
  });
}

ir::State Views::state(Part global, const Group& group) const {
  std::size_t size = shape_.global.size();
  for (const auto& positions : shape_.locals) size += positions.size();
  ir::State result(size);
  const auto put = [&](const std::vector<std::size_t>& positions, const std::vector<ir::Value>& values) {
    for (std::size_t i = 0; i < positions.size(); ++i) result[positions[i]] = values[i];
  };
  put(shape_.global, global_parts_.values(global));
  for (std::size_t i = 0; i < group.size(); ++i) put(shape_.locals[i], local_parts_.values(group[i]));
  return result;
}

namespace {

class Closing {
 public:
  Closing(ir::Generator& generator, const Shape& shape, unsigned k, const Limit& limit)
      : generator_(generator), limit_(limit), result_{.views = Views(shape, k)} {}

  Closure run() {
    std::vector<ir::Word> words(generator_.words());
    generator_.initial(words.data());
    result_.views.add(generator_.unpack(words.data()));
    result_.end = Closure::End::safe;
    while (result_.end == Closure::End::safe) {
      const std::set<Part> changed = result_.views.take_changed();
      if (changed.empty()) break;
      for (const Part global : changed) {
        Group group;
        const std::set<Part> locals = result_.views.locals(global);
        const std::vector<Part> candidates(locals.begin(), locals.end());
        if (!extend(global, candidates, 0, group)) break;
      }
    }
    return std::move(result_);
  }

 private:
  /// Looks at every group of M that begins with `group`, whose views are all there. False: it is over.
  bool extend(Part global, const std::vector<Part>& candidates, std::size_t from, Group& group) {
    if (group.size() == result_.views.shape().size()) return look(global, group);
    for (std::size_t i = from; i < candidates.size(); ++i) {
      group.push_back(candidates[i]);
      const bool goes_on = !result_.views.holds_last(global, group) || extend(global, candidates, i, group);
      group.pop_back();
      if (!goes_on) return false;
    }
    return true;
  }

  bool look(Part global, const Group& group) {
    if (seen_.size() <= global) seen_.resize(global + 1);
    if (!seen_[global].insert(group).second) return true;
    ++result_.states;
    if (halted()) result_.end = Closure::End::halted;
    std::vector<ir::Word> words(generator_.words());
    generator_.pack(result_.views.state(global, group), words.data());
    successors_.clear();
    generator_.expand(words.data(), successors_);
    if (generator_.observe(words.data()) != ir::ObservationId::none || !successors_.violations.empty())
      result_.end = Closure::End::bad;
    if (result_.end != Closure::End::safe) return false;
    for (std::size_t at = 0; at < successors_.states.size(); at += generator_.words())
      result_.views.add(generator_.unpack(successors_.states.data() + at));
    return true;
  }

  bool halted() const {
    if (limit_.stop != nullptr && limit_.stop->load()) return true;
    if (limit_.states > 0 && result_.states > limit_.states) return true;
    if (limit_.seconds == 0 || result_.states % 64 != 0) return false;
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - start_).count() > limit_.seconds;
  }

  ir::Generator& generator_;
  const Limit& limit_;
  const std::chrono::steady_clock::time_point start_ = std::chrono::steady_clock::now();
  Closure result_;
  std::vector<std::set<Group>> seen_;  ///< by global part: groups of M that were looked at
  ir::Successors successors_;
};

}  // namespace

Closure close(ir::Generator& generator, const Shape& shape, unsigned k, const Limit& limit) {
  return Closing(generator, shape, k, limit).run();
}

}  // namespace mc::any
