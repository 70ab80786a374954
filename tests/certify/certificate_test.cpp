// SPDX-License-Identifier: Apache-2.0
#include "certify/certificate.h"

#include <gtest/gtest.h>
#include <rapidcheck.h>

#include "ir/digest.h"
#include "support/random_system.h"

namespace mc::certify {
namespace {

Claim any_claim() {
  const auto word = rc::gen::nonEmpty(rc::gen::string<std::string>());
  const auto line = rc::gen::suchThat(word, [](const std::string& text) {
    return text.find_first_of(std::string("\n=\0", 3)) == std::string::npos;
  });
  const auto lines = rc::gen::container<std::vector<std::string>>(line);
  return {.model = *line,
          .files = *lines,
          .include_directories = *lines,
          .defines = *lines,
          .settings =
              *rc::gen::container<std::map<std::string, long long>>(line, rc::gen::arbitrary<long long>()),
          .properties = *lines,
          .system = *rc::gen::arbitrary<std::uint64_t>()};
}

TEST(Certificate, IsReadAsItWasWritten) {
  EXPECT_TRUE(rc::check([] {
    const Claim claim = any_claim();
    const auto words = *rc::gen::inRange(1u, 4u);
    auto states = *rc::gen::arbitrary<std::vector<ir::Word>>();
    states.resize(states.size() / words * words);
    const StateSet set(words, states);
    const Certificate back = read(write({claim, set}));
    RC_ASSERT(back.claim == claim);
    RC_ASSERT(back.states.words() == words);
    RC_ASSERT(back.states.size() == set.size());
    for (std::size_t i = 0; i < states.size(); i += words) RC_ASSERT(back.states.contains(&states[i]));
  }));
}

/// More than one block, and neither the last nor a word of it whole.
Certificate large() {
  std::vector<ir::Word> states;
  for (ir::Word i = 0; i < 150'001; ++i) states.insert(states.end(), {i / 7, i * i});
  return {{.model = "a/b", .system = 17}, StateSet(2, std::move(states))};
}

TEST(Certificate, OfManyBlocksIsReadAsItWasWritten) {
  const Certificate written = large(), back = read(write(written));
  ASSERT_EQ(back.states.size(), written.states.size());
  for (std::uint64_t i = 0; i < written.states.size(); ++i)
    ASSERT_TRUE(std::equal(back.states.state(i), back.states.state(i) + 2, written.states.state(i)));
}

/// What is wrong with a file; empty if nothing is.
std::string damage(const std::string& bytes) try {
  read(bytes);
  return {};
} catch (const Damaged& damage) {
  return damage.what();
}

Certificate small() {
  return {{.files = {"a.c"}, .settings = {{"pages", 2}}, .properties = {"p"}, .system = 99},
          StateSet(1, {1, 2, 3, 5, 8, 13, 21, 34})};
}

TEST(Certificate, EveryFlippedBitIsFoundOrChangesNothing) {
  const std::string whole = write(small());
  std::size_t found = 0;
  for (std::size_t bit = 0; bit < whole.size() * 8; ++bit) {
    std::string bytes = whole;
    bytes[bit / 8] = static_cast<char>(bytes[bit / 8] ^ 1 << bit % 8);
    try {
      const Certificate back = read(bytes);  // zstd ignores some bits of a frame's head
      EXPECT_EQ(back.claim, small().claim);
      EXPECT_EQ(write(back), whole);
    } catch (const Damaged&) {
      ++found;
    }
  }
  EXPECT_GT(found, whole.size() * 8 - 16);
}

TEST(Certificate, EveryShorterFileIsDamaged) {
  const std::string whole = write(small());
  for (std::size_t size = 0; size < whole.size(); ++size)
    EXPECT_NE(damage(whole.substr(0, size)), "") << size;
}

TEST(Certificate, SaysWhatIsWrong) {
  const std::string whole = write(small());
  EXPECT_EQ(damage(whole + "x"), "something follows after its states");
  EXPECT_EQ(damage("int main;"), "no certificate of a reachable set");
  EXPECT_EQ(damage("mc reachable set 2\n"), "a version that this mc does not read");
  EXPECT_EQ(damage(whole.substr(0, 40)), "its head is cut off");
  std::string other = whole;
  other.replace(whole.find("pages=2"), 7, "pages=3");
  EXPECT_EQ(damage(other), "its head was changed: the sum differs");
}

TEST(Certificate, RefusesNamesOfTwoLines) {
  EXPECT_THROW(write({{.model = "a\nstates 7"}, StateSet(1, {1})}), std::invalid_argument);
}

TEST(Fingerprint, TellsSystemsApart) {
  std::set<std::uint64_t> all;
  for (std::uint64_t seed = 0; seed < 100; ++seed) {
    const ir::System system = test::random_system(seed);
    EXPECT_EQ(ir::digest(system), ir::digest(test::random_system(seed)));
    all.insert(ir::digest(system));
  }
  EXPECT_EQ(all.size(), 100u);
}

}  // namespace
}  // namespace mc::certify
