// SPDX-License-Identifier: Apache-2.0
#include "cli/certificate.h"

#include <fmt/format.h>

#include <list>
#include <mutex>

#include "base/output_file.h"
#include "certify/resets.h"
#include "certify/state_recorder.h"
#include "cli/verification.h"
#include "ir/digest.h"
#include "report/number.h"
#include "transform/dead_variables.h"
#include "transform/optimise.h"

namespace mc::cli {
namespace {

/// Every reachable state of a system, or why it is not known.
struct Exploration {
  explore::Result result;
  unsigned words = 1;
  std::vector<ir::Word> states;
};

/// Half of the memory is for the states that are collected, sorted and compressed.
explore::Options limited(explore::Options search, unsigned words) {
  std::uint64_t& states = search.limits.states;
  search.limits.memory_bytes /= 2;
  const std::uint64_t room = search.limits.memory_bytes / (4 * words * sizeof(ir::Word));
  if (room > 0 && (states == 0 || room < states)) states = room;
  return search;
}

Exploration explore_all(const ir::System& system, const explore::Options& search) {
  std::list<std::vector<ir::Word>> parts;  // one a thread
  std::mutex mutex;
  const auto make_generator = [&]() -> std::unique_ptr<ir::Generator> {
    const std::lock_guard lock(mutex);
    return std::make_unique<certify::StateRecorder>(system, parts.emplace_back());
  };
  Exploration exploration{.result = explore::breadth_first(system, make_generator, search)};
  exploration.words = certify::Encoding(system).words();
  for (std::vector<ir::Word>& part : parts) {
    exploration.states.insert(exploration.states.end(), part.begin(), part.end());
    part = {};
  }
  return exploration;
}

Exit no_certificate(const std::string& why, Exit exit) {
  fmt::print("No certificate: {}\n", why);
  base::flush_output();
  return exit;
}

}  // namespace

ir::System certifiable(const Subject& subject, const std::vector<std::string>& properties) {
  ir::System system = transform::merged(load(subject, properties)), forgetful = system;
  transform::reset_dead_variables(forgetful);
  std::vector<std::vector<ir::Reset>> resets;
  for (ir::Task& task : forgetful.tasks) resets.push_back(std::move(task.resets));
  return certify::with_resets(std::move(system), resets);
}

certify::Claim claim_of(const SubjectOptions& options, const Subject& subject,
                        const std::vector<std::string>& properties) {
  certify::Claim claim{.files = options.files,
                       .include_directories = options.include_directories,
                       .defines = options.defines,
                       .settings = subject.input.settings,
                       .properties = properties};
  if (!subject.variant.empty()) claim.model = fmt::format("{}/{}", subject.model, subject.variant);
  return claim;
}

SubjectOptions options_of(const certify::Claim& claim, const RegistryOptions& registry) {
  SubjectOptions options{.files = claim.files,
                         .name = claim.model,
                         .registry = registry,
                         .defines = claim.defines,
                         .include_directories = claim.include_directories};
  for (const auto& [name, value] : claim.settings)
    options.settings.push_back(fmt::format("{}={}", name, value));
  return options;
}

Exit write_certificate(const std::string& file, const report::Run& run, const SubjectOptions& options,
                       const Subject& subject, const std::vector<std::string>& properties,
                       const explore::Options& search) {
  const explore::Verdict verdict = report::verdict(run);
  if (verdict != explore::Verdict::holds)
    return no_certificate("it would say that all holds", exit_of(verdict));
  const ir::System system = certifiable(subject, properties);
  Exploration all = explore_all(system, limited(search, certify::Encoding(system).words()));
  if (all.result.violation)
    throw InternalError(fmt::format("{} breaks where nothing is left out of the search, and holds otherwise",
                                    system.properties[ir::index(all.result.violation->property)].name));
  if (all.result.verdict != explore::Verdict::holds)
    return no_certificate(fmt::format("{} while all states were collected", all.result.reason),
                          Exit::incomplete);
  certify::Certificate certificate{claim_of(options, subject, properties),
                                   certify::StateSet(all.words, std::move(all.states))};
  certificate.claim.system = ir::digest(system);
  const std::string bytes = certify::write(certificate);
  base::write_file(file, bytes);
  fmt::print("Certificate: {} of the model as it is written, {} in {}; check it with `mc certify {}`\n",
             report::counted(certificate.states.size(), "state"), report::bytes(bytes.size()), file, file);
  base::flush_output();
  return Exit::holds;
}

}  // namespace mc::cli
