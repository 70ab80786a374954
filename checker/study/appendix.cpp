// SPDX-License-Identifier: Apache-2.0
#include "study/appendix.h"

#include <algorithm>

#include "base/errors.h"
#include "codegen/compiled_system.h"
#include "study/verification.h"
#include "trace/trace.h"
#include "transform/forbid_cover.h"
#include "transform/mark_statements.h"
#include "transform/optimise.h"

namespace mc::study {
namespace {

explore::Result search(const ir::System& merged, const transform::Reductions& reductions,
                       const explore::Options& options) {
  const ir::System optimised = transform::optimised(merged, reductions);
  const codegen::CompiledSystem compiled(optimised);
  return explore::breadth_first(optimised, [&] { return compiled.generator(); }, options);
}

/// Throws InternalError if the cover is out of reach although the search for violations met it.
Witness witness(const ir::System& system, ir::PropertyId cover, const transform::Reductions& reductions,
                const explore::Options& options) {
  Witness witness{.cover = system.properties[ir::index(cover)].name, .run = {}, .reason = {}};
  const ir::System forbidding = transform::forbid_cover(system, cover);
  const explore::Result result = search(forbidding, reductions, options);
  witness.reason = result.reason;
  if (result.verdict == ir::Verdict::holds)
    throw InternalError("a cover that was reached is reached by no run: " + witness.cover);
  if (!result.violation) return witness;
  witness.run = trace::replay(forbidding, *result.violation);
  witness.run->kind = ir::Property::Kind::cover;
  return witness;
}

/// Statements that make no difference to the judged properties are executed here, too, so that the search may
/// meet more states than that for violations. Says why in `reason` if it was not finished.
Coverage coverage(const ir::System& system, const transform::Reductions& reductions,
                  const explore::Options& options, std::string& reason) {
  const transform::Marked marked = transform::mark_statements(system);
  const explore::Result result = search(marked.system, reductions, options);
  if (result.verdict == ir::Verdict::violated)
    throw InternalError("a system that holds is violated when its statements are marked");
  reason = result.reason;
  Coverage lines;
  if (result.verdict != ir::Verdict::holds) return lines;
  for (const transform::Marked::Line& line : marked.lines)
    lines[line.file][line.line] = result.covered[ir::index(line.cover)];
  return lines;
}

}  // namespace

Appendix Verification::appendix(const Answer& run, const explore::Options& options) const {
  Appendix appendix;
  if (verdict(run) != ir::Verdict::holds) return appendix;
  for (std::size_t i = 0; i < system_.properties.size(); ++i)
    if (system_.properties[i].kind == ir::Property::Kind::cover && run.result.covered[i])
      appendix.witnesses.push_back(witness(system_, static_cast<ir::PropertyId>(i), reductions_, options));
  appendix.coverage = coverage(system_, reductions_, options, appendix.coverage_reason);
  return appendix;
}

}  // namespace mc::study
