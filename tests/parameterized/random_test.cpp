// SPDX-License-Identifier: Apache-2.0
// Proofs for any number against what is reachable with some, of random rules.
#include <fmt/format.h>
#include <rapidcheck.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <set>

#include "family.h"
#include "parameterized/certificate.h"
#include "prove/solvers.h"

namespace mc::parameterized {
namespace {

/// One of the many does something: if it is at `from`, the shared bit is `bit`, and somebody else, or nobody
/// else, is at `seen`; it goes to `to`, others that are at `sent` go to `received`.
struct Rule {
  unsigned from, bit, condition, seen, to, next_bit, sent, received;
  bool broadcasts;
};

rc::Gen<Rule> any_rule() {
  const auto place = rc::gen::inRange(0U, 4U);
  const auto bit = rc::gen::inRange(0U, 2U);
  return rc::gen::build<Rule>(rc::gen::set(&Rule::from, place), rc::gen::set(&Rule::bit, bit),
                              rc::gen::set(&Rule::condition, rc::gen::inRange(0U, 3U)),
                              rc::gen::set(&Rule::seen, place), rc::gen::set(&Rule::to, place),
                              rc::gen::set(&Rule::next_bit, bit), rc::gen::set(&Rule::sent, place),
                              rc::gen::set(&Rule::received, place), rc::gen::set(&Rule::broadcasts));
}

std::string condition(const Rule& rule) {
  const char* const others[] = {"", " && somebody(self, {})", " && !somebody(self, {})"};
  return fmt::format("places[self] == {} && bit == {}", rule.from, rule.bit) +
         fmt::format(fmt::runtime(others[rule.condition]), rule.seen);
}

std::string text(const std::vector<Rule>& rules, unsigned bad, unsigned worse) {
  std::string out = R"(#include "mc.h"
MC_PARAM(N, 2, 1, 6);
static unsigned char places[N];
static bool bit;
static bool somebody(unsigned self, unsigned place)
{
	for (unsigned i = 0; i < N; i++)
		if (i != self && places[i] == place)
			return true;
	return false;
}
MC_TASK(node, N)
{
	for (;;) {
		switch (mc_choose()";
  out += fmt::format("{})) {{\n", rules.size());
  for (std::size_t i = 0; i < rules.size(); ++i) {
    const Rule& rule = rules[i];
    out += fmt::format("case {}: mc_atomic {{ if ({}) {{ places[self] = {}; bit = {};", i, condition(rule),
                       rule.to, rule.next_bit);
    if (rule.broadcasts)
      out +=
          fmt::format(" for (unsigned i = 0; i < N; i++) if (i != self && places[i] == {}) places[i] = {};",
                      rule.sent, rule.received);
    out += " } } break;\n";
  }
  return out + fmt::format(R"(}} }} }}
MC_INVARIANT(apart)
{{
	for (unsigned i = 0; i < N; i++)
		for (unsigned j = 0; j < N; j++)
			if (i != j && places[i] == {} && places[j] == {})
				return false;
	return true;
}}
)",
                           bad, worse);
}

/// A model in a file that is removed with this object.
class File {
 public:
  explicit File(const std::string& text)
      : path_(std::filesystem::temp_directory_path() / fmt::format("mc-any-{}.c", ::getpid())) {
    std::ofstream(path_) << text;
  }
  ~File() { std::filesystem::remove(path_); }
  Model model() const {
    return {{.files = {path_.string()}, .include_directories = {MC_SOURCE_DIR "/model/include"}}, "N"};
  }

 private:
  std::filesystem::path path_;
};

using Row = std::vector<ir::Value>;

/// The state with location numbers for program counters: with more elements the code of a loop is longer.
ir::State numbered(ir::State state, const ir::System& system) {
  const ir::Layout layout(system);
  const ir::StateIndex index(system);
  for (unsigned copy = 0; copy < system.tasks[0].count; ++copy) {
    ir::Value& counter = state[index.program_counter(0, copy)];
    counter = layout.location_number(0, static_cast<std::uint32_t>(counter));
  }
  return state;
}

Row row(const ir::State& state, const Shape& shape, const std::vector<std::size_t>& chosen) {
  Row result;
  for (const std::size_t position : shape.global) result.push_back(state[position]);
  for (const std::size_t each : chosen)
    for (const std::size_t position : shape.locals[each]) result.push_back(state[position]);
  return result;
}

std::vector<std::vector<std::size_t>> sequences(std::size_t size, unsigned k) {
  std::vector<std::vector<std::size_t>> result;
  for (std::size_t i = 0; i < size; ++i)
    for (std::size_t j = 0; j < size; ++j)
      if (k == 1 && j == 0)
        result.push_back({i});
      else if (k == 2 && i != j)
        result.push_back({i, j});
  return result;
}

std::set<Row> rows(const Views& views, const ir::System& system) {
  std::set<Row> result;
  const Shape& shape = views.shape();
  for (std::size_t i = 0; i < views.size(); ++i) {
    Group group = views[i].group;
    group.resize(shape.size(), group.front());
    const ir::State state = numbered(views.state(views[i].global, group), system);
    for (const auto& chosen : sequences(views.k(), views.k())) result.insert(row(state, shape, chosen));
  }
  return result;
}

/// Both with as many as are looked at for the proof, and with one more.
TEST(Views, HoldEveryViewOfWhatIsReachable) {
  EXPECT_TRUE(rc::check([] {
    const auto rules =
        *rc::gen::resize(6, rc::gen::nonEmpty(rc::gen::container<std::vector<Rule>>(any_rule())));
    const unsigned k = *rc::gen::inRange(1U, 3U);
    const std::string source = text(rules, *rc::gen::inRange(0U, 4U), *rc::gen::inRange(0U, 4U));
    RC_LOG() << source;
    const File file(source);
    const Model model = file.model();
    const ir::Family family = model.family();
    const unsigned size = size_needed(family, k);
    const ir::System system = model.member(size);
    ir::InterpretedGenerator generator(system);
    const Closure closure = close(generator, shape_of(system, family), k, {});
    RC_CLASSIFY(closure.end == Closure::End::safe, "safe");
    if (closure.end != Closure::End::safe) return;
    const std::set<Row> known = rows(closure.views, system);
    for (unsigned number = size; number <= size + 1; ++number) {
      const ir::System member = model.member(number);
      const Shape shape = shape_of(member, family);
      const test::Reachable reachable = test::reachable(member, 5000);
      RC_ASSERT(reachable.violations.empty());
      for (const ir::State& state : reachable.states)
        for (const auto& chosen : sequences(number, k))
          RC_ASSERT(known.contains(row(numbered(state, member), shape, chosen)));
    }
  }));
}

/// Whether every installed solver answers all questions; at least one has to be there.
bool confirmed(const std::string& certificate) {
  const auto path = std::filesystem::temp_directory_path() / fmt::format("mc-any-{}.smt2", ::getpid());
  std::ofstream(path) << certificate;
  std::size_t installed = 0, agree = 0;
  for (const prove::SolverVerdict& verdict : prove::check_smt_certificate(path.string())) {
    installed += verdict.installed;
    agree += verdict.agrees;
  }
  std::filesystem::remove(path);
  EXPECT_GT(installed, 0U) << "install z3 or cvc5";
  return installed > 0 && agree == installed;
}

/// Z3's look at it is part of attempt(); here, that what it learnt is what a proof for some number says.
/// Other solvers are asked a few times only, as each is a process.
TEST(Proof, AgreesWithWhatIsReachableAndHasACertificate) {
  int asked = 0;
  EXPECT_TRUE(rc::check([&] {
    const auto rules =
        *rc::gen::resize(5, rc::gen::nonEmpty(rc::gen::container<std::vector<Rule>>(any_rule())));
    const std::string source = text(rules, *rc::gen::inRange(0U, 4U), *rc::gen::inRange(0U, 4U));
    RC_LOG() << source;
    const File file(source);
    const Model model = file.model();
    const ir::Family family = model.family();
    const unsigned size = size_needed(family, 2);
    const ir::System system = model.member(size);
    ir::InterpretedGenerator generator(system);
    const Proof proof = attempt(system, generator, family, 2, {});
    const bool violated = !test::reachable(system, 5000).violations.empty();
    RC_CLASSIFY(proof.end == Closure::End::safe, "proved");
    RC_CLASSIFY(violated, "violated");
    RC_ASSERT(!(violated && proof.end == Closure::End::safe));
    if (proof.end != Closure::End::safe || ++asked > 8) return;
    const std::string written = certificate(system, family, 2, proof.clauses, "of\nrandom rules");
    RC_ASSERT(difference(system, family, 2, written).empty());
    RC_ASSERT(!difference(model.member(size + 1), family, 2, written).empty());
    RC_ASSERT(confirmed(written));
  }));
  EXPECT_GT(asked, 0);
}

}  // namespace
}  // namespace mc::parameterized
