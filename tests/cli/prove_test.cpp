// SPDX-License-Identifier: Apache-2.0
// mc prove and mc certify as a user meets them.
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "process.h"

namespace mc::cli {
namespace {

using test::Ended;

constexpr const char* kLock = R"(#include <mc.h>
static bool locked;
static uint8_t inside;
/* Nobody is inside with another. */
MC_INVARIANT(alone) { return inside <= 1; }
MC_TASK(process, 2)
{
	for (int i = 0; i < ROUNDS; i++) {
		mc_atomic {
			mc_await(!locked || !CAREFUL);
			locked = true;
		}
		inside++;
		inside--;
		locked = false;
	}
}
)";

class Prove : public testing::Test {
 protected:
  Prove() { directory.write("lock.c", kLock); }

  Ended mc(std::vector<std::string> arguments) const {
    arguments.insert(arguments.begin(), MC_BINARY);
    return test::run(arguments, {.directory = directory.path(), .output = {}, .environment = {}});
  }

  Ended prove(bool careful, std::vector<std::string> arguments) const {
    arguments.insert(arguments.begin(),
                     {"prove", "lock.c", "-DROUNDS=2", careful ? "-DCAREFUL=1" : "-DCAREFUL=0"});
    return mc(arguments);
  }

  static bool has(const std::string& text, const std::string& part) {
    return text.find(part) != std::string::npos;
  }

  test::Directory directory;
};

TEST_F(Prove, names_the_method_of_a_proof) {
  const Ended ended = prove(true, {"--method", "learn"});
  EXPECT_EQ(ended.exit, 0) << ended.output << ended.errors;
  EXPECT_TRUE(has(ended.output, "HOLDS  proved by an invariant learnt from all states")) << ended.output;
  EXPECT_EQ(ended.errors, "");
}

TEST_F(Prove, tells_a_violation_as_explore_does) {
  const Ended proved = prove(false, {"--json", "proved.json"});
  const Ended explored = mc({"explore", "lock.c", "-DROUNDS=2", "-DCAREFUL=0", "--json", "explored.json"});
  EXPECT_EQ(proved.exit, 1) << proved.output << proved.errors;
  EXPECT_EQ(explored.exit, 1);
  const auto json = [&](const char* file) { return nlohmann::json::parse(test::contents(directory / file)); };
  EXPECT_EQ(json("proved.json").at("trace").at("property"), "alone");
  EXPECT_EQ(json("proved.json").at("trace").at("steps").size(),
            json("explored.json").at("trace").at("steps").size());
}

TEST_F(Prove, says_what_was_established_at_a_limit) {
  const Ended ended = prove(true, {"--method", "bmc", "--limit-steps", "3"});
  EXPECT_EQ(ended.exit, 2) << ended.output << ended.errors;
  EXPECT_TRUE(has(ended.output, "INCOMPLETE  step limit: nothing is proved")) << ended.output;
  EXPECT_TRUE(has(ended.output, "no run of up to 3 steps is a violation")) << ended.output;
}

TEST_F(Prove, names_the_limit_that_ended_it) {
  const Ended ended = prove(true, {"--method", "learn", "--limit-memory", "1k"});
  EXPECT_EQ(ended.exit, 2) << ended.output << ended.errors;
  EXPECT_TRUE(has(ended.output, "INCOMPLETE  memory limit: nothing is proved")) << ended.output;
}

TEST_F(Prove, shows_an_invariant_in_the_models_names) {
  const Ended ended = prove(true, {"--show-invariant"});
  EXPECT_EQ(ended.exit, 0) << ended.output << ended.errors;
  EXPECT_TRUE(has(ended.output, "locked")) << ended.output;
  EXPECT_TRUE(has(ended.output, "⇒")) << ended.output;
  EXPECT_TRUE(has(ended.output, "inside++")) << ended.output;
}

TEST_F(Prove, names_functions_where_all_of_them_is_meant) {
  directory.write("calls.c", R"(#include <mc.h>
static bool locked;
static uint8_t inside;
static void critical(void)
{
	inside++;
	MC_CHECK(inside == 1);
	inside--;
	locked = false;
}
MC_TASK(process, 2)
{
	mc_atomic {
		mc_await(!locked);
		locked = true;
	}
	critical();
}
)");
  const Ended ended = mc({"prove", "calls.c", "--method", "learn", "--show-invariant"});
  EXPECT_EQ(ended.exit, 0) << ended.output << ended.errors;
  EXPECT_TRUE(has(ended.output, "in critical")) << ended.output;
}

TEST_F(Prove, wants_a_method_that_gives_an_invariant) {
  const Ended ended = prove(true, {"--method", "bmc", "--certificate", "proof.smt2"});
  EXPECT_EQ(ended.exit, 64);
  EXPECT_TRUE(has(ended.errors, "--method ic3")) << ended.errors;
  EXPECT_FALSE(std::filesystem::exists(directory / "proof.smt2"));
}

TEST_F(Prove, certifies_its_proof) {
  ASSERT_EQ(prove(true, {"--certificate", "proof.smt2"}).exit, 0);
  const Ended ended = mc({"certify", "proof.smt2"});
  EXPECT_EQ(ended.exit, 0) << ended.output << ended.errors;
  EXPECT_TRUE(has(ended.output, "CONFIRMED")) << ended.output;
  EXPECT_TRUE(has(ended.output, "z3    agrees")) << ended.output;
}

TEST_F(Prove, rejects_a_certificate_of_another_model) {
  ASSERT_EQ(prove(true, {"--certificate", "proof.smt2"}).exit, 0);
  std::string model = kLock;
  directory.write("lock.c", model.replace(model.find("inside <= 1"), 11, "inside <  1"));
  const Ended ended = mc({"certify", "proof.smt2"});
  EXPECT_EQ(ended.exit, 1) << ended.output << ended.errors;
  EXPECT_TRUE(has(ended.output, "REJECTED")) << ended.output;
}

TEST_F(Prove, rejects_an_invariant_that_proves_nothing) {
  ASSERT_EQ(prove(true, {"--certificate", "proof.smt2"}).exit, 0);
  std::string text = test::contents(directory / "proof.smt2");
  const std::size_t begin = text.find(" (and true"), end = text.find("; The fields of a state");
  directory.write("proof.smt2", text.replace(begin, end - begin, " (and true))\n"));
  const Ended ended = mc({"certify", "proof.smt2"});
  EXPECT_EQ(ended.exit, 1) << ended.output << ended.errors;
  EXPECT_TRUE(has(ended.output, "REJECTED")) << ended.output;
}

TEST_F(Prove, writes_no_certificate_of_a_violation) {
  EXPECT_EQ(prove(false, {"--certificate", "proof.smt2"}).exit, 1);
  EXPECT_FALSE(std::filesystem::exists(directory / "proof.smt2"));
}

}  // namespace
}  // namespace mc::cli
