// SPDX-License-Identifier: Apache-2.0
#include "reduce/symmetry.h"

#include <fmt/format.h>

#include <algorithm>

#include "ir/state.h"
#include "reduce/symmetry_check.h"

namespace mc::reduce {

using namespace ir;

namespace {

class Finder {
 public:
  Finder(const System& system, const std::string& name, unsigned count)
      : system_(system), name_(name), count_(count) {
    for (const Task& task : system.tasks) scope_.tasks.push_back(task.count == count);
  }

  SymmetryFinding find() {
    slots_.emplace(system_, count_);
    std::vector<Objection> all;
    for (std::size_t arrays = ~std::size_t{0};
         arrays != slots_->arrays();) {  // checking may find more of them
      arrays = slots_->arrays();
      all = attempt();
    }
    if (!all.empty()) return {.objection = text(all.front())};
    return {.symmetry = Symmetry{.name = name_, .count = count_, .exchanges = exchanges()}};
  }

 private:
  std::vector<Objection> attempt() {
    kinds_ = find_index_kinds(system_, *slots_, scope_);
    std::vector<Objection> all;
    for (std::size_t exchange = 0; exchange + 1 < count_; ++exchange) {
      const auto some = objections(system_, *slots_, scope_, kinds_, exchange);
      all.insert(all.end(), some.begin(), some.end());
      check_slots(exchange, all);
    }
    return all;
  }

  std::string text(const Objection& objection) const {
    if (objection.source == SourceId::none) return fmt::format("{} {}", objection.where, objection.reason);
    const Source& source = system_.sources[index(objection.source)];
    const std::string& what = objection.where.empty() ? source.text : objection.where;
    return fmt::format("{}:{}: \"{}\" {}", source.file, source.line, what, objection.reason);
  }

  /// The initial state is its own image, and slots that change places hold the same values.
  void check_slots(std::size_t exchange, std::vector<Objection>& all) const {
    const auto check = [&](Area area, const std::vector<Slot>& slots, const std::vector<IndexKind>& kinds) {
      for (std::uint32_t i = 0; i < slots.size(); ++i) {
        const Slot& from = slots[i];
        const Slot& to = slots[slots_->image(area, exchange, i)];
        if (slots_->image(area, exchange, slots_->image(area, exchange, i)) != i ||
            from.type.least != to.type.least || from.type.most != to.type.most ||
            kinds[i].rename(exchange, from.initial) != to.initial || leaves(from.type, kinds[i], exchange))
          all.push_back({"is not like the others", SourceId::none, from.name});
      }
    };
    check({}, system_.globals, kinds_.shared);
    for (std::size_t task = 0; task < system_.tasks.size(); ++task)
      for (std::uint32_t at = 0; at < system_.tasks[task].code.size(); ++at)
        if (const KindsAt& kinds = kinds_.before[task][at];
            system_.tasks[task].code[at].step && kinds.reached) {
          if (at == 0) {
            check({Space::local, task}, system_.tasks[task].frame, kinds.frame);
            check({Space::temporary, task}, system_.tasks[task].temporaries, kinds.temporaries);
          }
          check_frame(task, kinds.frame, exchange, all);
        }
  }

  /// Where a step ends, it must be known of every slot how to exchange it.
  void check_frame(std::size_t task, const std::vector<IndexKind>& kinds, std::size_t exchange,
                   std::vector<Objection>& all) const {
    for (std::size_t i = 0; i < kinds.size(); ++i) {
      const Slot& slot = system_.tasks[task].frame[i];
      if (kinds[i].is_mixed() || leaves(slot.type, kinds[i], exchange))
        all.push_back({"holds an index here and a number there", SourceId::none, slot.name});
    }
  }

  /// Renaming a value of that type would yield one that is not.
  static bool leaves(const Type& type, const IndexKind& kind, std::size_t exchange) {
    if (!kind.is_renamed()) return false;
    return std::ranges::any_of(kind.renaming()[exchange], [&](const auto& pair) {
      return type.contains(pair.first) != type.contains(pair.second);
    });
  }

  std::vector<Exchange> exchanges() const {
    std::vector<Exchange> result;
    for (std::size_t k = 0; k + 1 < count_; ++k) result.push_back(exchange(k));
    return result;
  }

  Exchange exchange(std::size_t k) const {
    const StateIndex index(system_);
    Exchange result;
    const auto swap = [&result](std::size_t a, std::size_t b) {
      if (a < b) result.swaps.emplace_back(a, b);
    };
    for (std::uint32_t i = 0; i < system_.globals.size(); ++i) {
      swap(index.global(i), index.global(slots_->image({}, k, i)));
      if (kinds_.shared[i].is_renamed())
        result.renamings.push_back({.position = index.global(i), .pairs = kinds_.shared[i].renaming()[k]});
    }
    for (std::size_t task = 0; task < system_.tasks.size(); ++task)
      for (unsigned copy = 0; copy < system_.tasks[task].count; ++copy) {
        const unsigned other = scope_.tasks[task] && copy == k       ? copy + 1
                               : scope_.tasks[task] && copy == k + 1 ? copy - 1
                                                                     : copy;
        swap(index.program_counter(task, copy), index.program_counter(task, other));
        for (std::uint32_t i = 0; i < system_.tasks[task].frame.size(); ++i)
          swap(index.frame(task, copy) + i,
               index.frame(task, other) + slots_->image({Space::local, task}, k, i));
        add_renamings(task, copy, k, index, result);
      }
    return result;
  }

  void add_renamings(std::size_t task, unsigned copy, std::size_t k, const StateIndex& index,
                     Exchange& result) const {
    for (std::uint32_t at = 0; at < system_.tasks[task].code.size(); ++at) {
      if (!system_.tasks[task].code[at].step || !kinds_.before[task][at].reached) continue;
      const auto& kinds = kinds_.before[task][at].frame;
      for (std::uint32_t i = 0; i < kinds.size(); ++i)
        if (kinds[i].is_renamed())
          result.renamings.push_back({.position = index.frame(task, copy) + i,
                                      .counter = index.program_counter(task, copy),
                                      .location = at,
                                      .pairs = kinds[i].renaming()[k]});
    }
  }

  System system_;
  std::string name_;
  unsigned count_;
  ExchangeScope scope_;
  std::optional<SlotExchange> slots_;
  IndexKinds kinds_;
};

}  // namespace

SymmetryFinding find_symmetry(const System& system, const std::string& name) {
  const auto parameter = std::ranges::find(system.parameters, name, &ModelParameter::name);
  if (parameter == system.parameters.end()) return {.objection = name + " is no MC_PARAM"};
  if (parameter->value < 2) return {};
  return Finder(system, name, static_cast<unsigned>(parameter->value)).find();
}

}  // namespace mc::reduce
