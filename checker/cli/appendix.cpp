// SPDX-License-Identifier: Apache-2.0
// What a page tells of a pass besides the verdict: runs to the covers, and which statements were executed.
#include <algorithm>

#include "cli/exit.h"
#include "cli/verification.h"
#include "codegen/compiled_system.h"
#include "trace/trace.h"
#include "transform/forbid_cover.h"
#include "transform/mark_statements.h"
#include "transform/optimise.h"

namespace mc::cli {
namespace {

explore::Result search(const ir::System& merged, const transform::Reductions& reductions,
                       const explore::Options& options) {
  const ir::System optimised = transform::optimised(merged, reductions);
  const codegen::CompiledSystem compiled(optimised);
  return explore::breadth_first(optimised, [&] { return compiled.generator(); }, options);
}

/// Throws InternalError if the cover is out of reach although the search for violations met it.
report::Witness witness(const ir::System& system, ir::PropertyId cover,
                        const transform::Reductions& reductions, const explore::Options& options) {
  report::Witness witness{.cover = system.properties[ir::index(cover)].name, .run = {}, .reason = {}};
  const ir::System forbidding = transform::forbid_cover(system, cover);
  const explore::Result result = search(forbidding, reductions, options);
  witness.reason = result.reason;
  if (result.verdict == explore::Verdict::holds)
    throw InternalError("a cover that was reached is reached by no run: " + witness.cover);
  if (!result.violation) return witness;
  witness.run = trace::replay(forbidding, *result.violation);
  witness.run->kind = ir::Property::Kind::cover;
  return witness;
}

/// Statements that make no difference to the judged properties are executed here, too, so that the search may
/// meet more states than that for violations. Says why in `reason` if it was not finished.
report::Coverage coverage(const ir::System& system, const transform::Reductions& reductions,
                          const explore::Options& options, std::string& reason) {
  const transform::Marked marked = transform::mark_statements(system);
  const explore::Result result = search(marked.system, reductions, options);
  if (result.verdict == explore::Verdict::violated)
    throw InternalError("a system that holds is violated when its statements are marked");
  reason = result.reason;
  report::Coverage lines;
  if (result.verdict != explore::Verdict::holds) return lines;
  for (const transform::Marked::Line& line : marked.lines)
    lines[line.file][line.line] = result.covered[ir::index(line.cover)];
  return lines;
}

}  // namespace

report::Appendix Verification::appendix(const report::Run& run, const explore::Options& options) const {
  report::Appendix appendix;
  if (report::verdict(run) != explore::Verdict::holds) return appendix;
  for (std::size_t i = 0; i < system_.properties.size(); ++i)
    if (system_.properties[i].kind == ir::Property::Kind::cover && run.result.covered[i])
      appendix.witnesses.push_back(witness(system_, static_cast<ir::PropertyId>(i), reductions_, options));
  appendix.coverage = coverage(system_, reductions_, options, appendix.coverage_reason);
  return appendix;
}

}  // namespace mc::cli
