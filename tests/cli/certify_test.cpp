// SPDX-License-Identifier: Apache-2.0
// Certificates of reachable sets, from `mc explore --certificate` to `mc certify`.
#include <gtest/gtest.h>

#include "certify/certificate.h"
#include "process.h"

namespace mc::test {
namespace {

constexpr const char* model = R"(#include "mc.h"
MC_PARAM(PAGES, 2, 1, 4);
static bool locked;
static uint8_t dirty;
MC_TASK(writer, 2)
{
	uint8_t i;
	for (i = 0; i < PAGES; i++) {
		mc_atomic { mc_await(!locked); locked = true; }
		dirty++;
		dirty--;
		locked = false;
	}
}
MC_INVARIANT(one_dirty) { return dirty <= 1; }
MC_INVARIANT(none_dirty) { return dirty == 0; }
MC_LEADS_TO(ends, locked, !locked)
MC_COVER(is_dirty) { return dirty == 1; }
)";

class Certify : public testing::Test {
 protected:
  Certify() { directory_.write("model.c", model); }

  Ended mc(std::vector<std::string> arguments) const {
    arguments.insert(arguments.begin(), MC_BINARY);
    return run(arguments, {.directory = directory_.path(), .output = {}, .environment = {}});
  }

  Ended explore(std::vector<std::string> more = {}) const {
    std::vector<std::string> all{"explore", "model.c", "--property", "one_dirty", "--certificate", "set"};
    all.insert(all.end(), more.begin(), more.end());
    return mc(all);
  }

  void expect_rejected(const std::string& why) const {
    const Ended ended = mc({"certify", "set"});
    EXPECT_EQ(ended.exit, 1) << ended.output << ended.errors;
    EXPECT_NE(ended.output.find("REJECTED"), std::string::npos);
    EXPECT_NE(ended.output.find(why), std::string::npos) << ended.output;
  }

  certify::Certificate written() const { return certify::read(contents(directory_ / "set")); }
  void write(const certify::Certificate& certificate) const {
    directory_.write("set", certify::write(certificate));
  }

  Directory directory_;
};

TEST_F(Certify, confirms_what_explore_has_written) {
  const Ended explored = explore({"--set", "pages=3"});
  EXPECT_EQ(explored.exit, 0) << explored.errors;
  EXPECT_NE(explored.output.find("check it with `mc certify set`"), std::string::npos) << explored.output;
  const Ended ended = mc({"certify", "set"});
  EXPECT_EQ(ended.exit, 0) << ended.output << ended.errors;
  EXPECT_NE(ended.output.find("PAGES=3"), std::string::npos) << ended.output;
  EXPECT_NE(ended.output.find("CONFIRMED"), std::string::npos);
  EXPECT_EQ(ended.errors, "");
}

TEST_F(Certify, models_are_looked_up_by_name) {
  directory_.write("models/m/model.toml",
                   "name = \"m\"\nsources = [\"m.c\"]\njudge = [\"one_dirty\"]\n[[variant]]\nname = \"v\"\n");
  directory_.write("models/m/m.c", model);
  EXPECT_EQ(mc({"explore", "--models", "models", "--model", "v", "--certificate", "set"}).exit, 0);
  EXPECT_EQ(written().claim.model, "m/v");
  EXPECT_EQ(mc({"certify", "set", "--models", "models"}).exit, 0);
  EXPECT_EQ(mc({"certify", "set"}).exit, 64);
}

TEST_F(Certify, endless_runs_are_said_not_to_be_confirmed) {
  mc({"explore", "model.c", "--property", "ends", "--certificate", "set"});
  const Ended ended = mc({"certify", "set"});
  EXPECT_EQ(ended.exit, 0);
  EXPECT_NE(ended.output.find("Not confirmed: ends"), std::string::npos) << ended.output;
}

TEST_F(Certify, a_violation_has_no_certificate) {
  const Ended ended = mc({"explore", "model.c", "--property", "none_dirty", "--certificate", "set"});
  EXPECT_EQ(ended.exit, 1);
  EXPECT_NE(ended.output.find("No certificate"), std::string::npos);
  EXPECT_EQ(directory_.entries(), std::vector<std::string>{"model.c"});
}

TEST_F(Certify, a_limit_in_its_way_is_incomplete) {
  const std::uint64_t enough = [this] {
    explore();
    return written().states.size() - 1;
  }();
  std::filesystem::remove(directory_ / "set");
  const Ended ended = explore({"--limit-states", std::to_string(enough)});
  EXPECT_EQ(ended.exit, 2) << ended.output;
  EXPECT_EQ(directory_.entries(), std::vector<std::string>{"model.c"});
}

TEST_F(Certify, every_dropped_state_is_rejected) {
  explore();
  const certify::Certificate whole = written();
  ASSERT_EQ(whole.states.words(), 1u);
  ASSERT_GT(whole.states.size(), 3u);
  for (std::uint64_t left_out : {std::uint64_t{0}, whole.states.size() / 2, whole.states.size() - 1}) {
    std::vector<ir::Word> states;
    for (std::uint64_t i = 0; i < whole.states.size(); ++i)
      if (i != left_out) states.push_back(*whole.states.state(i));
    write({whole.claim, certify::StateSet(1, states)});
    expect_rejected("missing");
  }
}

TEST_F(Certify, another_model_is_rejected) {
  explore();
  directory_.write("model.c", std::string(model) + "static bool more; MC_TASK(other, 1) { more = true; }");
  expect_rejected("made of another model");
}

TEST_F(Certify, other_bounds_are_rejected_also_with_a_forged_digest) {
  explore();
  certify::Certificate forged = written();
  forged.claim.settings["pages"] = 3;
  write(forged);
  expect_rejected("made of another model");
  explore({"--set", "pages=3"});
  forged.claim.system = written().claim.system;
  write(forged);
  expect_rejected("state");
}

TEST_F(Certify, a_forged_property_is_rejected) {
  explore();
  certify::Certificate forged = written();
  forged.claim.properties = {"none_dirty"};
  write(forged);
  expect_rejected("made of another model");
}

TEST_F(Certify, damage_is_rejected) {
  explore();
  const std::string whole = contents(directory_ / "set");
  directory_.write("set", whole.substr(0, whole.size() - 1));
  expect_rejected("cut off");
  directory_.write("set", "a text");
  expect_rejected("no certificate");
}

TEST_F(Certify, wants_a_file_that_is_there) {
  const Ended ended = mc({"certify", "none"});
  EXPECT_EQ(ended.exit, 64);
  EXPECT_NE(ended.errors.find("none: cannot be read"), std::string::npos) << ended.errors;
}

}  // namespace
}  // namespace mc::test
