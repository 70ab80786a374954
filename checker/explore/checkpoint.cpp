// SPDX-License-Identifier: Apache-2.0
#include "explore/checkpoint.h"

#include <algorithm>
#include <bit>
#include <numeric>

#include "ir/digest.h"

namespace mc::explore {

namespace {

const std::string magic = "mc checkpoint\n";
constexpr std::uint64_t version = 2;
constexpr std::size_t states_a_frame = 4096;  ///< states that are compressed as one
constexpr std::uint64_t most_text = 1 << 20, most_tuples = std::uint64_t{1} << 32;

[[noreturn]] void refuse(const std::string& file, const std::string& why) {
  throw base::FileError(file + ": " + why);
}

/// The bytes of `count` records of `words` words, those of equal place in a record side by side: most places
/// hold much the same in all states, and compress to nothing.
void to_planes(const ir::Word* records, std::size_t words, std::size_t count, std::uint8_t* planes) {
  for (std::size_t word = 0; word < words; ++word)
    for (unsigned shift = 0; shift < 64; shift += 8)
      for (std::size_t i = 0; i < count; ++i)
        *planes++ = static_cast<std::uint8_t>(records[i * words + word] >> shift);
}

void from_planes(const std::uint8_t* planes, std::size_t words, std::size_t count, ir::Word* records) {
  std::fill_n(records, words * count, 0);
  for (std::size_t word = 0; word < words; ++word)
    for (unsigned shift = 0; shift < 64; shift += 8)
      for (std::size_t i = 0; i < count; ++i) records[i * words + word] |= ir::Word{*planes++} << shift;
}

}  // namespace

CheckpointHeader header_of(const ir::System& system, const Checkpointing& checkpoint, unsigned words) {
  return {.subject = checkpoint.subject, .system = ir::digest(system), .words = words};
}

CheckpointOutput::CheckpointOutput(const std::string& file, const CheckpointHeader& header,
                                   unsigned depth_bits)
    : file_(file) {
  file_.write(magic.data(), magic.size());
  number(version);
  text(header.subject);
  number(header.system);
  number(header.words);
  number(depth_bits);
}

void CheckpointOutput::text(const std::string& text) {
  number(text.size());
  file_.write(text.data(), text.size());
}

void CheckpointOutput::finding(const Finding& finding) {
  number(finding.length);
  number(ir::index(finding.property));
  number(ir::index(finding.observation));
  for (const ir::Word word : finding.state) number(word);
  number(finding.last.has_value());
  if (!finding.last) return;
  number(finding.last->task);
  number(finding.last->copy);
  number(finding.last->choices.size());
  for (const std::uint32_t choice : finding.last->choices) number(choice);
}

void CheckpointOutput::observations(const std::vector<bool>& covered,
                                    const std::vector<std::vector<std::vector<ir::Value>>>& valuations) {
  for (const bool each : covered) number(each);
  for (const auto& tuples : valuations) {
    number(tuples.size());
    for (const std::vector<ir::Value>& tuple : tuples) {
      number(tuple.size());
      for (const ir::Value value : tuple) number(value);
    }
  }
}

void CheckpointOutput::begin_states(std::size_t record_words) {
  record_words_ = record_words;
}

void CheckpointOutput::state(const ir::Word* words, std::size_t count) {
  records_.insert(records_.end(), words, words + count);
  if (records_.size() == states_a_frame * record_words_) flush_states();
}

void CheckpointOutput::end_states() {
  flush_states();
  number(0u);
}

void CheckpointOutput::flush_states() {
  if (records_.empty()) return;
  planes_.resize(records_.size() * sizeof(ir::Word));
  const std::size_t count = records_.size() / record_words_;
  to_planes(records_.data(), record_words_, count, planes_.data());
  number(count);
  file_.write(planes_.data(), planes_.size());
  records_.clear();
}

CheckpointInput::CheckpointInput(const std::string& file, const CheckpointHeader& header) : file_(file) {
  std::string found(magic.size(), ' ');
  file_.read(found.data(), found.size());
  if (found != magic) damaged();
  if (const std::uint64_t its = number(); its != version)
    refuse(file, "a checkpoint of another version of mc (format " + std::to_string(its) + ", not " +
                     std::to_string(version) + "); begin anew");
  if (const std::string subject = text(); subject != header.subject)
    refuse(file, "a checkpoint of another search: of " + subject + "; this one is of " + header.subject +
                     "; repeat the options of the search to be continued");
  const bool same_system = number() == header.system;
  if (number() != header.words || !same_system)
    refuse(file,
           "a checkpoint of " + header.subject + ", as it was before the model or mc changed; begin anew");
  depth_bits_ = static_cast<unsigned>(length(store::Geometry::most_depth_bits));
  if (depth_bits_ < store::Geometry::least_depth_bits) damaged();
}

std::uint64_t CheckpointInput::number() {
  std::uint64_t value = 0;
  file_.read(&value, sizeof value);
  return value;
}

std::size_t CheckpointInput::length(std::uint64_t most) {
  const std::uint64_t value = number();
  if (value > most) damaged();
  return static_cast<std::size_t>(value);
}

std::string CheckpointInput::text() {
  std::string text(length(most_text), ' ');
  file_.read(text.data(), text.size());
  return text;
}

Finding CheckpointInput::finding(unsigned words) {
  Finding finding;
  finding.length = number();
  finding.property = static_cast<ir::PropertyId>(number());
  finding.observation = static_cast<ir::ObservationId>(number());
  for (unsigned word = 0; word < words; ++word) finding.state.push_back(number());
  if (number() == 0) return finding;
  ir::Move& last = finding.last.emplace();
  last.task = static_cast<std::uint32_t>(number());
  last.copy = static_cast<std::uint32_t>(number());
  for (std::size_t rest = length(most_text); rest > 0; --rest)
    last.choices.push_back(static_cast<std::uint32_t>(number()));
  return finding;
}

void CheckpointInput::observations(std::vector<bool>& covered,
                                   std::vector<std::vector<std::vector<ir::Value>>>& valuations) {
  for (auto each : covered) each = number() != 0;
  for (auto& tuples : valuations)
    for (std::size_t rest = length(most_tuples); rest > 0; --rest) {
      std::vector<ir::Value>& tuple = tuples.emplace_back();
      for (std::size_t values = length(most_text); values > 0; --values)
        tuple.push_back(static_cast<ir::Value>(number()));
    }
}

void CheckpointInput::states(std::size_t record_words,
                             const std::function<void(ir::Word*, std::size_t)>& take) {
  std::vector<std::uint8_t> planes;
  std::vector<ir::Word> records;
  while (const std::size_t count = length(states_a_frame)) {
    planes.resize(count * record_words * sizeof(ir::Word));
    records.resize(count * record_words);
    file_.read(planes.data(), planes.size());
    from_planes(planes.data(), record_words, count, records.data());
    take(records.data(), count);
  }
}

void save(CheckpointOutput& out, const store::VisitedSet& visited, std::size_t words) {
  // Parts of about a hundred states, scattered: one after the other they would fill a smaller table from one
  // end, and make it grow for nothing.
  const std::uint64_t parts = std::bit_ceil(visited.size() / 128 + 1);
  std::vector<ir::Word> record(words + 1);
  out.number(visited.size());
  out.begin_states(words + 1);
  for (std::uint64_t i = 0; i < parts; ++i)
    visited.for_each(i * 0x9e3779b97f4a7c15u & (parts - 1), parts,
                     [&](const ir::Word* state, std::uint64_t depth) {
                       std::copy_n(state, words, record.begin());
                       record[words] = depth;
                       out.state(record.data(), words + 1);
                     });
  out.end_states();
}

namespace {

/// Inserts states of one depth; all of them have to be new.
void insert(CheckpointInput& in, store::VisitedSet& visited, const std::vector<ir::Word>& states,
            std::size_t words, std::uint64_t depth, const std::function<void()>& grow) {
  std::vector<std::uint32_t> fresh;
  const std::size_t count = states.size() / words;
  for (std::size_t done = 0; done < count;) {
    done += visited.insert(0, states.data() + done * words, count - done, depth, fresh);
    if (done < count) grow();
  }
  if (fresh.size() != count) in.damaged();
}

}  // namespace

void restore(CheckpointInput& in, store::VisitedSet& visited, std::size_t words,
             const std::function<void()>& grow) {
  const std::uint64_t states = in.number();
  std::vector<std::size_t> order;
  std::vector<ir::Word> alike;
  in.states(words + 1, [&](const ir::Word* records, std::size_t count) {
    const auto depth = [&](std::size_t i) { return records[i * (words + 1) + words]; };
    order.resize(count);
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::ranges::stable_sort(order, {}, depth);
    for (std::size_t i = 0; i < count; ++i) {
      const ir::Word* state = records + order[i] * (words + 1);
      alike.insert(alike.end(), state, state + words);
      if (i + 1 < count && depth(order[i]) == depth(order[i + 1])) continue;
      insert(in, visited, alike, words, depth(order[i]), grow);
      alike.clear();
    }
  });
  if (visited.size() != states) in.damaged();
}

}  // namespace mc::explore
