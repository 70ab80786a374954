// SPDX-License-Identifier: Apache-2.0
#include "report/html_lanes.h"

#include <fmt/format.h>

#include <vector>

#include "report/html_text.h"
#include "report/spans.h"

namespace mc::report {

namespace {

std::string bar(const std::string& kind, std::size_t first, std::size_t last, const std::string& label) {
  const std::string title =
      label.empty() ? "" : fmt::format(" title=\"{}: steps {} to {}\"", escaped(label), first + 1, last + 1);
  return fmt::format("<span class=\"bar {}\" style=\"--a:{};--n:{}\"{}>{}</span>", kind, first,
                     last - first + 1, title, escaped(label));
}

/// The stretches in which the task moves.
std::string moves_strip(const std::vector<std::size_t>& lane_of, std::size_t lane) {
  std::string out = "<div class=\"strip moves\">";
  for (std::size_t i = 0; i < lane_of.size(); ++i) {
    if (lane_of[i] != lane) continue;
    const std::size_t first = i;
    while (i + 1 < lane_of.size() && lane_of[i + 1] == lane) ++i;
    out += bar("move", first, i, "");
  }
  return out + "</div>";
}

std::string kind_of(const Span& span) {
  switch (span.kind) {
    case Span::Kind::call: return "call";
    case Span::Kind::fault: return "fault";
    case Span::Kind::lock: return "lock";
  }
  return "";
}

/// Spans that stand on one strip: those of one lock, or calls; of one strip none overlap.
struct Strip {
  std::string key;
  std::size_t end = 0;  ///< the first step behind its last span
  std::string bars;
};

std::string span_strips(const std::vector<Span>& all, std::size_t lane) {
  std::vector<Strip> strips;
  for (const Span& span : all) {
    if (span.lane != lane) continue;
    const std::string key = span.kind == Span::Kind::lock ? span.label : "";
    Strip* place = nullptr;
    for (Strip& strip : strips)
      if (place == nullptr && strip.key == key && strip.end <= span.first) place = &strip;
    if (place == nullptr) place = &strips.emplace_back(Strip{.key = key});
    place->bars += bar(kind_of(span), span.first, span.last, span.label);
    place->end = span.last + 1;
  }
  std::string out;
  for (const Strip& strip : strips) out += "<div class=\"strip\">" + strip.bars + "</div>";
  return out;
}

}  // namespace

std::string html_lanes(const trace::Trace& trace) {
  const std::vector<std::string> names = lanes(trace);
  const std::vector<std::size_t> lane_of = lane_of_steps(trace);
  const std::vector<Span> all = spans(trace);
  std::string out = fmt::format(
      "<div class=\"lanes\" style=\"--steps:{}\" role=\"img\" aria-label=\"Swim lanes of "
      "{} tasks over {} steps\">\n",
      trace.steps.size(), names.size(), trace.steps.size());
  for (std::size_t lane = 0; lane < names.size(); ++lane)
    out += fmt::format(
        "<div class=\"lane\"><span class=\"name\">{}</span><div class=\"track\">{}{}"
        "<span class=\"cursor\"></span></div></div>\n",
        escaped(names[lane]), moves_strip(lane_of, lane), span_strips(all, lane));
  return out +
         "</div>\n<p class=\"key\"><span><i style=\"background:var(--move)\"></i>moves</span>"
         "<span><i style=\"background:var(--call)\"></i>call</span>"
         "<span><i style=\"background:var(--fault)\"></i>page fault</span>"
         "<span><i style=\"background:var(--lock)\"></i>lock held</span></p>\n";
}

}  // namespace mc::report
