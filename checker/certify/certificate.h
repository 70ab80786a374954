// SPDX-License-Identifier: Apache-2.0
// State certificate, as a file: what it claims, in lines of text, then the states, compressed by zstd.
//
//   mc reachable set 1
//   model ext4-writeback/patched          or "file counter.c", once for each; then, as often as needed,
//   include DIR | define NAME=VALUE | set PARAMETER=NUMBER | property NAME      no property: all of them
//   system 0123456789abcdef               ir::digest() of the system that the states belong to
//   words 2                               64-bit words a state takes
//   states 38011
//   sum 0123456789abcdef                  of all lines before
//   (an empty line, then one zstd frame with a checksum)
//
// The states are sorted. Blocks of 65536 of them are stored byte by byte: first the lowest byte of every
// state, then the next, for neighbours differ little. The digest and the sums find damage and mistakes;
// trust does not rest on them but on check().
#pragma once

#include <map>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include "certify/state_set.h"
#include "ir/system.h"

namespace mc::certify {

/// What the states are claimed to be all reachable ones of, and which properties they show to hold.
struct Claim {
  std::string model;               ///< "model/variant"; empty: the files of a user
  std::vector<std::string> files;  ///< as named by the user
  std::vector<std::string> include_directories;
  std::vector<std::string> defines;
  std::map<std::string, long long> settings;
  std::vector<std::string> properties;  ///< empty: all
  std::uint64_t system = 0;             ///< its ir::digest()
  bool operator==(const Claim&) const = default;
};

struct Certificate {
  Claim claim;
  StateSet states;
};

/// A file that is no certificate, or not a whole one. The message says what is wrong, without the file's
/// name.
struct Damaged : std::runtime_error {
  using std::runtime_error::runtime_error;
};

/// Whether `bytes` begins as a certificate of this kind does.
bool is_certificate(std::string_view bytes);

/// Throws std::invalid_argument for a name with a line break in it.
std::string write(const Certificate& certificate);

/// Throws Damaged.
Certificate read(std::string_view bytes);

}  // namespace mc::certify
