// SPDX-License-Identifier: Apache-2.0
// Certificates of exhaustive runs: which claim stands for which command line, and how one is made.
#pragma once

#include <string>
#include <vector>

#include "certify/certificate.h"
#include "cli/exit.h"
#include "cli/options.h"
#include "explore/search.h"
#include "report/run.h"

namespace mc::cli {

/// What was said on the command line, in a certificate's words; the digest is left open.
certify::Claim claim_of(const SubjectOptions& options, const Subject& subject,
                        const std::vector<std::string>& properties);

/// The other way round. Models are looked up by `registry`.
SubjectOptions options_of(const certify::Claim& claim, const RegistryOptions& registry);

/// What a certificate is about: the C as the frontend reads it, a step a statement, with only these
/// properties judged. Nothing is left out of it but the values of local variables that nobody reads again, of
/// which checker/certify makes sure itself.
ir::System certifiable(const Subject& subject, const std::vector<std::string>& properties);

/// If `run` holds: explores certifiable() and writes its reachable states to `file`. Returns how `mc explore`
/// ends: as the run did, or incomplete if there is a limit in the way of the certificate. Throws
/// InternalError if the two explorations do not agree.
Exit write_certificate(const std::string& file, const report::Run& run, const SubjectOptions& options,
                       const Subject& subject, const std::vector<std::string>& properties,
                       const explore::Options& search);

}  // namespace mc::cli
