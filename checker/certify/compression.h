// SPDX-License-Identifier: Apache-2.0
// Compression: one zstd frame, written and read in pieces.
#pragma once

#include <zstd.h>

#include <memory>
#include <string>
#include <string_view>

namespace mc::certify {

class Compressor {
 public:
  Compressor();
  void add(std::string_view bytes) { feed(bytes, ZSTD_e_continue); }
  /// The whole frame, with a checksum of what was added.
  std::string finish();

 private:
  void feed(std::string_view bytes, ZSTD_EndDirective directive);

  std::unique_ptr<ZSTD_CCtx, decltype(&ZSTD_freeCCtx)> context_{ZSTD_createCCtx(), &ZSTD_freeCCtx};
  std::string frame_;
};

/// Throws Damaged where the frame is not as it was written.
class Decompressor {
 public:
  /// `frame` must outlive the object.
  explicit Decompressor(std::string_view frame) : input_{frame.data(), frame.size(), 0} {}
  /// The next `size` bytes.
  std::string take(std::size_t size);
  /// To be called when all was taken: nothing may be left, and the checksum must be right.
  void finish();

 private:
  /// Fills `output` as far as the frame reaches.
  void decompress(ZSTD_outBuffer& output);

  std::unique_ptr<ZSTD_DCtx, decltype(&ZSTD_freeDCtx)> context_{ZSTD_createDCtx(), &ZSTD_freeDCtx};
  ZSTD_inBuffer input_;
  bool ended_ = false;  ///< the frame was read to its end
};

}  // namespace mc::certify
