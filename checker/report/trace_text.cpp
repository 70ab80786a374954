// SPDX-License-Identifier: Apache-2.0
#include "report/trace_text.h"

#include <fmt/format.h>

#include "base/number.h"
#include "report/table.h"

namespace mc::report {

namespace {

/// Steps that stand in no row of their own.
std::size_t folded(const trace::Trace& trace, const Style& style) {
  std::size_t steps = 0;
  for (const Stretch& stretch : stretches(trace, style.full))
    if (stretch.first != stretch.last) steps += stretch.last - stretch.first + 1;
  return steps;
}

/// Where the violation was lost sight of as something that can be avoided.
std::string no_return_text(const explore::NoReturn& point, const Style& style) {
  const std::string what = point.after == 0
                               ? "No run avoids a violation: it is lost from the beginning"
                               : fmt::format("After step {} no run avoids a violation", point.after);
  if (point.exact) return paragraph(what + (point.after == 0 ? "" : "; before it, some do"), style);
  return paragraph(fmt::format("{}; whether before it some do is unknown within {}", what,
                               base::counted(point.states, "state")),
                   style);
}

std::string title(const trace::Trace& trace, const Style& style) {
  std::string line =
      fmt::format("{}, {}", trace.cycle ? "A run that breaks it" : "A shortest run to the violation",
                  base::counted(trace.steps.size(), "step"));
  const std::size_t hidden = folded(trace, style);
  if (hidden > 0) line += fmt::format(" ({} quiet ones folded, --full shows them)", hidden);
  return paragraph(line + ":", style) + "\n";
}

}  // namespace

std::string text(const trace::Trace& trace, const Style& style) {
  std::string out = trace.steps.empty() ? "The initial state is the violation.\n"
                                        : title(trace, style) + steps_text(trace, style);
  if (trace.cycle == trace.steps.size()) out += "\nThen no task can move.\n";
  if (trace.no_return) out += '\n' + no_return_text(*trace.no_return, style);
  return out + '\n' + splat(trace, style);
}

}  // namespace mc::report
