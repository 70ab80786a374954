// SPDX-License-Identifier: Apache-2.0
#include "study/mutation.h"

#include <fmt/format.h>

#include <cctype>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>

#include "base/errors.h"

namespace mc::study {
namespace {

namespace fs = std::filesystem;

/// Files as they are after some edits.
class Texts {
 public:
  /// `part` is whose edit it is, for complaints.
  void apply(const Part& part, const Part::Edit& edit) {
    std::string& text = text_of(part, edit.file);
    const auto [begin, end] = function(part, edit, text);
    const std::size_t at = text.find(edit.remove, begin);
    const bool found = at < end && at + edit.remove.size() <= end;
    if (!found || text.find(edit.remove, at + 1) < end)
      fail(part, fmt::format(
                     "the text to remove stands in {}() of {} {}; write a text that stands there once:\n{}\n",
                     edit.function, edit.file, found ? "more than once" : "nowhere", edit.remove));
    text.replace(at, edit.remove.size(), edit.by);
  }

  std::vector<std::pair<std::string, std::string>> take() const { return {texts_.begin(), texts_.end()}; }

 private:
  [[noreturn]] static void fail(const Part& part, const std::string& what) {
    throw UsageError(fmt::format("{}: '{}': {}", part.place, part.name, what));
  }

  std::string& text_of(const Part& part, const std::string& file) {
    std::error_code error;
    const std::string path = fs::weakly_canonical(file, error).string();
    const auto [text, added] = texts_.emplace(path, "");
    if (!added) return text->second;
    std::ifstream stream(file);
    if (!fs::is_regular_file(file, error) || !stream)
      fail(part, fmt::format("{} cannot be read: check the name", file));
    text->second.assign(std::istreambuf_iterator<char>(stream), {});
    return text->second;
  }

  /// Where the definition of a function stands: from a line that begins with its head to the next that begins
  /// with '}', as the kernel's style has it.
  static std::pair<std::size_t, std::size_t> function(const Part& part, const Part::Edit& edit,
                                                      const std::string& text) {
    const std::string call = edit.function + "(";
    for (std::size_t at = text.find(call); at != std::string::npos; at = text.find(call, at + 1)) {
      const std::size_t line = text.rfind('\n', at) + 1;
      const auto is_word = [](char c) {
        return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_';
      };
      if (!is_word(text[line]) || (at > 0 && is_word(text[at - 1]))) continue;
      const std::size_t body = text.find_first_of("{;", at), end = text.find("\n}", at);
      if (body == std::string::npos || text[body] == ';' || end == std::string::npos) continue;
      return {body, end};
    }
    fail(part, fmt::format("{} has no function {}", edit.file, edit.function));
  }

  std::map<std::string, std::string> texts_;
};

std::string change_of(const Part& part) {
  return part.kind == Part::Kind::order ? part.name : "no " + part.name;
}

Mutation both_gone(const Part& a, const Part& b) {
  Texts texts;
  for (const Part::Edit& edit : a.edits) texts.apply(a, edit);
  for (const Part::Edit& edit : b.edits) texts.apply(b, edit);
  return {.change = fmt::format("{}, {}", change_of(a), change_of(b)),
          .kind = a.kind,
          .how = Mutation::How::pair,
          .edited = texts.take()};
}

bool can_be_exchanged(const Part& a, const Part& b) {
  if (a.edits.size() != 1 || b.edits.size() != 1) return false;
  const Part::Edit &one = a.edits[0], &other = b.edits[0];
  return one.file == other.file && one.function == other.function && one.by.empty() && other.by.empty();
}

Mutation exchanged(const Part& a, const Part& b) {
  const std::string meanwhile = "/* exchanged */";
  Part::Edit first = a.edits[0], second = b.edits[0], third = a.edits[0];
  first.by = meanwhile;
  second.by = a.edits[0].remove;
  third.remove = meanwhile;
  third.by = b.edits[0].remove;
  Texts texts;
  texts.apply(a, first);
  texts.apply(b, second);
  texts.apply(a, third);
  return {.change = fmt::format("{} and {} exchanged", a.name, b.name),
          .kind = a.kind,
          .how = Mutation::How::exchanged,
          .edited = texts.take()};
}

}  // namespace

Mutation without(const Part& part) {
  Texts texts;
  for (const Part::Edit& edit : part.edits) texts.apply(part, edit);
  return {.change = change_of(part), .kind = part.kind, .edited = texts.take()};
}

std::vector<Mutation> pairs(const std::vector<Part>& parts) {
  std::vector<Mutation> all;
  for (auto a = parts.begin(); a != parts.end(); ++a)
    for (auto b = std::next(a); b != parts.end(); ++b) {
      if (a->kind != Part::Kind::fix || b->kind != Part::Kind::fix) continue;
      all.push_back(both_gone(*a, *b));
      if (can_be_exchanged(*a, *b)) all.push_back(exchanged(*a, *b));
    }
  return all;
}

}  // namespace mc::study
