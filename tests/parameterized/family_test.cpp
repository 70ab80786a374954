// SPDX-License-Identifier: Apache-2.0
// Which models are the same for every number, and what is said of those that are not.
#include "family.h"

#include <fmt/format.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>

namespace mc::parameterized {
namespace {

constexpr const char* frame = R"(#include "mc.h"
MC_PARAM(N, 2, 1, 6);
struct item {{ bool a, b; }};
static struct item items[N];
static bool flag, other;
static unsigned char count;
static bool somebody(void)
{{
	for (unsigned i = 0; i < N; i++)
		if (items[i].a)
			return true;
	return false;
}}
{}
MC_TASK(node, N)
{{
	for (;;)
		mc_atomic {{
			{}
			items[self].b = flag;
		}}
}}
)";

frontend::LoadedFamily family_with(const std::string& outside, const std::string& inside) {
  const std::filesystem::path path =
      std::filesystem::temp_directory_path() / fmt::format("mc-family-{}.c", ::getpid());
  std::ofstream(path) << fmt::format(fmt::runtime(frame), outside, inside);
  const frontend::LoadedFamily loaded = frontend::family(
      {.files = {path.string()}, .include_directories = {MC_SOURCE_DIR "/model/include"}}, "N");
  std::filesystem::remove(path);
  return loaded;
}

struct Case {
  const char* name;
  const char* outside;  ///< declarations
  const char* inside;   ///< statements of a step
  const char* said;     ///< a part of the complaint
};

class Refused : public testing::TestWithParam<Case> {};

TEST_P(Refused, SaysWhy) {
  const frontend::LoadedFamily loaded = family_with(GetParam().outside, GetParam().inside);
  ASSERT_FALSE(loaded.family);
  EXPECT_NE(loaded.errors.front().rendered.find(GetParam().said), std::string::npos)
      << loaded.errors.front().rendered;
}

#define EACH "for (unsigned i = 0; i < N; i++) "

INSTANTIATE_TEST_SUITE_P(
    Family, Refused,
    testing::Values(
        Case{"Number", "", "count = N;", "depends on the number"},
        Case{"NumberInAConstant", "enum { MORE = N + 1 };", "", "depends on the number"},
        Case{"Typedef", "typedef bool set[N];", "", "depends on the number"},
        Case{"Member", "static struct { bool of[N]; } sets;", "", "depends on the number"},
        Case{"Unlike", "static bool first[N] = { true };", "", "let all start the same"},
        Case{"Particular", "", "items[0].a = true;", "one particular number"},
        Case{"SelfAsValue", "", "count = self;", "may be used as subscript"},
        Case{"Order", "", EACH "if (i < self) items[i].a = true;", "may be used as subscript"},
        Case{"Task", "", "count = mc_task();", "mc_task()"},
        Case{"Pointer", "", "struct item *p = &items[self]; p->a = true;", "as argument of a function"},
        Case{"PointerToAnothersInAStruct",
             "struct holder { struct item *p; };"
             "static void use(struct item *p) { struct holder h = { p }; h.p->a = true; }",
             EACH "use(&items[i]);", "as argument of a function"},
        Case{
            "PointerTakenOutOfAStruct",
            "struct holder { struct item *p; };"
            "static void use(struct item *p) { struct holder h = { p }; struct item *q = h.p; q->a = true; }",
            "use(&items[self]);", "as argument of a function"},
        Case{"PointerInAStructChanged",
             "struct holder { struct item *p; }; static struct item spare;"
             "static void use(struct item *p) { struct holder h = { p }; h.p = &spare; }",
             "use(&items[self]);", "stays what it was"},
        Case{"Counts", "", EACH "count += items[i].a;", "may change its element"},
        Case{"Choosing", "", EACH "if (items[i].a) count = i;", "may be used as subscript"},
        Case{"TwoConstants", "", EACH "{ if (items[i].a) count = 1; if (items[i].b) count = 2; }",
             "depends on the order"},
        Case{"PassingOn", "", EACH "{ items[i].a = flag; if (items[i].b) flag = true; }", "write two loops"},
        Case{"OwnAmongOthers", "", EACH "if (items[i].a) items[self].b = true;", "write two loops"},
        Case{"LeftAfterAChange", "", EACH "{ items[i].a = true; if (items[i].b) break; }", "left early"},
        Case{"AllOfAll", "", EACH "if (somebody()) items[i].a = true;", "a condition on all of all"},
        Case{"NotFromTheFirst", "", "for (unsigned i = 1; i < N; i++) items[i].a = true;", "of the form"},
        Case{"StepByStep", "MC_TASK(walker, 1) { " EACH "items[i].a = true; }", "", "a step an iteration"}),
    [](const auto& test) { return test.param.name; });

unsigned witnesses(const std::string& inside) {
  const frontend::LoadedFamily loaded = family_with("", inside);
  if (!loaded.family) throw std::runtime_error(loaded.errors.front().rendered);
  return loaded.family->witnesses;
}

TEST(Family, CountsAWitnessForEachConditionOnSomebody) {
  EXPECT_EQ(witnesses(""), 0);
  EXPECT_EQ(witnesses("flag = somebody();"), 1);
  EXPECT_EQ(witnesses(EACH "if (i != self) items[i].a = false;"), 0) << "a broadcast needs none";
  EXPECT_EQ(witnesses(EACH "flag |= items[i].a; other = somebody();"), 2);
}

TEST(Family, TakesAStructThatPointsToTheRunningCopysElement) {
  EXPECT_TRUE(family_with("struct holder { struct item *p; };"
                          "static void set(struct holder *h) { h->p->a = true; }"
                          "static void use(struct item *p) { struct holder h = { .p = p }; set(&h); }",
                          "use(&items[self]);")
                  .family);
}

}  // namespace
}  // namespace mc::parameterized
