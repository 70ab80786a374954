// SPDX-License-Identifier: Apache-2.0
#include "certify/compression.h"

#include <fmt/format.h>

#include <new>

#include "certify/certificate.h"

namespace mc::certify {

namespace {

constexpr int level = 12;  ///< beyond it, time grows faster than size falls

}  // namespace

Compressor::Compressor() {
  if (!context_) throw std::bad_alloc();
  ZSTD_CCtx_setParameter(context_.get(), ZSTD_c_compressionLevel, level);
  ZSTD_CCtx_setParameter(context_.get(), ZSTD_c_checksumFlag, 1);
}

void Compressor::feed(std::string_view bytes, ZSTD_EndDirective directive) {
  ZSTD_inBuffer input{bytes.data(), bytes.size(), 0};
  std::string room(ZSTD_CStreamOutSize(), '\0');
  for (bool more = true; more;) {
    ZSTD_outBuffer output{room.data(), room.size(), 0};
    const std::size_t left = ZSTD_compressStream2(context_.get(), &output, &input, directive);
    if (ZSTD_isError(left) != 0) throw std::runtime_error(ZSTD_getErrorName(left));
    frame_.append(room, 0, output.pos);
    more = directive == ZSTD_e_end ? left > 0 : input.pos < input.size;
  }
}

std::string Compressor::finish() {
  feed({}, ZSTD_e_end);
  return std::move(frame_);
}

void Decompressor::decompress(ZSTD_outBuffer& output) {
  if (!context_) throw std::bad_alloc();
  for (bool more = true; more && !ended_;) {
    const std::size_t read = input_.pos, written = output.pos;
    const std::size_t hint = ZSTD_decompressStream(context_.get(), &output, &input_);
    if (ZSTD_isError(hint) != 0)
      throw Damaged(fmt::format("its states were changed or cut off: {}", ZSTD_getErrorName(hint)));
    ended_ = hint == 0;
    more = input_.pos > read || output.pos > written;
  }
}

std::string Decompressor::take(std::size_t size) {
  std::string bytes(size, '\0');
  ZSTD_outBuffer output{bytes.data(), size, 0};
  decompress(output);
  if (output.pos < size) throw Damaged("its states are cut off");
  return bytes;
}

void Decompressor::finish() {
  char more = 0;
  ZSTD_outBuffer output{&more, 1, 0};
  decompress(output);
  if (output.pos > 0) throw Damaged("it holds more states than it says");
  if (!ended_) throw Damaged("its states are cut off");
  if (input_.pos < input_.size) throw Damaged("something follows after its states");
}

}  // namespace mc::certify
