// SPDX-License-Identifier: Apache-2.0
#include "base/output_file.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <filesystem>

#include "base/errors.h"

namespace mc::base {
namespace {

namespace fs = std::filesystem;

[[noreturn]] void fail(const std::string& path, int error) {
  throw UsageError(fmt::format("cannot write {}: {}; name another file", path, std::strerror(error)));
}

/// A file that exists and is none that a rename may replace.
bool is_special(const fs::path& path) {
  std::error_code error;
  return fs::exists(path, error) && !fs::is_regular_file(path, error);
}

/// What a symbolic link stands for, so that the link survives the rename.
fs::path resolved(const std::string& path) {
  std::error_code error;
  const fs::path target = fs::weakly_canonical(fs::absolute(path, error), error);
  return error ? fs::path(path) : target;
}

/// 0 or the errno.
int write_all(const fs::path& path, int flags, std::string_view contents) {
  const int fd = ::open(path.c_str(), O_WRONLY | O_CLOEXEC | flags, 0666);
  if (fd < 0) return errno;
  int error = 0;
  while (!contents.empty() && !error) {
    const ssize_t written = ::write(fd, contents.data(), contents.size());
    if (written > 0) {
      contents.remove_prefix(static_cast<std::size_t>(written));
    } else if (errno != EINTR) {
      error = errno;
    }
  }
  if (::close(fd) != 0 && !error) error = errno;
  return error;
}

}  // namespace

void check_writable(const std::string& path) {
  const fs::path target = resolved(path);
  std::error_code error;
  if (fs::is_directory(target, error)) fail(path, EISDIR);
  const fs::path written = is_special(target) ? target : target.parent_path();
  if (::access(written.c_str(), W_OK) != 0) fail(path, errno);
}

void write_file(const std::string& path, std::string_view contents) {
  const fs::path target = resolved(path);
  if (is_special(target)) {
    if (const int error = write_all(target, 0, contents)) fail(path, error);
    return;
  }
  fs::path beside = target;
  beside += fmt::format(".{}.tmp", ::getpid());
  int error = write_all(beside, O_CREAT | O_EXCL, contents);
  if (!error && ::rename(beside.c_str(), target.c_str()) != 0) error = errno;
  if (!error) return;
  ::unlink(beside.c_str());
  fail(path, error);
}

void flush_output() {
  if (std::fflush(stdout) != 0 || std::ferror(stdout)) {
    throw UsageError(fmt::format("cannot write standard output: {}", std::strerror(errno)));
  }
}

}  // namespace mc::base
