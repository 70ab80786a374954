// SPDX-License-Identifier: Apache-2.0
// What a pass depends on, in a model of three functions.
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "process.h"
#include "schema.h"

namespace mc::test {
namespace {

constexpr const char* model = R"(#include "mc.h"
static bool locked, mapped = true, uptodate = true;

static MC_ATOMIC void lock(void)
{
	mc_await(!locked);
	locked = true;
}

static void give_up(void)
{
	lock();
#ifdef FIX
	mapped = false;
#endif
	uptodate = false;
	locked = false;
}

static void map(void)
{
	lock();
	if (uptodate)
		mapped = true;
	locked = false;
}

MC_TASK(writeback, 1) { give_up(); }
MC_TASK(fault, 1) { map(); }
/* What is mapped is uptodate. */
MC_INVARIANT(mapped_is_uptodate) { return !mapped || uptodate; }
MC_COVER(given_up) { return !uptodate; }
)";

constexpr const char* head = R"toml(name = "cache"
sources = ["cache.c"]

[[necessity]]
name = "unmap"
kind = "fix"

[[necessity.edit]]
file = "cache.c"
in = "give_up"
remove = "mapped = false;"

[[necessity]]
name = "clear"
kind = "fix"

[[necessity.edit]]
file = "cache.c"
in = "give_up"
remove = "uptodate = false;"

[[necessity]]
name = "lock in the fault"
kind = "lock"

[[necessity.edit]]
file = "cache.c"
in = "map"
remove = "lock();"

[[necessity.edit]]
file = "cache.c"
in = "map"
remove = "locked = false;"

[[necessity]]
name = "check in the fault"
kind = "re-check"

[[necessity.edit]]
file = "cache.c"
in = "map"
remove = "if (uptodate)"

[[variant]]
name = "broken"

[[variant]]
name = "fixed"
defines = ["FIX=1"]
)toml";

constexpr const char* expectations = R"(
[[variant.necessity.expect]]
change = "no unmap"
verdict = "VIOLATED"
why = "It stays mapped."

[[variant.necessity.expect]]
change = "no clear"
verdict = "HOLDS"
why = "Nothing is ever out of date."
)";

class Necessity : public testing::Test {
 protected:
  Necessity() { directory_.write("models/cache/cache.c", model); }

  void write_toml(const std::string& text) const { directory_.write("models/cache/model.toml", text); }

  Ended mc(std::vector<std::string> more) const {
    std::vector<std::string> all{MC_BINARY, "necessity", "--models", "models"};
    all.insert(all.end(), more.begin(), more.end());
    return run(all, {.directory = directory_.path(), .output = {}, .environment = {}});
  }

  Directory directory_;
};

TEST_F(Necessity, says_what_a_pass_depends_on) {
  write_toml(std::string(head) + expectations);
  const Ended ended = mc({"--model", "fixed", "--json", "table.json", "--traces", "runs"});
  EXPECT_EQ(ended.exit, 0) << ended.output << ended.errors;
  const auto json = nlohmann::json::parse(contents(directory_ / "table.json"));
  EXPECT_EQ(complaints(directory_, {{"necessity.json", "table.json"}}), std::vector<std::string>{""});
  std::vector<std::string> found;
  for (const auto& change : json["changes"])
    found.push_back(change["change"].get<std::string>() + ": " + change["verdict"].get<std::string>());
  EXPECT_EQ(found,
            (std::vector<std::string>{"no unmap: VIOLATED", "no clear: HOLDS", "no unmap, no clear: HOLDS",
                                      "unmap and clear exchanged: VIOLATED", "no lock in the fault: VIOLATED",
                                      "no check in the fault: VIOLATED"}));
  EXPECT_NE(ended.output.find("It stays mapped."), std::string::npos) << ended.output;
  EXPECT_NE(ended.output.find("Nothing is ever out of date.; never reached: given_up"), std::string::npos);
  EXPECT_NE(ended.output.find("VIOLATED mapped_is_uptodate, 2 steps"), std::string::npos) << ended.output;
  EXPECT_EQ(contents(directory_ / "models/cache/cache.c"), model);
  EXPECT_NE(contents(directory_ / "runs/no-lock-in-the-fault.txt").find("mapped_is_uptodate"),
            std::string::npos);
}

TEST_F(Necessity, a_difference_is_1) {
  std::string other = expectations;
  other.replace(other.find("VIOLATED"), 8, "HOLDS");
  write_toml(std::string(head) + other);
  const Ended ended = mc({"--model", "fixed"});
  EXPECT_EQ(ended.exit, 1);
  EXPECT_NE(ended.output.find("expected HOLDS: It stays mapped."), std::string::npos) << ended.output;
  EXPECT_EQ(mc({"--model", "fixed", "--property", "mapped_is_uptodate"}).exit, 0);
}

TEST_F(Necessity, a_limit_is_2_and_no_pass) {
  write_toml(head);
  EXPECT_EQ(mc({"--model", "fixed", "--limit-states", "3"}).exit, 64);  // not even what it starts from holds
}

TEST_F(Necessity, refuses_what_does_not_hold_as_it_is) {
  write_toml(head);
  const Ended ended = mc({"--model", "broken"});
  EXPECT_EQ(ended.exit, 64);
  EXPECT_NE(ended.errors.find("broken does not hold as it is (VIOLATED mapped_is_uptodate"),
            std::string::npos)
      << ended.errors;
}

TEST_F(Necessity, refuses_a_text_that_is_not_there_once) {
  std::string stale = head;
  stale.replace(stale.find("uptodate = false;"), 17, "dropped = false;");
  write_toml(stale);
  Ended ended = mc({"--model", "fixed"});
  EXPECT_EQ(ended.exit, 64);
  EXPECT_NE(ended.errors.find("model.toml:13: 'clear': the text to remove stands in give_up()"),
            std::string::npos)
      << ended.errors;
  EXPECT_NE(ended.errors.find("nowhere"), std::string::npos);
  stale.replace(stale.find("dropped = false;"), 16, "false;");
  write_toml(stale);
  ended = mc({"--model", "fixed"});
  EXPECT_NE(ended.errors.find("more than once"), std::string::npos) << ended.errors;
}

TEST_F(Necessity, refuses_an_expectation_of_no_change) {
  write_toml(std::string(head) + "[[variant.necessity.expect]]\nchange = \"no umap\"\nverdict = \"HOLDS\"\n");
  const Ended ended = mc({"--model", "fixed"});
  EXPECT_EQ(ended.exit, 64);
  EXPECT_NE(ended.errors.find("unknown change 'no umap'; did you mean 'no unmap'?"), std::string::npos)
      << ended.errors;
}

TEST_F(Necessity, refuses_what_is_no_model_any_more) {
  std::string stale = head;
  stale.replace(stale.find("uptodate = false;"), 17, "uptodate = f");
  write_toml(stale);
  const Ended ended = mc({"--model", "fixed"});
  EXPECT_EQ(ended.exit, 64);
  EXPECT_NE(ended.errors.find("'no clear' makes a model that cannot be read"), std::string::npos)
      << ended.errors;
}

TEST_F(Necessity, looks_at_what_is_named_alone) {
  write_toml(std::string(head) + expectations);
  const Ended ended = mc({"--model", "fixed", "--change", "no unmap", "--json", "table.json"});
  EXPECT_EQ(ended.exit, 0) << ended.output << ended.errors;
  const auto json = nlohmann::json::parse(contents(directory_ / "table.json"));
  ASSERT_EQ(json["changes"].size(), 1u);
  EXPECT_EQ(json["changes"][0]["change"], "no unmap");
  const Ended unknown = mc({"--model", "fixed", "--change", "no umap"});
  EXPECT_EQ(unknown.exit, 64);
  EXPECT_NE(unknown.errors.find("did you mean 'no unmap'?"), std::string::npos) << unknown.errors;
}

/// A sample of what the fix depends on, as the model stands now: a line that is needed, and both lines in the
/// other order.
TEST(Parts, OfTheFixAreNeededAsExpected) {
  const Ended ended = run({MC_BINARY, "necessity", "--model", "patched", "--change", "no unmap_mapping_pages",
                           "--change", "folio_clear_dirty_for_io and unmap_mapping_pages exchanged"});
  EXPECT_EQ(ended.exit, 0) << ended.output << ended.errors;
  EXPECT_NE(ended.output.find("VIOLATED no_dirty_warn"), std::string::npos) << ended.output;
}

}  // namespace
}  // namespace mc::test
