// SPDX-License-Identifier: Apache-2.0
// The real binary, as a user runs it: in a pipe or on a terminal, in a directory of its own.
#pragma once

#include <fcntl.h>
#include <gtest/gtest.h>
#include <poll.h>
#include <pty.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

namespace mc::test {

/// A directory that is removed with this object.
class Directory {
 public:
  Directory() {
    std::string name = (std::filesystem::temp_directory_path() / "mc-test-XXXXXX").string();
    if (!::mkdtemp(name.data())) throw std::runtime_error("mkdtemp");
    path_ = std::filesystem::canonical(name);
  }
  ~Directory() {
    std::error_code ignored;
    std::filesystem::remove_all(path_, ignored);
  }
  Directory(const Directory&) = delete;
  Directory& operator=(const Directory&) = delete;

  std::filesystem::path operator/(const std::string& name) const { return path_ / name; }
  const std::filesystem::path& path() const { return path_; }

  /// Writes a file, with the directories it is in. Returns its path.
  std::string write(const std::string& name, const std::string& text) const {
    std::filesystem::create_directories((path_ / name).parent_path());
    std::ofstream(path_ / name) << text;
    return (path_ / name).string();
  }

  /// Names of what is directly in it, sorted.
  std::vector<std::string> entries() const {
    std::vector<std::string> names;
    for (const auto& entry : std::filesystem::directory_iterator(path_))
      names.push_back(entry.path().filename());
    std::sort(names.begin(), names.end());
    return names;
  }

 private:
  std::filesystem::path path_;
};

inline std::string contents(const std::filesystem::path& file) {
  std::ifstream stream(file);
  return {std::istreambuf_iterator<char>(stream), {}};
}

struct Ended {
  int exit = -1;       ///< exit code, or -signal
  std::string output;  ///< standard output; on a terminal everything that was written to it
  std::string errors;
};

struct Setting {
  std::filesystem::path directory = std::filesystem::temp_directory_path();
  std::string output;  ///< a file to write standard output to instead; not on a terminal
  std::vector<std::pair<std::string, std::string>> environment;
};

namespace detail {

inline int exit_code(pid_t child) {
  int status = 0;
  while (::waitpid(child, &status, 0) < 0 && errno == EINTR) {
  }
  return WIFEXITED(status) ? WEXITSTATUS(status) : -WTERMSIG(status);
}

inline std::string drained(int fd) {
  std::string text;
  char buffer[4096];
  ::lseek(fd, 0, SEEK_SET);
  for (ssize_t got; (got = ::read(fd, buffer, sizeof buffer)) > 0;)
    text.append(buffer, static_cast<std::size_t>(got));
  ::close(fd);
  return text;
}

[[noreturn]] inline void execute(const std::vector<std::string>& command, const Setting& setting) {
  std::vector<char*> arguments;
  for (const std::string& argument : command) arguments.push_back(const_cast<char*>(argument.c_str()));
  arguments.push_back(nullptr);
  ::unsetenv("COLUMNS");
  for (const auto& [name, value] : setting.environment) ::setenv(name.c_str(), value.c_str(), 1);
  if (::chdir(setting.directory.c_str()) == 0) ::execvp(arguments[0], arguments.data());
  ::_exit(127);
}

}  // namespace detail

/// A command under way, its output and errors kept apart; no terminal.
class Process {
 public:
  explicit Process(const std::vector<std::string>& command, const Setting& setting = {})
      : elsewhere_(!setting.output.empty()),
        output_(setting.output.empty() ? ::memfd_create("output", 0)
                                       : ::open(setting.output.c_str(), O_RDWR)),
        errors_(::memfd_create("errors", 0)),
        child_(::fork()) {
    if (child_ != 0) return;
    ::dup2(::open("/dev/null", O_RDONLY), STDIN_FILENO);
    ::dup2(output_, STDOUT_FILENO);
    ::dup2(errors_, STDERR_FILENO);
    detail::execute(command, setting);
  }
  Process(const Process&) = delete;
  Process& operator=(const Process&) = delete;

  void send(int signal) const { ::kill(child_, signal); }

  /// Waits until `text` is on standard output, or the command has ended; false if it never came.
  bool wait_for(const std::string& text) const {
    const std::string file = "/proc/self/fd/" + std::to_string(output_);
    while (contents(file).find(text) == std::string::npos) {
      if (ended()) return contents(file).find(text) != std::string::npos;
      ::usleep(5'000);
    }
    return true;
  }

  bool ended() const {
    siginfo_t ended = {};
    ::waitid(P_PID, static_cast<id_t>(child_), &ended, WEXITED | WNOHANG | WNOWAIT);
    return ended.si_pid != 0;
  }

  Ended wait() {
    const int exit = detail::exit_code(child_);
    std::string output = elsewhere_ ? "" : detail::drained(output_);
    return {exit, std::move(output), detail::drained(errors_)};
  }

 private:
  bool elsewhere_;
  int output_, errors_;
  pid_t child_;
};

inline Ended run(const std::vector<std::string>& command, const Setting& setting = {}) {
  return Process(command, setting).wait();
}

/// Whether a pseudo-terminal can be had: not where /dev/pts is not mounted, as in a bare chroot.
inline bool terminal_available() {
  int master = -1, slave = -1;
  if (::openpty(&master, &slave, nullptr, nullptr, nullptr) != 0) return false;
  ::close(master);
  ::close(slave);
  return true;
}

/// The same with all three standard streams on a terminal of 80 columns.
inline Ended run_on_terminal(const std::vector<std::string>& command, const Setting& setting = {}) {
  int master = -1;
  winsize size{.ws_row = 24, .ws_col = 80, .ws_xpixel = 0, .ws_ypixel = 0};
  const pid_t child = ::forkpty(&master, nullptr, nullptr, &size);
  if (child == 0) detail::execute(command, setting);
  std::string output = detail::drained(master);  // ends with EIO when the other side closes
  return {detail::exit_code(child), std::move(output), {}};
}

}  // namespace mc::test
