// SPDX-License-Identifier: Apache-2.0
#include "transform/mark_statements.h"

#include <map>

namespace mc::transform {

using namespace ir;

namespace {

using Kind = Instruction::Kind;

class Marker {
 public:
  explicit Marker(const System& system) : result_{.system = system, .lines = {}} {}

  Marked run() {
    for (Task& task : result_.system.tasks) mark(task);
    return std::move(result_);
  }

 private:
  /// A formula that always holds, of the cover for that line.
  FormulaId formula(const Source& source) {
    System& system = result_.system;
    const auto [place, fresh] = lines_.try_emplace({source.file, source.line});
    if (fresh) {
      const auto cover = static_cast<PropertyId>(system.properties.size());
      system.properties.push_back({.name = "<line>", .kind = Property::Kind::cover});
      place->second = static_cast<FormulaId>(system.formulas.size());
      system.formulas.push_back(
          {.property = cover, .parameters = {}, .expression = system.expressions.constant(1)});
      result_.lines.push_back({source.file, source.line, cover});
    }
    return place->second;
  }

  Instruction marker(const Instruction& marked) {
    System& system = result_.system;
    const auto observation = static_cast<ObservationId>(system.observations.size());
    system.observations.push_back(
        {.formula = formula(system.sources[index(marked.source)]), .arguments = {}});
    return {
        .kind = Kind::cover, .atomic = marked.atomic, .observation = observation, .source = marked.source};
  }

  void mark(Task& task) {
    std::vector<Instruction> code;
    std::vector<std::uint32_t> moved;  ///< by old number: the new one of what control comes to
    for (const Instruction& instruction : task.code) {
      moved.push_back(static_cast<std::uint32_t>(code.size()));
      code.push_back(instruction);
      if (instruction.source == SourceId::none || instruction.kind == Kind::end) continue;
      const Instruction cover = marker(instruction);
      code.push_back(cover);
      if (instruction.kind == Kind::await || instruction.kind == Kind::assume) continue;
      std::swap(code.back(), code[code.size() - 2]);
      std::swap(code.back().step, code[code.size() - 2].step);
    }
    for (Instruction& instruction : code)
      if (instruction.kind == Kind::branch || instruction.kind == Kind::jump)
        instruction.target = moved[instruction.target];
    for (Reset& reset : task.resets) reset.location = moved[reset.location];
    task.code = std::move(code);
  }

  Marked result_;
  std::map<std::pair<std::string, unsigned>, FormulaId> lines_;
};

}  // namespace

Marked mark_statements(const System& system) {
  return Marker(system).run();
}

}  // namespace mc::transform
