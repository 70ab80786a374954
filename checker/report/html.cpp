// SPDX-License-Identifier: Apache-2.0
#include "report/html.h"

#include <fmt/format.h>

#include "base/number.h"
#include "report/html_page.h"
#include "report/html_search.h"
#include "report/html_text.h"
#include "report/html_trace.h"
#include "report/text.h"

namespace mc::report {

namespace {

std::string title(const study::Answer& run) {
  const std::string subject = run.variant.empty() ? run.model : run.model + "/" + run.variant;
  return fmt::format("{} {}", to_string(verdict(run)), subject);
}

std::string heading(const study::Answer& run) {
  const std::string word = to_string(verdict(run));
  std::string what;
  if (run.trace)
    what = fmt::format("{}, after {}", run.trace->property, base::counted(run.trace->steps.size(), "step"));
  else if (verdict(run) == ir::Verdict::holds)
    what = "in every state within the bounds";
  else
    what = incomplete_reason(run) + ": nothing is proved";
  return fmt::format("<h1><span class=\"verdict {0}\">{0}</span> {1}</h1>\n", word, escaped(what));
}

std::string witness_runs(const study::Appendix& appendix, const HtmlSources& sources,
                         const KernelSource& kernel) {
  std::string out;
  for (std::size_t i = 0; i < appendix.witnesses.size(); ++i) {
    const study::Witness& witness = appendix.witnesses[i];
    if (!witness.run) continue;
    out += fmt::format("<details class=\"run\"><summary>study::Answer to {}, {}</summary>\n",
                       escaped(witness.cover), base::counted(witness.run->steps.size(), "step"));
    out += html(*witness.run, fmt::format("w{}", i), "A shortest run to " + witness.cover, sources, kernel) +
           "</details>\n";
  }
  return out;
}

}  // namespace

std::string html(const study::Answer& run, const study::Appendix& appendix) {
  const KernelSource kernel = kernel_source(run);
  HtmlSources sources;
  if (run.trace) sources.add(*run.trace);
  for (const study::Witness& witness : appendix.witnesses)
    if (witness.run) sources.add(*witness.run);
  sources.add(appendix.coverage);
  std::string body = heading(run) + html_facts(run);
  if (run.trace)
    body +=
        html(*run.trace, "run", run.trace->cycle ? "A run that breaks it" : "A shortest run to the violation",
             sources, kernel);
  body += html_covers(run, appendix.witnesses) + witness_runs(appendix, sources, kernel) +
          html_growth(run.result) + html_coverage(appendix, sources) + sources.text(appendix.coverage);
  return html_page(title(run), body);
}

}  // namespace mc::report
