// SPDX-License-Identifier: Apache-2.0
#include "study/necessity.h"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>

#include "base/errors.h"
#include "base/names.h"
#include "ir/print.h"
#include "study/verification.h"

namespace mc::study {
namespace {

Subject edited(Subject subject, const Mutation& mutation) {
  subject.input.edited = mutation.edited;
  return subject;
}

/// The system as text, so that two can be compared.
std::string system_text(const Subject& subject, const std::string& change) try {
  return ir::to_string(load(subject));
} catch (const UsageError& error) {
  throw UsageError(fmt::format("'{}' makes a model that cannot be read:\n{}", change, error.what()));
}

/// `mutations`, each of a part alone, and what pairs() makes of `parts`, in the order of the table.
std::vector<Mutation> with_pairs(std::vector<Mutation> mutations, const std::vector<Part>& parts) {
  for (Mutation& mutation : pairs(parts)) mutations.push_back(std::move(mutation));
  std::ranges::stable_sort(mutations, {},
                           [](const Mutation& each) { return std::pair(each.kind, each.how); });
  return mutations;
}

}  // namespace

std::vector<Mutation> effective_mutations(const std::vector<Part>& parts, const Subject& subject) {
  const std::string original = ir::to_string(load(subject));
  std::vector<Part> effective;
  std::vector<Mutation> mutations;
  for (const Part& part : parts) {
    Mutation mutation = without(part);
    if (system_text(edited(subject, mutation), mutation.change) == original) continue;
    effective.push_back(part);
    mutations.push_back(std::move(mutation));
  }
  return with_pairs(std::move(mutations), effective);
}

std::vector<Mutation> named_mutations(const std::vector<Part>& parts, const Subject& subject,
                                      const std::vector<std::string>& names) {
  std::vector<Mutation> all;
  for (const Part& part : parts) all.push_back(without(part));
  all = with_pairs(std::move(all), parts);
  std::vector<std::string> known;
  for (const Mutation& mutation : all) known.push_back(mutation.change);
  for (const std::string& name : names)
    if (std::ranges::find(known, name) == known.end()) throw UsageError(base::unknown("change", name, known));
  std::erase_if(all, [&](const Mutation& mutation) {
    return std::ranges::find(names, mutation.change) == names.end();
  });
  const std::string original = ir::to_string(load(subject));
  for (const Mutation& mutation : all)
    if (system_text(edited(subject, mutation), mutation.change) == original)
      throw UsageError(fmt::format("'{}' changes nothing of {}", mutation.change, subject.variant));
  return all;
}

Consequence explore_without(const Mutation& mutation, Subject subject,
                            const std::vector<std::string>& properties, const explore::Options& search) {
  const auto start = std::chrono::steady_clock::now();
  Consequence consequence{.mutation = mutation, .run = {}, .expected = {}};
  consequence.run = Verification(edited(std::move(subject), mutation), properties).run(search);
  consequence.seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
  return consequence;
}

ir::Verdict verdict(const std::vector<Consequence>& consequences) {
  const auto incomplete = [](const Consequence& each) {
    return verdict(each.run) == ir::Verdict::incomplete;
  };
  const auto different = [&](const Consequence& each) { return !incomplete(each) && !each.as_expected(); };
  if (std::ranges::any_of(consequences, different)) return ir::Verdict::violated;
  return std::ranges::any_of(consequences, incomplete) ? ir::Verdict::incomplete : ir::Verdict::holds;
}

}  // namespace mc::study
