// SPDX-License-Identifier: Apache-2.0
#include "parameterized/views.h"

#include <algorithm>
#include <chrono>

namespace mc::parameterized {
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

PartNumber PartNumbers::number(std::vector<ir::Value> values) {
  const auto [at, is_new] = known_.try_emplace(std::move(values), static_cast<PartNumber>(by_number_.size()));
  if (is_new) by_number_.push_back(&at->first);
  return at->second;
}

PartNumber Views::global_part(const ir::State& state) {
  const PartNumber global = global_parts_.number(values_at(state, shape_.global));
  if (global == numbers_.size()) {
    numbers_.emplace_back();
    locals_.emplace_back();
  }
  return global;
}

void Views::add(const ir::State& state) {
  Group group;
  for (const auto& positions : shape_.locals)
    group.push_back(local_parts_.number(values_at(state, positions)));
  add_views(global_part(state), std::move(group));
}

void Views::add(const ir::State& state, const ir::State& before, PartNumber global, const Group& group) {
  const auto same = [&](std::size_t position) { return state[position] == before[position]; };
  const PartNumber later = std::ranges::all_of(shape_.global, same) ? global : global_part(state);
  Group changed = group;
  for (std::size_t i = 0; i < group.size(); ++i)
    if (!std::ranges::all_of(shape_.locals[i], same))
      changed[i] = local_parts_.number(values_at(state, shape_.locals[i]));
  if (later != global || changed != group) add_views(later, std::move(changed));
}

void Views::add_views(PartNumber global, Group group) {
  std::ranges::sort(group);
  Group chosen;
  for_each_choice(group, 0, k_, chosen, [&](const Group& view) {
    add(global, view);
    return true;
  });
}

void Views::add(PartNumber global, const Group& view) {
  if (!numbers_[global].try_emplace(view, views_.size()).second) return;
  locals_[global].insert(view.begin(), view.end());
  views_.push_back({global, view});
}

/// Groups that a view is extended to.
class Views::Extension {
 public:
  Extension(const Views& views, std::size_t number, const std::function<bool(const Group&)>& use)
      : views_(views),
        number_(number),
        numbers_(views.numbers_[views[number].global]),
        candidates_(views.locals_[views[number].global].begin(), views.locals_[views[number].global].end()),
        group_(views[number].group),
        use_(use) {}

  /// Adds candidates from the `from`-th on. False: it is over.
  bool extend(std::size_t from) {
    if (group_.size() == views_.shape().size()) return use_(group_);
    for (std::size_t i = from; i < candidates_.size(); ++i) {
      if (!fits(candidates_[i])) continue;
      group_.push_back(candidates_[i]);
      const bool goes_on = extend(i);
      group_.pop_back();
      if (!goes_on) return false;
    }
    return true;
  }

 private:
  /// Whether all views of the group with `added` that hold it are known and not too new.
  bool fits(PartNumber added) const {
    Group sorted = group_, chosen;
    std::ranges::sort(sorted);
    return for_each_choice(sorted, 0, views_.k() - 1, chosen, [&](Group view) {
      view.insert(std::ranges::lower_bound(view, added), added);
      const auto found = numbers_.find(view);
      return found != numbers_.end() && found->second <= number_;
    });
  }

  const Views& views_;
  const std::size_t number_;
  const std::unordered_map<Group, std::size_t, boost::hash<Group>>& numbers_;
  const std::vector<PartNumber> candidates_;
  Group group_;
  const std::function<bool(const Group&)>& use_;
};

void Views::for_each_group(std::size_t number, const std::function<bool(const Group&)>& use) const {
  Extension(*this, number, use).extend(0);
}

ir::State Views::state(PartNumber global, const Group& group) const {
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
    for (std::size_t next = 0; next < result_.views.size() && result_.end == Closure::End::safe; ++next) {
      std::vector<Group> groups;  // looking at them adds views
      result_.views.for_each_group(next, [&](const Group& group) {
        groups.push_back(group);
        return true;
      });
      const PartNumber global = result_.views[next].global;
      for (const Group& group : groups)
        if (!look(global, group)) break;
    }
    return std::move(result_);
  }

 private:
  /// False: it is over.
  bool look(PartNumber global, const Group& group) {
    ++result_.states;
    if (halted()) result_.end = Closure::End::halted;
    std::vector<ir::Word> words(generator_.words());
    const ir::State state = result_.views.state(global, group);
    generator_.pack(state, words.data());
    successors_.clear();
    generator_.expand(words.data(), successors_);
    if (generator_.observe(words.data()) != ir::ObservationId::none || !successors_.violations.empty())
      result_.end = Closure::End::bad;
    if (result_.end != Closure::End::safe) return false;
    for (std::size_t at = 0; at < successors_.states.size(); at += generator_.words())
      result_.views.add(generator_.unpack(successors_.states.data() + at), state, global, group);
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
  ir::Successors successors_;
};

}  // namespace

Closure close(ir::Generator& generator, const Shape& shape, unsigned k, const Limit& limit) {
  return Closing(generator, shape, k, limit).run();
}

}  // namespace mc::parameterized
