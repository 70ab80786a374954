// SPDX-License-Identifier: Apache-2.0
#include "report/necessity_text.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "base/number.h"
#include "report/json.h"
#include "report/table.h"

namespace mc::report {
namespace {

using Json = nlohmann::ordered_json;

std::string heading_of(const study::Mutation& mutation) {
  if (mutation.how == study::Mutation::How::pair) return "Two lines of the fix";
  if (mutation.how == study::Mutation::How::exchanged) return "Lines of the fix, exchanged";
  switch (mutation.kind) {
    case study::Part::Kind::fix: return "Lines of the fix";
    case study::Part::Kind::lock: return "Locks";
    case study::Part::Kind::recheck: return "Re-checks";
    case study::Part::Kind::order: break;
  }
  return "Order";
}

Paint paint_of(const study::Consequence& consequence) {
  switch (study::verdict(consequence.run)) {
    case ir::Verdict::holds: return Paint::good;
    case ir::Verdict::violated: return Paint::bad;
    case ir::Verdict::incomplete: break;
  }
  return Paint::doubtful;
}

Json json_of(const study::Consequence& each) {
  Json out{{"change", each.mutation.change},
           {"kind", heading_of(each.mutation)},
           {"verdict", ir::to_string(study::verdict(each.run))},
           {"reason", reason(each)}};
  if (each.run.trace) {
    out["property"] = each.run.trace->property;
    out["steps"] = each.run.trace->steps.size();
  }
  out["states"] = each.run.result.counts.states;
  out["seconds"] = each.seconds;
  if (each.expected) out["expected"] = ir::to_string(each.expected->verdict);
  return out;
}

}  // namespace

std::string found_text(const study::Answer& run) {
  switch (study::verdict(run)) {
    case ir::Verdict::holds: return "HOLDS";
    case ir::Verdict::incomplete: return "INCOMPLETE: " + study::incomplete_reason(run);
    case ir::Verdict::violated: break;
  }
  if (!run.trace) return "VIOLATED";
  return fmt::format("VIOLATED {}, {}", run.trace->property, base::counted(run.trace->steps.size(), "step"));
}

std::string reason(const study::Consequence& consequence) {
  const study::Answer& run = consequence.run;
  const ir::Verdict verdict = study::verdict(run);
  if (verdict == ir::Verdict::incomplete) return "nothing is known";
  std::string text = "not needed within these bounds";
  if (consequence.expected) {
    text = consequence.expected->why;
    if (!consequence.as_expected())
      text = fmt::format("expected {}: {}", ir::to_string(consequence.expected->verdict), text);
  } else if (verdict == ir::Verdict::violated && run.trace && !run.trace->steps.empty()) {
    const trace::Step& last = run.trace->steps.back();
    text = fmt::format("{}, {}: {}", last.task, last.function, last.statement);
  }
  const std::vector<std::string> unreached = study::unreached(run);
  if (verdict != ir::Verdict::holds || unreached.empty()) return text;
  return fmt::format("{}{}never reached: {}", text, text.empty() ? "" : "; ", fmt::join(unreached, ", "));
}

std::string table_text(const std::vector<study::Consequence>& consequences, const Style& style) {
  std::vector<Row> rows;
  std::string last;
  for (const study::Consequence& each : consequences) {
    const std::string heading = heading_of(each.mutation);
    if (heading != last) rows.push_back({{heading, Paint::bold}});
    last = heading;
    rows.push_back({{"  " + each.mutation.change},
                    {found_text(each.run), paint_of(each)},
                    {reason(each), each.as_expected() ? Paint::plain : Paint::bad}});
  }
  return table(rows, style, 0);
}

std::string json_text(const study::Answer& original, const std::vector<study::Consequence>& consequences) {
  Json out{{"model", original.model}, {"variant", original.variant}};
  for (const ir::ModelParameter& parameter : original.parameters)
    out["parameters"][parameter.name] = parameter.value;
  for (const ir::Property& property : original.properties) out["properties"].push_back(property.name);
  out["states"] = original.result.counts.states;
  for (const study::Consequence& each : consequences) out["changes"].push_back(json_of(each));
  return document(out);
}

}  // namespace mc::report
