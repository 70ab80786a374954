// SPDX-License-Identifier: Apache-2.0
// C types as slots.
#include "frontend/types.h"

#include "source.h"
#include "support/builder.h"

namespace mc::frontend {
namespace {

constexpr const char* text = R"(
enum color { RED, GREEN = 5, BLUE = 2 };
struct inner { int a, b; };
struct outer { _Bool flag; struct inner in[2]; unsigned char low : 3; signed char wee : 2; enum color color : 1; };
static struct outer one, many[2];
static struct inner other;
static int number, *where;
static unsigned long word;
static const char tiny;
static float real; static union { int a; } both; static void *any; static int **far; static __int128 huge;
static int (*function)(void); static struct unknown *opaque; extern struct unknown nothing;
)";

struct TypesTest : testing::Test {
  TypesTest() {
    std::uint32_t base = 0;
    for (const char* name : {"one", "many", "other", "number"}) {
      const auto* variable = source.named<clang::VarDecl>(name);
      types.add_global(variable, base);
      base += types.slots(variable->getType(), {});
    }
  }
  clang::QualType type(const char* name) const { return source.named<clang::VarDecl>(name)->getType(); }
  const clang::FieldDecl* field(const char* name) const { return source.named<clang::FieldDecl>(name); }
  ir::Type scalar(const char* name) { return types.scalar(field(name)->getType(), field(name), {}); }

  test::Source source{text};
  ir::System system;
  Types types{source.context(), system};
};

TEST_F(TypesTest, CountsScalars) {
  EXPECT_EQ(types.slots(type("number"), {}), 1u);
  EXPECT_EQ(types.slots(type("where"), {}), 1u);
  EXPECT_EQ(types.slots(type("other"), {}), 2u);
  EXPECT_EQ(types.slots(type("one"), {}), 1u + 2 * 2 + 3);
  EXPECT_EQ(types.slots(type("many"), {}), 2 * types.slots(type("one"), {}));
}

TEST_F(TypesTest, PlacesFieldsOneAfterTheOther) {
  EXPECT_EQ(types.offset(field("flag")), 0u);
  EXPECT_EQ(types.offset(field("in")), 1u);
  EXPECT_EQ(types.offset(field("low")), 5u);
  EXPECT_EQ(types.offset(field("wee")), 6u);
}

TEST_F(TypesTest, KnowsWhatScalarsHold) {
  EXPECT_EQ(scalar("flag"), ir::Type{});
  EXPECT_EQ(scalar("low"), test::range(0, 7));
  EXPECT_EQ(scalar("wee"), test::range(-2, 1));
  EXPECT_EQ(types.scalar(type("number"), nullptr, {}), test::range(-2147483648, 2147483647));
  EXPECT_EQ(types.scalar(type("word"), nullptr, {}), test::range(INT64_MIN, INT64_MAX)) << "its bit pattern";
  EXPECT_EQ(types.scalar(type("tiny"), nullptr, {}), test::range(-128, 127));
}

TEST_F(TypesTest, AnEnumerationHoldsWhatIsBetweenItsEnumerators) {
  const auto* item = source.named<clang::EnumDecl>("color");
  const ir::Type type = types.scalar(source.context().getEnumType(item), nullptr, {});
  EXPECT_EQ(type.kind, ir::Type::Kind::enumeration);
  EXPECT_EQ(type.least, 0);
  EXPECT_EQ(type.most, 5);
  EXPECT_EQ(system.enumerations.at(type.detail).names.at(1), (std::pair<ir::Value, std::string>(5, "GREEN")));
  EXPECT_EQ(scalar("color").most, 1) << "of one bit";
  EXPECT_EQ(system.enumerations.size(), 1u);
}

TEST_F(TypesTest, ComputesAsCDoes) {
  EXPECT_EQ(types.numeric(type("number")), (ir::Numeric{.bits = 32, .is_signed = true}));
  EXPECT_EQ(types.numeric(type("word")), (ir::Numeric{.bits = 64, .is_signed = false}));
  EXPECT_EQ(types.numeric(type("tiny")), (ir::Numeric{.bits = 8, .is_signed = true}));
  EXPECT_EQ(types.numeric(field("flag")->getType()), (ir::Numeric{.bits = 8, .is_signed = false}));
}

TEST_F(TypesTest, VisitsLeavesInTheOrderOfTheirSlots) {
  std::vector<std::string> names;
  types.each_leaf(type("one"), {}, [&](const Types::Leaf& leaf) {
    EXPECT_EQ(leaf.offset, names.size());
    names.push_back(leaf.name);
  });
  EXPECT_EQ(names, (std::vector<std::string>{".flag", ".in[0].a", ".in[0].b", ".in[1].a", ".in[1].b", ".low",
                                             ".wee", ".color"}));
}

TEST_F(TypesTest, PointersNameEveryObjectOfTheirType) {
  const ir::Domain inner = system.domains[types.domain(type("other"), {})];
  EXPECT_EQ(inner.names,
            (std::vector<std::string>{"&one.in[0]", "&one.in[1]", "&many[0].in[0]", "&many[0].in[1]",
                                      "&many[1].in[0]", "&many[1].in[1]", "&other"}));
  EXPECT_EQ(inner.objects, (std::vector<std::uint32_t>{1, 3, 9, 11, 17, 19, 24}));
  const ir::Type pointer = types.scalar(type("where"), nullptr, {});
  EXPECT_EQ(pointer.kind, ir::Type::Kind::pointer);
  EXPECT_EQ(pointer.most, 6 * 2 + 2 + 1) << "every a and b, and the number";
  EXPECT_EQ(types.domain(type("number"), {}), pointer.detail);
}

TEST_F(TypesTest, RefusesWhatAModelCannotHave) {
  const auto said = [&](const char* name) -> std::string {
    try {
      types.scalar(type(name), nullptr, {});
    } catch (const Refused& refused) {
      return std::string(refused.what()).substr(0, std::string(refused.what()).find(':'));
    }
    return "";
  };
  EXPECT_EQ(said("real"), "a floating-point type");
  EXPECT_EQ(said("both"), "a union");
  EXPECT_EQ(said("any"), "void *");
  EXPECT_EQ(said("far"), "a pointer to a pointer");
  EXPECT_EQ(said("huge"), "an integer of more than 64 bits");
  EXPECT_EQ(said("function"), "a function pointer");
  EXPECT_EQ(said("nothing"), "a struct without definition");
}

}  // namespace
}  // namespace mc::frontend
