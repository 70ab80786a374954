// SPDX-License-Identifier: Apache-2.0
#include "certify/certificate.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <optional>

#include "certify/compression.h"

namespace mc::certify {

namespace {

constexpr std::string_view magic = "mc reachable set 1\n";
constexpr std::string_view kind = "mc reachable set ";

/// FNV-1a, 64 bits (Fowler, Noll, Vo).
std::uint64_t sum_of(std::string_view text) {
  std::uint64_t sum = 0xcbf29ce484222325u;
  for (const char c : text) sum = (sum ^ static_cast<unsigned char>(c)) * 0x100000001b3u;
  return sum;
}

std::string head(const Certificate& certificate) {
  std::string text(magic);
  const auto line = [&text](std::string_view key, const std::string& value) {
    if (value.find('\n') != std::string::npos)
      throw std::invalid_argument(fmt::format("a name with a line break: {}", value));
    text += fmt::format("{} {}\n", key, value);
  };
  const auto lines = [&line](std::string_view key, const std::vector<std::string>& values) {
    for (const std::string& value : values) line(key, value);
  };
  const Claim& claim = certificate.claim;
  if (!claim.model.empty()) line("model", claim.model);
  lines("file", claim.files);
  lines("include", claim.include_directories);
  lines("define", claim.defines);
  for (const auto& [name, value] : claim.settings) line("set", fmt::format("{}={}", name, value));
  lines("property", claim.properties);
  line("system", fmt::format("{:016x}", claim.system));
  line("words", fmt::format("{}", certificate.states.words()));
  line("states", fmt::format("{}", certificate.states.size()));
  return text + fmt::format("sum {:016x}\n\n", sum_of(text));
}

template <typename Number>
Number number(std::string_view text, int base = 10) {
  Number value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value, base);
  if (error != std::errc() || end != text.data() + text.size())
    throw Damaged(fmt::format("'{}' should be a number", text));
  return value;
}

/// The lines before the states.
struct Head {
  Claim claim;
  unsigned words = 0;
  std::uint64_t states = 0;
  std::size_t size = 0;  ///< of the text, the empty line included
};

void read_line(Head& head, std::string_view key, std::string_view value) {
  Claim& claim = head.claim;
  if (key == "model") {
    claim.model = value;
  } else if (key == "file") {
    claim.files.emplace_back(value);
  } else if (key == "include") {
    claim.include_directories.emplace_back(value);
  } else if (key == "define") {
    claim.defines.emplace_back(value);
  } else if (key == "property") {
    claim.properties.emplace_back(value);
  } else if (key == "set") {
    const std::size_t equals = std::min(value.find('='), value.size() - 1);
    claim.settings[std::string(value.substr(0, equals))] = number<long long>(value.substr(equals + 1));
  } else if (key == "system") {
    claim.system = number<std::uint64_t>(value, 16);
  } else if (key == "words") {
    head.words = number<unsigned>(value);
  } else if (key == "states") {
    head.states = number<std::uint64_t>(value);
  } else {
    throw Damaged(fmt::format("a line that begins with '{}'", key));
  }
}

Head read_head(std::string_view bytes) {
  if (!is_certificate(bytes)) throw Damaged("no certificate of a reachable set");
  if (!bytes.starts_with(magic)) throw Damaged("a version that this mc does not read");
  const std::size_t end = bytes.find("\n\n");
  const std::size_t sum = end == std::string_view::npos ? end : bytes.rfind("\nsum ", end);
  if (sum == std::string_view::npos) throw Damaged("its head is cut off");
  if (bytes.substr(sum + 5, end - sum - 5) != fmt::format("{:016x}", sum_of(bytes.substr(0, sum + 1))))
    throw Damaged("its head was changed: the sum differs");
  Head head{.size = end + 2};
  for (std::size_t at = magic.size(); at <= sum;) {
    const std::size_t next = bytes.find('\n', at), space = bytes.find(' ', at);
    if (space >= next || space + 1 == next) throw Damaged("a line without a value");
    read_line(head, bytes.substr(at, space - at), bytes.substr(space + 1, next - space - 1));
    at = next + 1;
  }
  if (head.words == 0 || head.words > 1'000'000) throw Damaged("no number of words");
  return head;
}

/// States a block, each block transposed: the same byte of all its states stands together.
constexpr std::uint64_t block = 65536;

std::string transposed(const StateSet& set, std::uint64_t begin, std::uint64_t end) {
  std::string bytes;
  for (unsigned byte = 0; byte < set.words() * 8; ++byte)
    for (std::uint64_t number = begin; number < end; ++number)
      bytes += static_cast<char>(set.state(number)[byte / 8] >> byte % 8 * 8);
  return bytes;
}

void append_block(std::vector<ir::Word>& states, std::string_view bytes, unsigned words) {
  const std::size_t count = bytes.size() / (words * 8), first = states.size();
  states.resize(first + count * words);
  for (unsigned byte = 0; byte < words * 8; ++byte)
    for (std::size_t i = 0; i < count; ++i)
      states[first + i * words + byte / 8] |= ir::Word{static_cast<unsigned char>(bytes[byte * count + i])}
                                              << byte % 8 * 8;
}

}  // namespace

bool is_certificate(std::string_view bytes) {
  return bytes.starts_with(kind);
}

std::string write(const Certificate& certificate) {
  const StateSet& set = certificate.states;
  Compressor compressor;
  for (std::uint64_t begin = 0; begin < set.size(); begin += block)
    compressor.add(transposed(set, begin, std::min(begin + block, set.size())));
  return head(certificate) + compressor.finish();
}

Certificate read(std::string_view bytes) {
  Head head = read_head(bytes);
  Decompressor decompressor(bytes.substr(head.size));
  std::vector<ir::Word> states;
  std::uint64_t left = head.states;
  while (left > 0) {
    const std::uint64_t count = std::min(left, block);
    append_block(states, decompressor.take(count * head.words * 8), head.words);
    left -= count;
  }
  decompressor.finish();
  return {std::move(head.claim), StateSet(head.words, std::move(states))};
}

}  // namespace mc::certify
