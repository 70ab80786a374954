// SPDX-License-Identifier: Apache-2.0
// Certificates: what solvers say about them, and about what has been tampered with.
#include "prove/certificate.h"

#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <functional>

#include "prove/prove.h"
#include "prove/solvers.h"
#include "support/builder.h"
#include "support/random_system.h"
#include "support/reachable.h"

namespace mc::prove {
namespace {

namespace fs = std::filesystem;

/// Whether every installed solver agrees; at least one has to be there.
bool confirmed(const std::string& text) {
  const fs::path path = fs::temp_directory_path() / ("mc-certificate-" + std::to_string(getpid()) + ".smt2");
  std::ofstream(path) << text;
  const std::vector<SolverVerdict> verdicts = check_smt_certificate(path.string());
  fs::remove(path);
  std::size_t installed = 0, agree = 0;
  for (const SolverVerdict& verdict : verdicts) {
    installed += verdict.installed;
    agree += verdict.agrees;
  }
  EXPECT_GT(installed, 0u) << "install z3 or cvc5";
  return agree == installed && installed > 0;
}

Result proof_of(const ir::System& system) {
  return prove(system, {.methods = {Method::learn}, .invariant = true});
}

/// Two tasks take a lock in turn; both inside at once would be a violation.
ir::System locked() {
  test::Builder b;
  const auto lock = b.global("lock"), inside = b.global("inside", test::range(0, 2));
  const auto alone = b.property("alone", ir::Property::Kind::check);
  b.task("process", 2);
  b.step().await(b.equal(b.load(lock), b.constant(0)));
  b.assign(lock, b.constant(1));
  b.step().assign(inside, b.add(b.load(inside), b.constant(1)));
  b.step().check(b.not_zero(alone, b.equal(b.load(inside), b.constant(1))));
  b.step().assign(inside, b.constant(0));
  b.step().assign(lock, b.constant(0));
  b.step().jump(0);
  b.end();
  return b.system;
}

std::string replaced(std::string text, const std::string& from, const std::string& to) {
  const std::size_t at = text.find(from);
  EXPECT_NE(at, std::string::npos) << from;
  return text.replace(at, from.size(), to);
}

/// Each takes two processes, so they are few.
TEST(Certificate, IsConfirmedByEverySolverForWhatIsProved) {
  int proved = 0;
  for (std::uint64_t seed = 0; seed < 12; ++seed) {
    const ir::System system = test::random_system(seed, 5);
    const test::Reachable reachable = test::reachable(system, 500);
    if (!reachable.complete || !reachable.violations.empty()) continue;
    const std::string text = certificate(system, proof_of(system).invariant.value(), "a random system");
    EXPECT_TRUE(confirmed(text)) << seed;
    EXPECT_EQ(difference(system, text), "") << seed;
    ++proved;
  }
  EXPECT_GT(proved, 0);
}

TEST(Certificate, NeedsEveryClauseThatIsLeft) {
  const ir::System system = locked();
  const Invariant invariant = proof_of(system).invariant.value();
  ASSERT_FALSE(invariant.empty());
  int rejected = 0;
  for (std::size_t i = 0; i < invariant.size(); ++i) {
    Invariant weaker = invariant;
    weaker.erase(weaker.begin() + static_cast<std::ptrdiff_t>(i));
    const std::string text = certificate(system, weaker, "");
    EXPECT_TRUE(difference(system, text).empty()) << "the invariant is anybody's to choose";
    rejected += !confirmed(text);
  }
  EXPECT_GT(rejected, 0);
  EXPECT_FALSE(confirmed(certificate(system, {}, "")));
}

TEST(Certificate, MustNotExcludeWhatIsReachable) {
  const ir::System system = locked();
  Invariant invariant = proof_of(system).invariant.value();
  invariant.push_back({{.order = 0, .codes = {1}, .in = true}});
  EXPECT_FALSE(confirmed(certificate(system, invariant, "")));
}

TEST(Certificate, IsAboutItsModelAlone) {
  const ir::System system = locked();
  const std::string text = certificate(system, proof_of(system).invariant.value(), "of a lock");
  ASSERT_TRUE(confirmed(text));
  ASSERT_EQ(difference(system, text), "");
  EXPECT_EQ(difference(system, replaced(text, "of a lock", "of another")), "") << "comments do not count";
  EXPECT_NE(difference(test::random_system(1), text), "");
  const std::vector<std::function<std::string(std::string)>> tampered{
      [](std::string t) { return replaced(t, "(push 1)", "(push 1)\n(assert false)"); },
      [](std::string t) { return replaced(t, "(declare-const ", "(assert false)\n(declare-const "); },
      [](std::string t) { return replaced(t, "(set-logic QF_BV)\n", "(set-logic QF_BV)\n(assert false)\n"); },
      [](std::string t) { return replaced(t, "(check-sat)\n(pop 1)\n", ""); },
      [](std::string t) { return replaced(t, "; consecution", "(echo \"|\") ; consecution"); },
      [](std::string t) { return t + "(check-sat)\n"; },
      [](std::string t) { return t.substr(0, t.size() / 2); },
  };
  for (const auto& tamper : tampered) EXPECT_NE(difference(system, tamper(text)), "") << tamper(text);
}

/// Every digit of the model's part is flipped in turn.
TEST(Certificate, IsRejectedWithABitFlippedInTheModel) {
  const ir::System system = locked();
  const std::string text = certificate(system, proof_of(system).invariant.value(), "");
  const std::size_t behind = text.find("; The fields of a state");
  ASSERT_NE(behind, std::string::npos);
  std::size_t flipped = 0;
  for (std::size_t at = text.find("#b", behind); at != std::string::npos; at = text.find("#b", at + 1)) {
    std::string changed = text;
    changed[at + 2] = changed[at + 2] == '0' ? '1' : '0';
    EXPECT_NE(difference(system, changed), "");
    ++flipped;
  }
  EXPECT_GT(flipped, 10u);
}

TEST(Certificate, ASolverSaysWhatItDidNotLike) {
  const fs::path path = fs::temp_directory_path() / ("mc-certificate-bad-" + std::to_string(getpid()));
  std::ofstream(path) << "(set-logic QF_BV)\n(assert nonsense)\n(check-sat)\n";
  for (const SolverVerdict& verdict : check_smt_certificate(path.string())) {
    if (!verdict.installed) continue;
    EXPECT_FALSE(verdict.agrees);
    EXPECT_FALSE(verdict.objection.empty());
  }
  std::ofstream(path) << "nothing is asked\n";
  EXPECT_THROW(check_smt_certificate(path.string()), std::runtime_error);
  fs::remove(path);
  EXPECT_THROW(check_smt_certificate(path.string()), std::runtime_error);
}

}  // namespace
}  // namespace mc::prove
