// mc graph as a user meets it.
#include <gtest/gtest.h>

#include "process.h"

namespace mc::cli {
namespace {

using test::Ended;

constexpr const char* kLamp = R"(#include <mc.h>
static bool on;
static uint8_t presses;
static void press(void)
{
	on = !on;
}
MC_INVARIANT(not_worn_out) { return presses <= 3; }
MC_TASK(user, 1)
{
	while (presses < 4) {
		press();
		presses++;
	}
}
)";

class GraphCommand : public testing::Test {
 protected:
  void SetUp() override { directory.write("lamp.c", kLamp); }
  Ended mc(std::vector<std::string> arguments) const {
    arguments.insert(arguments.begin(), {MC_BINARY, "graph", "lamp.c"});
    return test::run(arguments, {.directory = directory.path(), .output = {}, .environment = {}});
  }
  static bool has(const std::string& text, const std::string& part) {
    return text.find(part) != std::string::npos;
  }

  test::Directory directory;
};

TEST_F(GraphCommand, two_states_of_a_lamp) {
  const Ended ended = mc({"--show", "on", "--property", "deadlock"});
  EXPECT_EQ(ended.exit, 0) << ended.errors;
  EXPECT_TRUE(ended.output.starts_with("digraph G {\n")) << ended.output;
  EXPECT_TRUE(has(ended.output, "0->1")) << ended.output;
  EXPECT_TRUE(has(ended.output, "1->0")) << ended.output;
  EXPECT_TRUE(has(ended.output, "label=press")) << ended.output;
  EXPECT_FALSE(has(ended.output, "octagon")) << ended.output;
}

TEST_F(GraphCommand, shows_where_a_property_breaks) {
  const Ended ended = mc({"--show", "worn=presses > 3"});
  EXPECT_EQ(ended.exit, 0) << ended.errors;
  EXPECT_TRUE(has(ended.output, "worn 1")) << ended.output;
  EXPECT_TRUE(has(ended.output, "label=not_worn_out")) << ended.output;
}

TEST_F(GraphCommand, graphml_is_xml_with_the_columns) {
  EXPECT_EQ(mc({"--show", "on", "--to", "graphml", "-o", "lamp.graphml"}).exit, 0);
  const Ended ended = test::run(
      {"python3", "-c",
       "import sys, xml.etree.ElementTree as t\n"
       "n = '{http://graphml.graphdrawing.org/xmlns}'\n"
       "g = t.parse(sys.argv[1]).getroot()\n"
       "keys = {k.get('attr.name') for k in g.iter(n + 'key')}\n"
       "print({'label', 'states', 'initial', 'violation', 'on'} <= keys, len(list(g.iter(n + 'node'))))",
       (directory / "lamp.graphml").string()});
  EXPECT_EQ(ended.output, "True 3\n") << ended.errors << test::contents(directory / "lamp.graphml");
}

TEST_F(GraphCommand, says_what_is_wrong) {
  const Ended unknown = mc({"--show", "off"});
  EXPECT_EQ(unknown.exit, 64);
  EXPECT_TRUE(has(unknown.errors, "--show: no shared variable 'off'")) << unknown.errors;
  EXPECT_EQ(mc({"--to", "png"}).exit, 64);
  const Ended limited = mc({"--limit-states", "2", "-o", "out.dot"});
  EXPECT_EQ(limited.exit, 2);
  EXPECT_TRUE(has(limited.output, "INCOMPLETE")) << limited.output;
  EXPECT_FALSE(std::filesystem::exists(directory / "out.dot"));
}

TEST_F(GraphCommand, svg_where_graphviz_is) {
  const test::Setting bare{
      .directory = directory.path(), .output = {}, .environment = {{"PATH", "/nowhere"}}};
  const Ended without = test::run({MC_BINARY, "graph", "lamp.c", "--show", "on", "--to", "svg"}, bare);
  EXPECT_EQ(without.exit, 64);
  EXPECT_TRUE(has(without.errors, "apt-get install graphviz")) << without.errors;
  const Ended with = mc({"--show", "on", "--to", "svg"});
  if (with.exit == 64) GTEST_SKIP() << "Graphviz is not installed";
  EXPECT_EQ(with.exit, 0) << with.errors;
  EXPECT_TRUE(has(with.output, "<svg")) << with.output;
}

/// The pictures that README.md shows.
TEST(GraphOfVariants, pictures_are_up_to_date) {
  for (const std::string variant : {"unpatched", "patched"}) {
    const Ended ended =
        test::run({MC_BINARY, "graph", "--model", variant, "--show", "uptodate=folios[0].uptodate", "--show",
                   "dirty=folios[0].dirty", "--show", "mapped=vmas[0].pte[0] != PTE_NONE"});
    EXPECT_EQ(ended.exit, 0) << ended.errors;
    EXPECT_EQ(ended.output, test::contents(MC_SOURCE_DIR "/model/ext4-writeback/" + variant + ".dot"));
  }
}

}  // namespace
}  // namespace mc::cli
