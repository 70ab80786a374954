// SPDX-License-Identifier: Apache-2.0
#include "study/registry.h"

#include <gtest/gtest.h>

#include "base/errors.h"
#include "cli/process.h"

namespace mc::study {
namespace {

constexpr const char* kLamp = R"(name = "lamp"
help = "a lamp and a switch"
sources = ["lamp.c", "switch.c"]
include = ["../include"]
judge = ["never_hot"]
[conform]
sources = ["recorded.c"]
warnings = ["hot", "cold"]
shown = ["hot"]
ignored = ["new"]
kernels = { "6.1" = 601 }
[[variant]]
name = "good"
commit = "0123456789ab"
kernels = "6.1 and later"
help = "works"
defines = ["FIXED=1"]
[[variant.expect]]
property = ["never_hot", "never_cold"]
verdict = "HOLDS"
unreached = ["broken"]
[[variant.expect]]
property = "never_hot"
set = { lamps = 2, Watts = -5 }
verdict = "VIOLATED"
why = "two lamps warm each other"
[[variant]]
name = "bad"
)";

std::string refusal(const test::Directory& directory) {
  try {
    Registry registry(directory.path());
  } catch (const UsageError& error) {
    return error.what();
  }
  return "not refused";
}

std::string refusal_of(const std::string& toml) {
  const test::Directory directory;
  directory.write("lamp/model.toml", toml);
  const std::string message = refusal(directory);
  const std::size_t name = message.find("model.toml");
  return name == std::string::npos ? message : message.substr(name);
}

TEST(Registry, reads_every_key) {
  const test::Directory directory;
  directory.write("lamp/model.toml", kLamp);
  const Registry registry(directory.path());
  ASSERT_EQ(registry.models().size(), 1u);
  const Model& lamp = registry.models().front();
  EXPECT_EQ(lamp.name, "lamp");
  ASSERT_TRUE(lamp.conform);
  EXPECT_EQ(lamp.conform->sources, std::vector<std::string>{directory / "lamp/recorded.c"});
  EXPECT_EQ(lamp.conform->rules.warnings, (std::vector<std::string>{"hot", "cold"}));
  EXPECT_EQ(lamp.conform->rules.shown, std::vector<std::string>{"hot"});
  EXPECT_EQ(lamp.conform->rules.ignored, std::vector<std::string>{"new"});
  EXPECT_EQ(lamp.conform->rules.kernels, (std::map<std::string, long long>{{"6.1", 601}}));
  EXPECT_EQ(lamp.help, "a lamp and a switch");
  EXPECT_EQ(lamp.sources, (std::vector<std::string>{directory / "lamp/lamp.c", directory / "lamp/switch.c"}));
  EXPECT_EQ(lamp.include, (std::vector<std::string>{directory / "include"}));
  EXPECT_EQ(lamp.judge, std::vector<std::string>{"never_hot"});
  ASSERT_EQ(lamp.variants.size(), 2u);
  const Variant& good = lamp.variants[0];
  EXPECT_EQ(good.name, "good");
  EXPECT_EQ(good.commit, "0123456789ab");
  EXPECT_EQ(good.kernels, "6.1 and later");
  EXPECT_EQ(good.help, "works");
  EXPECT_EQ(good.defines, std::vector<std::string>{"FIXED=1"});
  ASSERT_EQ(good.expect.size(), 2u);
  EXPECT_EQ(good.expect[0].property, (std::vector<std::string>{"never_hot", "never_cold"}));
  EXPECT_EQ(good.expect[1].property, std::vector<std::string>{"never_hot"});
  EXPECT_EQ(good.expect[0].verdict, ir::Verdict::holds);
  EXPECT_EQ(good.expect[0].unreached, std::vector<std::string>{"broken"});
  EXPECT_EQ(good.expect[1].verdict, ir::Verdict::violated);
  EXPECT_EQ(good.expect[1].set, (std::map<std::string, long long>{{"lamps", 2}, {"Watts", -5}}));
  EXPECT_EQ(good.expect[1].why, "two lamps warm each other");
}

TEST(Registry, finds_by_variant_and_by_model) {
  const test::Directory directory;
  directory.write("lamp/model.toml", kLamp);
  directory.write(
      "oven/model.toml",
      "name = 'oven'\nsources = ['oven.c']\n[[variant]]\nname = 'bad'\n[[variant]]\nname = 'hot'\n");
  directory.write("fan/model.toml", "name = 'fan'\nsources = ['fan.c']\n[[variant]]\nname = 'slow'\n");
  const Registry registry(directory.path());
  EXPECT_EQ(registry.find("good").model->name, "lamp");
  EXPECT_EQ(registry.find("oven/bad").model->name, "oven");
  EXPECT_EQ(registry.find("fan").variant->name, "slow");
  EXPECT_EQ(registry.select({}).size(), 5u);
  EXPECT_EQ(registry.select({"lamp"}).size(), 2u);
  EXPECT_EQ(registry.select({"bad", "oven"}).size(), 3u);
  EXPECT_THROW(registry.select({"good", "nobody"}), UsageError);
  try {
    registry.find("bad");
    FAIL() << "two models have it";
  } catch (const UsageError& error) {
    EXPECT_STREQ(error.what(), "'bad' has several variants; name one: lamp/bad, oven/bad");
  }
  try {
    registry.find("godo");
    FAIL() << "nobody has it";
  } catch (const UsageError& error) {
    EXPECT_NE(std::string(error.what()).find("did you mean 'good'?"), std::string::npos) << error.what();
  }
}

TEST(Registry, refuses_what_is_not_of_the_form) {
  EXPECT_EQ(
      refusal_of("name = 'lamp'\nnmae = 'x'\n"),
      "model.toml:2: unknown key 'nmae'; did you mean 'name'? (known: name, help, sources, include, judge, "
      "conform, necessity, variant)");
  EXPECT_EQ(refusal_of("name = 7\n"), "model.toml:1: 'name' must be a string");
  EXPECT_EQ(refusal_of("name = 'lamp'\nsources = 'lamp.c'\n"), "model.toml:2: 'sources' must be an array");
  EXPECT_EQ(refusal_of("name = 'lamp'\nsources = []\n"),
            "model.toml:1: 'sources' must name at least one file");
  EXPECT_EQ(refusal_of("name = 'lamp'\nsources = ['lamp.c']\n"),
            "model.toml:1: at least one [[variant]] is needed");
  EXPECT_EQ(refusal_of("name = 'lamp'\nsources = ['lamp.c']\n[[variant]]\nhelp = 'x'\n"),
            "model.toml:3: 'name' is missing here");
  const std::string head = "name = 'lamp'\nsources = ['a.c']\n[[variant]]\nname = 'v'\n[[variant.expect]]\n";
  EXPECT_EQ(refusal_of(head + "property = 'p'\nverdict = 'INCOMPLETE'\n"),
            "model.toml:7: 'verdict' must be \"HOLDS\" or \"VIOLATED\"");
  EXPECT_EQ(refusal_of(head + "property = 'p'\nverdict = 'HOLDS'\nset = { n = 'two' }\n"),
            "model.toml:8: 'n' must be a whole number");
  EXPECT_EQ(refusal_of(head + "property = []\nverdict = 'HOLDS'\n"),
            "model.toml:6: 'property' must name at least one");
  EXPECT_EQ(refusal_of(head + "property = ['p', 'q']\nverdict = 'VIOLATED'\n"),
            "model.toml:6: one property a [[variant.expect]] that is VIOLATED: a run ends at the first");
  const std::string conform = "name = 'lamp'\nsources = ['a.c']\n[conform]\n";
  EXPECT_EQ(refusal_of(conform + "warnings = []\n"), "model.toml:3: 'sources' must name at least one file");
  EXPECT_EQ(refusal_of(conform + "sources = ['r.c']\nwarnings = ['hot']\nshown = ['hut']\n"),
            "model.toml:6: unknown warning 'hut'; did you mean 'hot'? (known: hot)");
  EXPECT_EQ(refusal_of("name = \n").rfind("model.toml:1: ", 0), 0u);
}

TEST(Registry, refuses_a_directory_without_models) {
  const test::Directory directory;
  EXPECT_NE(refusal(directory).find("no */model.toml in "), std::string::npos);
}

TEST(Shown, is_relative_below_the_current_directory_only) {
  EXPECT_EQ(shown(std::filesystem::current_path() / "a" / ".." / "b.c"), "b.c");
  EXPECT_EQ(shown("/etc/../etc/x.c"), "/etc/x.c");
}

}  // namespace
}  // namespace mc::study
