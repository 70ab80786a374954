// SPDX-License-Identifier: Apache-2.0
// Images: the file systems and files that recorded runs begin with, and what the model is told of them.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "conform/allocation.h"
#include "conform/recording.h"

namespace mc::conform {

/// The run uses something that the model, or a description, has no words for.
struct NotModelled : std::runtime_error {
  using std::runtime_error::runtime_error;
};

/// A call put to the model: a name and its arguments, as JSON.
struct Request {
  std::string call;
  Json members = Json::object();
};

class Images {
 public:
  /// Throws InputError, with the file's line, for one that is not of the format.
  explicit Images(const std::string& file);

  long long page_size() const { return page_size_; }
  /// The block size of an image. Throws InputError, naming the run, if there is no such image.
  long long block_size(const Run& run) const;

  /// Sets the run's file system up: IMAGE, ALLOCATION and a MOUNT an option. `file` is the one the run is
  /// about. Throws InputError for an image or a description that is not understood, and NotModelled if the
  /// description says nothing about this file.
  std::vector<Request> file_system(const Run& run, const std::string& file) const;

  /// Sets a file up before it is opened: FILE_SIZE, and FILE_DATA for each of its extents. Throws InputError
  /// if it is not described, unless it is created.
  std::vector<Request> contents(const Run& run, const std::string& file, bool created) const;

  /// The event make_bad_sectors of this range. Throws as file_system().
  Request bad_sectors(const Run& run, const std::string& range, const std::string& file) const;

 private:
  struct File {
    long long size = 0;
    std::vector<std::pair<long long, long long>> data;  ///< offset, length
  };
  struct Image {
    long long block_size = 0;
    Allocation allocation;
  };

  class Reader;

  const Image& image_of(const Run& run) const;

  std::string file_;
  long long page_size_ = 4096;
  std::map<std::string, File> files_;
  std::map<std::string, Image> images_;
  std::map<std::string, std::string> bad_sectors_;  ///< range to words
};

}  // namespace mc::conform
