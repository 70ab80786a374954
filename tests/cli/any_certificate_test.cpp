// SPDX-License-Identifier: Apache-2.0
// Certificates of proofs for any number, from `mc prove --any` to `mc certify`.
#include <gtest/gtest.h>

#include <functional>
#include <string>
#include <vector>

#include "process.h"

namespace mc::cli {
namespace {

using test::Ended;

class AnyCertificate : public testing::Test {
 protected:
  AnyCertificate() {
    directory.write("mesi.c", test::contents(MC_SOURCE_DIR "/tests/models/parameterized/mesi.c"));
  }

  Ended mc(std::vector<std::string> arguments) const {
    arguments.insert(arguments.begin(), MC_BINARY);
    return test::run(arguments, {.directory = directory.path(), .output = {}, .environment = {}});
  }
  /// The same for all tests.
  std::string proof() const {
    static const std::string text = [this] {
      const Ended ended = mc({"prove", "mesi.c", "--any", "caches", "--certificate", "proof.smt2"});
      EXPECT_EQ(ended.exit, 0) << ended.output << ended.errors;
      return test::contents(directory / "proof.smt2");
    }();
    return text;
  }
  /// What mc certify says of `text`.
  Ended certify(const std::string& text) const {
    directory.write("proof.smt2", text);
    return mc({"certify", "proof.smt2"});
  }
  static bool has(const std::string& text, const std::string& part) {
    return text.find(part) != std::string::npos;
  }

  test::Directory directory;
};

std::string replaced(std::string text, const std::string& from, const std::string& to) {
  const std::size_t at = text.find(from);
  EXPECT_NE(at, std::string::npos) << from;
  return at == std::string::npos ? text : text.replace(at, from.size(), to);
}

/// The body of `never`: "(or false CLAUSE...)".
std::string body_of(const std::string& text) {
  const std::size_t begin = text.find("(or false"), end = text.find("(define-fun invariant");
  return text.substr(begin, text.rfind(')', end) - begin);
}

TEST_F(AnyCertificate, IsConfirmed) {
  const Ended ended = certify(proof());
  EXPECT_EQ(ended.exit, 0) << ended.output << ended.errors;
  EXPECT_TRUE(has(ended.output, "CONFIRMED  for any number CACHES")) << ended.output;
  EXPECT_TRUE(has(ended.output, "CACHES=3  holds")) << ended.output;
  EXPECT_TRUE(has(ended.output, "agrees")) << ended.output;
  EXPECT_TRUE(has(ended.output, "Not confirmed for 4 and more: deadlock")) << ended.output;
}

TEST_F(AnyCertificate, IsRejectedWhenItsQuestionsWereChanged) {
  const std::string text = proof();
  const std::size_t question = text.rfind("(push 1)");
  const std::vector<std::string> tampered{
      text.substr(0, question),                                // the last one dropped
      replaced(text, "(push 1)", "(push 1)\n(assert false)"),  // one made easy
      replaced(text, "(not (never ", "(or true (never "),      // one pair left out
      replaced(text, "(define-fun invariant", "(assert false)\n(define-fun invariant"),
      replaced(text, "\"--views\",\"2\"", "\"--views\",\"1\""),  // of other views
      replaced(text, "\"--views\",\"2\"", "\"--views\",\"99\""),
  };
  for (const std::string& each : tampered) {
    const Ended ended = certify(each);
    EXPECT_EQ(ended.exit, 1) << ended.output << ended.errors;
    EXPECT_TRUE(has(ended.output, "REJECTED  made of another model, or changed since")) << ended.output;
  }
}

/// Whatever it says there never is, solvers have to believe it.
TEST_F(AnyCertificate, IsRejectedWhenItsInvariantWasChanged) {
  const std::string text = proof(), body = body_of(text);
  const std::size_t bit = body.find("#b");
  ASSERT_NE(bit, std::string::npos);
  std::string flipped = body;
  flipped[bit + 2] = flipped[bit + 2] == '0' ? '1' : '0';
  for (const std::string& other :
       {std::string("(or false false)"), std::string("(or false true)"), flipped}) {
    const Ended ended = certify(replaced(text, body, other));
    EXPECT_EQ(ended.exit, 1) << ended.output << ended.errors;
    EXPECT_TRUE(has(ended.output, "REJECTED  the questions are not all answered")) << ended.output;
  }
}

TEST_F(AnyCertificate, IsAboutTheSourceAsItIsNow) {
  const std::string text = proof(), source = test::contents(directory / "mesi.c");
  directory.write("mesi.c", replaced(source, "if (i != self)\n\t\t\tlines[i] = INVALID",
                                     "if (i == self)\n\t\t\tlines[i] = INVALID"));
  Ended ended = certify(text);
  EXPECT_EQ(ended.exit, 1) << ended.output << ended.errors;
  EXPECT_TRUE(has(ended.output, "REJECTED  made of another model")) << ended.output;
  directory.write("mesi.c", replaced(source, "if (lines[self] != INVALID)\n", "if (lines[0] != INVALID)\n"));
  ended = certify(text);
  EXPECT_EQ(ended.exit, 1) << ended.output << ended.errors;
  EXPECT_TRUE(has(ended.output, "it does not treat all alike")) << ended.output;
}

TEST_F(AnyCertificate, WithoutAModelNothingIsConfirmed) {
  const Ended ended = certify(replaced(proof(), "; arguments", "; "));
  EXPECT_EQ(ended.exit, 2) << ended.output << ended.errors;
  EXPECT_TRUE(has(ended.output, "names no model")) << ended.output;
}

TEST_F(AnyCertificate, NoneOfWhatDoesNotHold) {
  EXPECT_EQ(mc({"prove", "mesi.c", "--any", "caches", "-DKEEP_OTHERS", "--certificate", "proof.smt2"}).exit,
            1);
  EXPECT_EQ(directory.entries(), std::vector<std::string>{"mesi.c"});
}

}  // namespace
}  // namespace mc::cli
