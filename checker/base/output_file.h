// SPDX-License-Identifier: Apache-2.0
// A file that is there in full or not at all.
#pragma once

#include <string>
#include <string_view>

namespace mc::base {

/// Throws UsageError if write_file(path) is bound to fail: to be called before hours of work. Creates
/// nothing.
void check_writable(const std::string& path);

/// Writes beside `path` and renames, so that no reader ever sees half of it; a device or pipe is written
/// straight. Throws UsageError (disk full, no permission, …) and leaves what was there before.
void write_file(const std::string& path, std::string_view contents);

/// Flushes standard output. Throws UsageError if any of it could not be written.
void flush_output();

}  // namespace mc::base
