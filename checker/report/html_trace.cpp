// SPDX-License-Identifier: Apache-2.0
#include "report/html_trace.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <map>
#include <nlohmann/json.hpp>

#include "report/frame.h"
#include "report/html_lanes.h"
#include "report/html_text.h"
#include "report/spans.h"
#include "report/trace_splat.h"
#include "report/trace_steps.h"

namespace mc::report {

namespace {

using Json = nlohmann::ordered_json;
using Kind = ir::Property::Kind;

std::string where(const trace::Step& step, const HtmlSources& sources, const KernelSource& kernel) {
  std::string out;
  const std::string anchor = sources.anchor(step.file, step.line);
  const std::string place = fmt::format("{}:{}", shown_file(step.file), step.line);
  if (!anchor.empty()) out += fmt::format(" <a href=\"#{}\">{}</a>", anchor, escaped(place));
  const std::string url = kernel.url(step.stands_for);
  if (!url.empty())
    out += fmt::format(" <a href=\"{}\" target=\"_blank\" rel=\"noreferrer\">{}</a>", escaped(url),
                       escaped(step.stands_for));
  return out.empty() ? "" : "<div class=\"where\">" + out.substr(1) + "</div>";
}

class HtmlTrace {
 public:
  HtmlTrace(const trace::Trace& trace, std::string id, const HtmlSources& sources, const KernelSource& kernel)
      : trace_(trace), id_(std::move(id)), sources_(sources), kernel_(kernel) {
    for (std::size_t i = 0; i < trace.initial.size(); ++i) slots_.emplace(trace.initial[i].first, i);
  }

  std::string text(const std::string& title) {
    std::string out = fmt::format(
        "<section class=\"trace\" id=\"{}\" style=\"--steps:{};--at:0\" tabindex=\"-1\">\n<h2>{}</h2>\n", id_,
        trace_.steps.size(), escaped(title));
    if (!trace_.steps.empty())
      out += html_lanes(trace_) + controls() + "<div class=\"columns\">\n" + steps_table() + state_pane() +
             "<div class=\"pane beside\" aria-label=\"Source of the step\"><h3>Source of the "
             "step</h3></div>\n</div>\n";
    out += data();
    if (!trace_.property.empty() && trace_.kind != Kind::cover)
      out += "<h3>What broke</h3>\n<pre>" + escaped(splat(trace_, {.width = 120})) + "</pre>\n";
    return out + "</section>\n";
  }

 private:
  std::string controls() const {
    const auto button = [](const char* by, const char* sign, const char* label) {
      return fmt::format("<button type=\"button\" data-by=\"{}\" aria-label=\"{}\">{}</button>", by, label,
                         sign);
    };
    return "<div class=\"controls\"><div class=\"row\"><div class=\"buttons\">" +
           button("-1000000", "|◀", "Initial state") + button("-1", "◀", "Step back") +
           button("1", "▶", "Step forward") + button("1000000", "▶|", "Last step") +
           fmt::format(
               "</div><input type=\"range\" min=\"0\" max=\"{}\" value=\"{}\" step=\"1\" "
               "aria-label=\"Step of the run\"></div><output aria-live=\"polite\"></output></div>\n",
               trace_.steps.size(), trace_.steps.size());
  }

  /// It reaches to the right over the columns of `lanes` tasks, for these do not move in this step.
  std::string lane_cell(const trace::Step& step, std::size_t lanes) const {
    return fmt::format("<td colspan=\"{}\" data-task=\"{}\">{}</td>", lanes, escaped(step.task),
                       html_deed(step, sources_, kernel_));
  }

  std::string step_row(std::size_t number, std::size_t lane, std::size_t lanes) const {
    const trace::Step& step = trace_.steps[number];
    const bool fails =
        number + 1 == trace_.steps.size() && (trace_.kind == Kind::check || trace_.kind == Kind::built_in);
    std::string out = fmt::format(
        "<tr id=\"{0}-s{1}\" data-step=\"{1}\"{2}><td><a class=\"number\" href=\"#{0}-s{1}\">{1}</a></td>",
        id_, number + 1, quiet(trace_, number) ? " class=\"quiet\"" : "");
    for (std::size_t i = 0; i < lane; ++i) out += "<td></td>";
    out += lane_cell(step, lanes - lane);
    const std::string effect = effect_text(step);
    out += "<td>";
    if (!effect.empty()) out += "<span class=\"change\">" + escaped(effect) + "</span>";
    if (fails) out += "<div class=\"fails\">" + escaped(trace_.property) + " fails</div>";
    return out + "</td></tr>\n";
  }

  std::string steps_table() const {
    const std::vector<std::string> names = lanes(trace_);
    const std::vector<std::size_t> lane_of = lane_of_steps(trace_);
    std::string out =
        "<div class=\"pane list\" tabindex=\"0\" role=\"region\" aria-label=\"Steps\"><table "
        "class=\"steps\">\n<thead><tr><th>Step</th>";
    for (const std::string& name : names) out += "<th class=\"lane\">" + escaped(name) + "</th>";
    out += "<th class=\"changes\">Changes</th></tr></thead>\n<tbody>\n";
    for (std::size_t i = 0; i < trace_.steps.size(); ++i) {
      if (trace_.cycle == i)
        out += fmt::format("<tr class=\"loop\"><td></td><td colspan=\"{}\">for ever:</td></tr>\n",
                           names.size() + 1);
      out += step_row(i, lane_of[i], names.size());
    }
    return out + "</tbody></table></div>\n";
  }

  /// The shared state in the end, object by object in the order of the model.
  std::string state_pane() const {
    std::vector<std::string> values;
    for (const auto& [name, value] : trace_.initial) values.push_back(value);
    for (const trace::Step& step : trace_.steps)
      for (const trace::Change& change : step.changes)
        if (change.shared && slots_.contains(change.what)) values[slots_.at(change.what)] = change.after;
    std::vector<std::pair<std::string, std::string>> objects;  // name, what is in it
    for (std::size_t i = 0; i < values.size(); ++i) {
      const auto [object, name] = split_slot(trace_.initial[i].first);
      std::size_t place = 0;
      while (place < objects.size() && objects[place].first != object) ++place;
      if (place == objects.size()) objects.emplace_back(object, "");
      objects[place].second += fmt::format("<div data-slot=\"{}\"><dt>{}</dt><dd>{}</dd></div>", i,
                                           escaped(name), escaped(brief(values[i])));
    }
    std::string out =
        "<div class=\"pane\"><h3>State after the step</h3><div class=\"state\"><div class=\"objects\">";
    for (const auto& [object, slots] : objects)
      out += fmt::format("<div class=\"object\"><h4>{}</h4><dl>{}</dl></div>",
                         escaped(object.empty() ? "variables" : object), slots);
    return out +
           "</div></div><p class=\"locals mono changed\"></p><h3>Call path</h3><ol class=\"path "
           "mono\"></ol></div>\n";
  }

  /// The number of the frame in `frames_`.
  std::size_t intern(const trace::Frame& frame) {
    const std::string anchor = sources_.anchor(frame.file, frame.line);
    Json told{{"function", frame.function}, {"statement", frame.statement},
              {"kernel", frame.stands_for}, {"url", kernel_.url(frame.stands_for)},
              {"anchor", anchor},           {"place", position(frame)}};
    const auto [place, fresh] = known_frames_.emplace(told.dump(-1, ' ', false, replace), frames_.size());
    if (fresh) frames_.push_back(std::move(told));
    return place->second;
  }

  Json step_data(const trace::Step& step) {
    Json changes = Json::array(), path = Json::array();
    std::vector<trace::Change> locals;
    for (const trace::Change& change : step.changes) {
      if (!change.shared)
        locals.push_back(change);
      else if (slots_.contains(change.what))
        changes.push_back({slots_.at(change.what), brief(change.after)});
    }
    for (const trace::Frame& frame : step.call_path) path.push_back(intern(frame));
    return {{"told", fmt::format("{}, {}: {}", step.task, step.function, step.statement)},
            {"changes", std::move(changes)},
            {"locals", changes_text(locals)},
            {"path", std::move(path)}};
  }

  std::string data() {
    Json slots = Json::array(), steps = Json::array();
    for (const auto& [name, value] : trace_.initial) slots.push_back(brief(value));
    for (const trace::Step& step : trace_.steps) steps.push_back(step_data(step));
    const Json all{{"slots", std::move(slots)}, {"frames", frames_}, {"steps", std::move(steps)}};
    return "<script type=\"application/json\" class=\"data\">" +
           script_safe(all.dump(-1, ' ', false, replace)) + "</script>\n";
  }

  static constexpr auto replace = Json::error_handler_t::replace;

  const trace::Trace& trace_;
  std::string id_;
  const HtmlSources& sources_;
  const KernelSource& kernel_;
  std::map<std::string, std::size_t> slots_;
  Json frames_ = Json::array();
  std::map<std::string, std::size_t> known_frames_;
};

}  // namespace

std::string KernelSource::url(const std::string& stands_for) const {
  const auto [file, function] = kernel_place(stands_for, "");
  if (file.empty() || function.empty()) return "";
  return fmt::format("https://elixir.bootlin.com/linux/{}/A/ident/{}", version, function);
}

std::string html_deed(const trace::Step& step, const HtmlSources& sources, const KernelSource& kernel) {
  std::string out = "<span class=\"fn\">" + escaped(step.function) + "</span>";
  if (!step.caller.empty()) out += " <span class=\"faint\">← " + escaped(step.caller) + "</span>";
  out += "<div>" + escaped(step.statement) + "</div>";
  for (const trace::Choice& choice : step.choices)
    out +=
        fmt::format("<div class=\"faint\">{}: {}</div>", escaped(choice.function), escaped(choice.statement));
  return out + where(step, sources, kernel);
}

std::string html(const trace::Trace& trace, const std::string& id, const std::string& title,
                 const HtmlSources& sources, const KernelSource& kernel) {
  return HtmlTrace(trace, id, sources, kernel).text(title);
}

}  // namespace mc::report
