// SPDX-License-Identifier: Apache-2.0
#include "frontend/parse.h"

#include <clang/Basic/Diagnostic.h>
#include <clang/Basic/SourceManager.h>
#include <clang/Tooling/Tooling.h>
#include <fmt/format.h>
#include <llvm/Support/raw_ostream.h>

#include <filesystem>
#include <fstream>
#include <sstream>

namespace mc::frontend {

namespace fs = std::filesystem;

std::string shown_path(const std::string& path) {
  std::error_code failure;
  const fs::path relative = fs::relative(path, failure);
  return failure || relative.empty() || relative.string().starts_with("..") ? path : relative.string();
}

namespace {

Error render(const clang::SourceManager& manager, clang::SourceLocation where, const std::string& message) {
  Error error{.message = message};
  const auto place = manager.getPresumedLoc(manager.getFileLoc(where));
  if (place.isInvalid()) return complain("", message);
  error.file = shown_path(place.getFilename());
  error.line = place.getLine();
  error.column = place.getColumn();
  llvm::raw_string_ostream text(error.rendered);
  text << fmt::format("{}:{}:{}: error: {}\n", error.file, error.line, error.column, message);
  const clang::SourceLocation shown = manager.getFileLoc(where);
  bool invalid = false;
  const llvm::StringRef buffer = manager.getBufferData(manager.getFileID(shown), &invalid);
  if (invalid) return error;
  const std::size_t offset = manager.getFileOffset(shown);
  const std::size_t begin = buffer.rfind('\n', offset) == llvm::StringRef::npos || offset == 0
                                ? 0
                                : buffer.substr(0, offset).rfind('\n') + 1;
  const llvm::StringRef line = buffer.substr(begin).take_until([](char c) { return c == '\n' || c == '\r'; });
  std::string marker;
  for (const char c : line.take_front(offset - begin)) marker += c == '\t' ? '\t' : ' ';
  text << "  " << line << "\n  " << marker << "^\n";
  return error;
}

/// Keeps what Clang complains about.
class Complaints : public clang::DiagnosticConsumer {
 public:
  explicit Complaints(std::vector<Error>& errors) : errors_(errors) {}

  void HandleDiagnostic(clang::DiagnosticsEngine::Level level, const clang::Diagnostic& info) override {
    DiagnosticConsumer::HandleDiagnostic(level, info);
    if (level < clang::DiagnosticsEngine::Error) return;
    llvm::SmallString<128> message;
    info.FormatDiagnostic(message);
    if (info.hasSourceManager() && info.getLocation().isValid())
      errors_.push_back(render(info.getSourceManager(), info.getLocation(), message.str().str()));
    else
      errors_.push_back(complain("", message.str().str()));
  }

 private:
  std::vector<Error>& errors_;
};

std::vector<std::string> arguments(const Input& input, const std::vector<std::string>& definitions) {
  std::vector<std::string> result{"-xc", "-std=gnu11",    "-ffreestanding",     "-fparse-all-comments",
                                  "-w",  "-resource-dir", MC_CLANG_RESOURCE_DIR};
  for (const std::string& directory : input.include_directories) result.push_back("-I" + directory);
  for (const std::string& define : input.defines) result.push_back("-D" + define);
  for (const std::string& define : definitions) result.push_back("-D" + define);
  return result;
}

/// The text of a file of the input, unless it cannot be read.
std::optional<std::string> text_of(const Input& input, const std::string& file) {
  std::error_code ignored;
  const std::string path = fs::weakly_canonical(file, ignored).string();
  for (const auto& [edited, text] : input.edited)
    if (edited == path) return text;
  std::ifstream stream(file);
  std::ostringstream content;
  if (!fs::is_directory(file) && stream && content << stream.rdbuf()) return content.str();
  const bool empty = fs::is_regular_file(file, ignored) && fs::file_size(file, ignored) == 0;
  return empty ? std::optional(std::string()) : std::nullopt;
}

/// The text Clang reads: the file, or a text that includes all files.
std::optional<std::string> main_text(const Input& input, std::vector<Error>& errors) {
  std::string all;
  for (const std::string& file : input.files) {
    const std::optional<std::string> text = text_of(input, file);
    if (!text) {
      errors.push_back(complain(file, "cannot be read: check the name and that it is a C file"));
      return std::nullopt;
    }
    all =
        input.files.size() == 1 ? *text : all + fmt::format("#include \"{}\"\n", fs::absolute(file).string());
  }
  return all;
}

}  // namespace

Error complain(const std::string& file, const std::string& message) {
  const std::string where = file.empty() ? "" : shown_path(file) + ": ";
  return {.file = file, .message = message, .rendered = fmt::format("{}error: {}\n", where, message)};
}

Error complain(const clang::ASTContext& context, clang::SourceLocation where, const std::string& message) {
  return render(context.getSourceManager(), where, message);
}

std::unique_ptr<clang::ASTUnit> parse(const Input& input, const std::vector<std::string>& definitions,
                                      std::vector<Error>& errors) {
  if (input.files.empty()) {
    errors.push_back(complain("", "no model: name at least one C file"));
    return nullptr;
  }
  const auto text = main_text(input, errors);
  if (!text) return nullptr;
  Complaints complaints(errors);
  const std::string name =
      input.files.size() == 1 ? fs::absolute(input.files.front()).string() : "all-files.c";
  auto unit = clang::tooling::buildASTFromCodeWithArgs(
      *text, arguments(input, definitions), name, "mc", std::make_shared<clang::PCHContainerOperations>(),
      clang::tooling::getClangStripDependencyFileAdjuster(), input.edited, &complaints);
  if (errors.empty() && unit == nullptr)
    errors.push_back(complain(input.files.front(), "could not be parsed"));
  return errors.empty() ? std::move(unit) : nullptr;
}

}  // namespace mc::frontend
