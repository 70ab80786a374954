// SPDX-License-Identifier: Apache-2.0
#include "cli/graphviz.h"

#include <fmt/format.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <sstream>

#include "cli/exit.h"

namespace mc::cli {
namespace {

namespace fs = std::filesystem;

/// A directory of its own, removed in the end.
struct Workplace {
  Workplace() {
    std::string name = (fs::temp_directory_path() / "mc-graph-XXXXXX").string();
    if (::mkdtemp(name.data()) == nullptr) throw UsageError("no temporary directory: set TMPDIR to one");
    path = name;
  }
  ~Workplace() {
    std::error_code ignored;
    fs::remove_all(path, ignored);
  }
  Workplace(const Workplace&) = delete;
  Workplace& operator=(const Workplace&) = delete;
  fs::path path;
};

/// Exit code of `dot -Tsvg -o OUTPUT INPUT`.
int run_dot(const fs::path& input, const fs::path& output) {
  std::string words[] = {"dot", "-Tsvg", "-o", output.string(), input.string()};
  char* arguments[] = {words[0].data(), words[1].data(), words[2].data(),
                       words[3].data(), words[4].data(), nullptr};
  pid_t child = 0;
  if (::posix_spawnp(&child, "dot", nullptr, nullptr, arguments, environ) != 0) return 127;
  int status = 0;
  while (::waitpid(child, &status, 0) < 0 && errno == EINTR) {
  }
  return WIFEXITED(status) ? WEXITSTATUS(status) : 1;
}

}  // namespace

bool graphviz_installed() {
  const char* path = std::getenv("PATH");
  std::istringstream directories(path == nullptr ? "" : path);
  for (std::string directory; std::getline(directories, directory, ':');)
    if (::access((fs::path(directory) / "dot").c_str(), X_OK) == 0) return true;
  return false;
}

std::string svg(const std::string& dot) {
  if (!graphviz_installed())
    throw UsageError("--to svg needs Graphviz: apt-get install graphviz, or write --to dot");
  const Workplace workplace;
  const fs::path input = workplace.path / "graph.dot", output = workplace.path / "graph.svg";
  std::ofstream(input) << dot;
  if (const int code = run_dot(input, output); code != 0)
    throw InternalError(fmt::format("Graphviz ends with exit code {}", code));
  std::ifstream stream(output);
  return {std::istreambuf_iterator<char>(stream), {}};
}

}  // namespace mc::cli
