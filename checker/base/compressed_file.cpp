// SPDX-License-Identifier: Apache-2.0
#include "base/compressed_file.h"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>
#include <zstd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <new>
#include <thread>

namespace mc::base {

struct CompressedOutput::Stream {
  std::unique_ptr<ZSTD_CCtx, decltype(&ZSTD_freeCCtx)> context{ZSTD_createCCtx(), ZSTD_freeCCtx};
};

struct CompressedInput::Stream {
  std::unique_ptr<ZSTD_DCtx, decltype(&ZSTD_freeDCtx)> context{ZSTD_createDCtx(), ZSTD_freeDCtx};
  ZSTD_inBuffer input{};
};

namespace {

/// What a symbolic link stands for, so that the link survives the rename.
std::filesystem::path resolved(const std::filesystem::path& path) {
  std::error_code error;
  const std::filesystem::path target =
      std::filesystem::weakly_canonical(std::filesystem::absolute(path), error);
  return error ? path : target;
}

/// Whether `file` is what stands at `path` now.
bool is_at(int file, const std::filesystem::path& path) {
  struct stat opened{}, standing{};
  return fstat(file, &opened) == 0 && stat(path.c_str(), &standing) == 0 &&
         opened.st_ino == standing.st_ino && opened.st_dev == standing.st_dev;
}

}  // namespace

CompressedOutput::CompressedOutput(const std::filesystem::path& path)
    : path_(resolved(path)),
      beside_(path_.string() + ".partial"),
      stream_(std::make_unique<Stream>()),
      buffer_(ZSTD_CStreamOutSize()) {
  ZSTD_CCtx* context = stream_->context.get();
  if (context == nullptr) throw std::bad_alloc();
  ZSTD_CCtx_setParameter(context, ZSTD_c_compressionLevel, 1);
  ZSTD_CCtx_setParameter(context, ZSTD_c_checksumFlag, 1);
  // Refused by a libzstd without threads, which compresses in this one.
  ZSTD_CCtx_setParameter(context, ZSTD_c_nbWorkers,
                         static_cast<int>(std::min(std::thread::hardware_concurrency(), 4u)));
  open();
}

/// A file that a killed process left behind is written over; one that is being written is not.
void CompressedOutput::open() {
  file_ = ::open(beside_.c_str(), O_WRONLY | O_CREAT | O_CLOEXEC, 0666);
  if (file_ < 0) fail(errno);
  if (::flock(file_, LOCK_EX | LOCK_NB) != 0 || !is_at(file_, beside_)) {
    ::close(file_);
    file_ = -1;
    throw FileError("cannot write " + path_.string() + ": another process writes it; name another file");
  }
  if (::ftruncate(file_, 0) != 0) fail(errno);
}

CompressedOutput::~CompressedOutput() {
  if (file_ < 0) return;
  ::unlink(beside_.c_str());
  ::close(file_);
}

void CompressedOutput::fail(int error) const {
  throw FileError("cannot write " + path_.string() + ": " + std::strerror(error) +
                  "; make room or name another file");
}

void CompressedOutput::write(const void* data, std::size_t bytes) {
  compress(data, bytes, false);
}

void CompressedOutput::compress(const void* data, std::size_t bytes, bool last) {
  ZSTD_inBuffer input{data, bytes, 0};
  for (bool done = false; !done;) {
    ZSTD_outBuffer output{buffer_.data(), buffer_.size(), 0};
    const std::size_t left =
        ZSTD_compressStream2(stream_->context.get(), &output, &input, last ? ZSTD_e_end : ZSTD_e_continue);
    if (ZSTD_isError(left)) throw std::bad_alloc();  // there is no other reason
    write_out(buffer_.data(), output.pos);
    done = last ? left == 0 : input.pos == input.size;
  }
}

void CompressedOutput::write_out(const char* data, std::size_t bytes) {
  while (bytes > 0) {
    const ssize_t written = ::write(file_, data, bytes);
    if (written < 0 && errno == EINTR) continue;
    if (written <= 0) fail(written < 0 ? errno : ENOSPC);
    data += written;
    bytes -= static_cast<std::size_t>(written);
  }
}

void CompressedOutput::commit() {
  compress(nullptr, 0, true);
  if (::fsync(file_) != 0) fail(errno);
  if (::rename(beside_.c_str(), path_.c_str()) != 0) fail(errno);
  ::close(file_);
  file_ = -1;
  const int directory = ::open(path_.parent_path().c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (directory < 0) return;
  ::fsync(directory);
  ::close(directory);
}

CompressedInput::CompressedInput(const std::filesystem::path& path)
    : path_(path), stream_(std::make_unique<Stream>()), buffer_(ZSTD_DStreamInSize()) {
  if (!stream_->context) throw std::bad_alloc();
  file_ = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (file_ < 0) throw FileError("cannot read " + path.string() + ": " + std::strerror(errno));
}

CompressedInput::~CompressedInput() {
  if (file_ >= 0) ::close(file_);
}

void CompressedInput::damaged() const {
  throw FileError(path_.string() +
                  ": damaged, or not written by this program; use another copy, or begin anew");
}

/// Reads more of the file; false at its end.
bool CompressedInput::fill() {
  ssize_t got = -1;
  do got = ::read(file_, buffer_.data(), buffer_.size());
  while (got < 0 && errno == EINTR);
  if (got < 0) throw FileError("cannot read " + path_.string() + ": " + std::strerror(errno));
  stream_->input = {buffer_.data(), static_cast<std::size_t>(got), 0};
  return got > 0;
}

std::size_t CompressedInput::decompress(void* data, std::size_t bytes) {
  ZSTD_outBuffer output{data, bytes, 0};
  while (output.pos == 0 && !complete_) {
    ZSTD_inBuffer& input = stream_->input;
    const bool some = input.pos < input.size || fill();
    const std::size_t rest = ZSTD_decompressStream(stream_->context.get(), &output, &input);
    if (ZSTD_isError(rest)) damaged();
    complete_ = rest == 0;
    if (!some && !complete_ && output.pos == 0) damaged();
  }
  return output.pos;
}

void CompressedInput::read(void* data, std::size_t bytes) {
  for (char* to = static_cast<char*>(data); bytes > 0;) {
    const std::size_t got = decompress(to, bytes);
    if (got == 0) damaged();
    to += got;
    bytes -= got;
  }
}

void CompressedInput::finish() {
  char more = 0;
  if (decompress(&more, 1) != 0 || !complete_) damaged();
  if (stream_->input.pos < stream_->input.size || fill()) damaged();
}

}  // namespace mc::base
