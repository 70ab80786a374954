// SPDX-License-Identifier: Apache-2.0
#include "parameterized/shape.h"

#include <algorithm>
#include <charconv>
#include <optional>
#include <stdexcept>

namespace mc::parameterized {
namespace {

/// Whose element a global slot is part of, by its name: 1 of "lines[1].state" if there are many lines.
std::optional<std::size_t> owner(const std::string& name, const ir::Family& family) {
  const std::size_t bracket = name.find('[');
  if (bracket == std::string::npos) return std::nullopt;
  if (std::ranges::find(family.arrays, name.substr(0, bracket)) == family.arrays.end()) return std::nullopt;
  std::size_t number = 0;
  std::from_chars(name.data() + bracket + 1, name.data() + name.size(), number);
  return number;
}

void check(const ir::StateIndex& index, const Shape& shape) {
  for (const std::vector<std::size_t>& each : shape.locals) {
    if (each.size() != shape.locals.front().size()) throw std::logic_error("not as many elements as copies");
    for (std::size_t i = 0; i < each.size(); ++i)
      if (index.initial(each[i]) != index.initial(shape.locals.front()[i]))
        throw std::logic_error(index.name(each[i]) + " does not start as the others do");
  }
}

/// What a pointer to one of many means depends on where it is kept.
void check_pointers(const ir::System& system, const ir::Family& family, const ir::StateIndex& index) {
  for (std::size_t position = 0; position < index.size(); ++position) {
    const ir::Type& type = index.type(position);
    if (type.kind != ir::Type::Kind::pointer) continue;
    const auto& objects = system.domains[type.detail].objects;
    for (ir::Value value = std::max<ir::Value>(type.least, 1); value <= type.most; ++value)
      if (owner(system.globals[objects[static_cast<std::size_t>(value) - 1]].name, family))
        throw Unsuitable(index.name(position) + " may point to the element of one of many");
  }
}

}  // namespace

Shape shape_of(const ir::System& system, const ir::Family& family) {
  const ir::StateIndex index(system);
  Shape shape;
  const auto local = [&](std::size_t number, std::size_t position) {
    if (shape.locals.size() <= number) shape.locals.resize(number + 1);
    shape.locals[number].push_back(position);
  };
  for (std::uint32_t slot = 0; slot < system.globals.size(); ++slot)
    if (const auto number = owner(system.globals[slot].name, family))
      local(*number, index.global(slot));
    else
      shape.global.push_back(index.global(slot));
  for (std::size_t task = 0; task < system.tasks.size(); ++task) {
    const bool many = std::ranges::find(family.tasks, system.tasks[task].name) != family.tasks.end();
    for (unsigned copy = 0; copy < system.tasks[task].count; ++copy)
      for (std::size_t i = index.frame(task, copy); i <= index.program_counter(task, copy); ++i)
        if (many)
          local(copy, i);
        else
          shape.global.push_back(i);
  }
  check(index, shape);
  check_pointers(system, family, index);
  return shape;
}

}  // namespace mc::parameterized
