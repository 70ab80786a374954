// SPDX-License-Identifier: Apache-2.0
// What belongs to each of the many must mean the same at any other.
#include <unistd.h>

#include <filesystem>
#include <fstream>

#include "family.h"
#include "ir/validate.h"

namespace mc::parameterized {
namespace {

constexpr const char* text = R"(#include "mc.h"
MC_PARAM(N, 3, 1, 6);
struct item { bool a, b; };
static struct item items[N];
struct holder { struct item *p; };
static void use(struct item *p)
{
	struct holder h = { .p = p };

	h.p->a = true;
	h.p->b = true;
}
MC_TASK(node, N) { use(&items[self]); }
MC_INVARIANT(in_order)
{
	for (unsigned i = 0; i < N; i++)
		if (items[i].b && !items[i].a)
			return false;
	return true;
}
)";

class PointerToOwn : public testing::Test {
 protected:
  PointerToOwn()
      : path(std::filesystem::temp_directory_path() / ("mc-shape-" + std::to_string(::getpid()) + ".c")) {
    std::ofstream(path) << text;
  }
  ~PointerToOwn() override { std::filesystem::remove(path); }

  std::filesystem::path path;
  Model model{{.files = {path.string()}, .include_directories = {MC_SOURCE_DIR "/model/include"}}, "N"};
};

TEST_F(PointerToOwn, IsNoPartOfTheState) {
  const ir::System member = model.member(3);
  EXPECT_TRUE(ir::validate(member).empty());
  const Shape shape = shape_of(member, model.family());
  EXPECT_EQ(shape.size(), 3u);
  EXPECT_TRUE(shape.global.empty());
}

TEST_F(PointerToOwn, IsRefusedWhereItStays) {
  const frontend::Loaded loaded = frontend::load(model.input);
  ASSERT_TRUE(loaded.system);
  EXPECT_THROW(shape_of(*loaded.system, model.family()), Unsuitable);
}

TEST_F(PointerToOwn, IsFollowedByWhoeverItBelongsTo) {
  const ir::Family family = model.family();
  const ir::System system = model.member(size_needed(family, 1));
  ir::InterpretedGenerator generator(system);
  const Closure closure = close(generator, shape_of(system, family), 1, {});
  EXPECT_EQ(closure.end, Closure::End::safe);
  EXPECT_EQ(closure.views.size(), 3u) << "neither, a, or both";
}

}  // namespace
}  // namespace mc::parameterized
