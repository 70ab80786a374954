// SPDX-License-Identifier: Apache-2.0
#include "graph/view.h"

#include <algorithm>

namespace mc::graph {

namespace {

bool is_label(const std::string& text) {
  return !text.empty() &&
         std::ranges::all_of(text, [](unsigned char c) { return std::isalnum(c) != 0 || c == '_'; });
}

}  // namespace

Column parse_column(const ir::System& system, const std::string& text) {
  const std::size_t equals = text.find('=');
  const bool labelled = equals != std::string::npos && equals + 1 < text.size() && text[equals + 1] != '=' &&
                        is_label(text.substr(0, equals));
  if (!labelled) return {text, trace::parse_term(system, text)};
  return {text.substr(0, equals), trace::parse_term(system, text.substr(equals + 1))};
}

std::string to_string(const ir::System& system, const Column& column, ir::Value value) {
  const ir::Type& type = system.globals[column.term.slot].type;
  const bool truth =
      column.term.compared != trace::Term::Operator::none || type.kind == ir::Type::Kind::boolean;
  return truth ? std::to_string(value) : ir::to_string(system, type, value);
}

void keep(ir::System& system, const View& view) {
  for (const Column& column : view) {
    const ir::Slot& slot = system.globals[column.term.slot];
    const auto property = static_cast<ir::PropertyId>(system.properties.size());
    system.properties.push_back(
        {.name = column.label, .kind = ir::Property::Kind::cover, .text = slot.name, .help = ""});
    const auto formula = static_cast<ir::FormulaId>(system.formulas.size());
    system.formulas.push_back({.property = property,
                               .parameters = {{slot.name, slot.type}},
                               .expression = system.expressions.parameter(0)});
    const ir::PlaceId place = system.add_place({.space = ir::Space::shared,
                                                .base = column.term.slot,
                                                .subscripts = {},
                                                .pointer = {},
                                                .type = slot.type});
    system.covers.push_back(static_cast<ir::ObservationId>(system.observations.size()));
    system.observations.push_back({formula, {system.expressions.load(place)}});
  }
}

}  // namespace mc::graph
