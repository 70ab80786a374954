// SPDX-License-Identifier: Apache-2.0
#include "transform/share_slots.h"

#include <algorithm>
#include <boost/graph/adjacency_list.hpp>
#include <boost/graph/sequential_vertex_coloring.hpp>
#include <numeric>

#include "ir/dependencies.h"
#include "transform/liveness.h"
#include "transform/rewrite.h"
#include "transform/slot_groups.h"

namespace mc::transform {

using namespace ir;

namespace {

using Interference = boost::adjacency_list<boost::setS, boost::vecS, boost::undirectedS>;

void interfere(std::uint32_t slot, const Slots& live, Interference& graph) {
  for (std::uint32_t other : live)
    if (other != slot) add_edge(slot, other, graph);
}

/// Slots interfere when one is written while the other is live, or both are live at the start.
Interference interference(const System& system, const Task& task, const Liveness& liveness) {
  Interference graph(task.frame.size());
  for (std::uint32_t i = 0; i < task.code.size(); ++i) {
    const Effects effects = ir::effects(system, task.code[i]);
    for (std::uint32_t slot : effects.may_write[Space::local]) interfere(slot, liveness.after(i), graph);
  }
  for (const Reset& reset : task.resets)
    for (std::uint32_t slot : reset.slots) interfere(slot, liveness.before(reset.location), graph);
  for (std::uint32_t slot : liveness.before(0)) interfere(slot, liveness.before(0), graph);
  return graph;
}

/// Arrays and structs that a place indexes share with nobody; neither do slots whose reset is read, for its
/// value depends on the type.
void isolate(const System& system, const Task& task, const Liveness& liveness, Interference& graph) {
  const SlotGroups spans = frame_spans(system, task);
  std::vector<bool> isolated;
  for (std::uint32_t slot = 0; slot < task.frame.size(); ++slot) isolated.push_back(!spans.alone(slot));
  for (const Reset& reset : task.resets)
    for (std::uint32_t slot : reset.slots)
      if (liveness.before(reset.location).contains(slot)) isolated[slot] = true;
  for (std::uint32_t slot = 0; slot < task.frame.size(); ++slot)
    for (std::uint32_t other = 0; other < task.frame.size() && isolated[slot]; ++other)
      if (other != slot) add_edge(slot, other, graph);
}

/// By slot its colour. Wide slots come first, so that slots of like width share.
std::vector<std::uint32_t> colours(const Task& task, const Interference& graph) {
  std::vector<std::uint32_t> order(task.frame.size()), result(task.frame.size());
  std::iota(order.begin(), order.end(), 0u);
  std::ranges::stable_sort(order, std::greater{}, [&](auto slot) { return bits(task.frame[slot].type); });
  const auto index = get(boost::vertex_index, graph);
  boost::sequential_vertex_coloring(graph, boost::make_iterator_property_map(order.begin(), index),
                                    boost::make_iterator_property_map(result.begin(), index));
  return result;
}

/// Colours renumbered by their first slot: what must keep its distance keeps it.
std::vector<std::uint32_t> renumbered(std::vector<std::uint32_t> colours) {
  std::vector<std::uint32_t> numbers(colours.size(), 0xffffffff);
  std::uint32_t next = 0;
  for (std::uint32_t& colour : colours) {
    if (numbers[colour] == 0xffffffff) numbers[colour] = next++;
    colour = numbers[colour];
  }
  return colours;
}

/// A slot for both. The initial value is that of the one that is live at the start, if any.
Slot joined(const Slot& a, const Slot& b, bool b_counts) {
  Slot result = a;
  if (!result.name.ends_with("|...")) result.name += "|...";
  if (a.type.kind != b.type.kind || a.type.detail != b.type.detail)
    result.type = {.kind = Type::Kind::integer};
  result.type.least = std::min(a.type.least, b.type.least);
  result.type.most = std::max(a.type.most, b.type.most);
  if (b_counts) result.initial = b.initial;
  if (a.function != b.function) result.function.clear();
  return result;
}

void share(System& system, std::size_t number) {
  Task& task = system.tasks[number];
  const Liveness liveness(system, task);
  Interference graph = interference(system, task, liveness);
  isolate(system, task, liveness, graph);
  const std::vector<std::uint32_t> numbers = renumbered(colours(task, graph));
  std::vector<Slot> frame;
  for (std::uint32_t slot = 0; slot < task.frame.size(); ++slot)
    if (numbers[slot] == frame.size())
      frame.push_back(task.frame[slot]);
    else
      frame[numbers[slot]] =
          joined(frame[numbers[slot]], task.frame[slot], liveness.before(0).contains(slot));
  Rewriter rewriter(system, {}, [&](Place place) {
    if (place.space != Space::local) return place;
    place.base = numbers[place.base];
    place.type = frame[place.base].type;
    return place;
  });
  rewrite_task(system, number, rewriter);
  for (Reset& reset : task.resets)
    for (std::uint32_t& slot : reset.slots) slot = numbers[slot];
  task.frame = std::move(frame);
}

}  // namespace

void share_slots(System& system) {
  for (std::size_t task = 0; task < system.tasks.size(); ++task) share(system, task);
}

}  // namespace mc::transform
