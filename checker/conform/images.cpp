// SPDX-License-Identifier: Apache-2.0
#include "conform/images.h"

#include <fmt/format.h>

#include <algorithm>
#include <fstream>
#include <regex>
#include <set>

namespace mc::conform {

namespace {

constexpr const char* kObjectForm =
    R"(or write {"fails": "NEVER", "ALWAYS", "AT" or "FIRST", "offset": N, "error": N, )"
    R"("takes_free_space": B, "transient": B})";

long long extent_end(const std::pair<long long, long long>& extent) {
  return extent.first + extent.second;
}

}  // namespace

/// Parses the file; every refusal names it and the line.
class Images::Reader {
 public:
  Reader(Images& images, const std::string& file) : images_(images), file_(file) {
    std::ifstream stream(file);
    if (!stream) throw InputError(fmt::format("{}: cannot be read; --images names a description", file));
    text_.assign(std::istreambuf_iterator<char>(stream), {});
  }

  void read() {
    Json root;
    try {
      root = Json::parse(text_);
    } catch (const Json::parse_error& error) {
      throw InputError(fmt::format("{}:{}: this is no JSON; model/RECORDINGS.md shows an example", file_,
                                   line_of(error.byte)));
    }
    object(root, "the description");
    if (root.contains("page_size")) images_.page_size_ = positive(root["page_size"], "page_size");
    const Json files = part(root, "files"), bad_sectors = part(root, "bad_sectors");
    for (const auto& [name, file] : files.items()) read_file(name, file);
    images_json_ = part(root, "images");
    for (const auto& [name, image] : images_json_.items()) read_image(name, image);
    for (const auto& [range, words] : bad_sectors.items()) {
      if (!words.is_string()) fail(range, "must be described by a string");
      images_.bad_sectors_[range] = words.get<std::string>();
    }
  }

 private:
  unsigned line_of(std::size_t byte) const {
    const auto end = text_.begin() + static_cast<std::ptrdiff_t>(std::min(byte, text_.size()));
    return static_cast<unsigned>(1 + std::count(text_.begin(), end, '\n'));
  }

  /// The line is the first that has the key: good enough to find it.
  [[noreturn]] void fail(const std::string& key, const std::string& message) const {
    const std::size_t found = text_.find('"' + key + '"');
    throw InputError(
        fmt::format("{}:{}: '{}' {}", file_, line_of(found == std::string::npos ? 0 : found), key, message));
  }

  const Json& object(const Json& value, const std::string& key) const {
    if (!value.is_object()) fail(key, "must be an object");
    return value;
  }

  Json part(const Json& root, const std::string& key) const {
    return root.contains(key) ? object(root[key], key) : Json::object();
  }

  long long natural(const Json& value, const std::string& key) const {
    if (!value.is_number_integer() || value.get<long long>() < 0) fail(key, "must be a number of bytes");
    return value.get<long long>();
  }

  long long positive(const Json& value, const std::string& key) const {
    if (natural(value, key) == 0) fail(key, "must not be 0");
    return value.get<long long>();
  }

  void read_file(const std::string& name, const Json& description) {
    File& file = images_.files_[name];
    file.size = natural(object(description, name).value("size", Json()), name);
    for (const Json& extent : description.value("data", Json::array())) {
      if (!extent.is_array() || extent.size() != 2)
        fail(name, "has 'data' that is not [[offset, length], ...]");
      file.data.emplace_back(natural(extent[0], name), natural(extent[1], name));
      if (extent_end(file.data.back()) > file.size) fail(name, "has 'data' behind its end");
    }
  }

  void read_image(const std::string& name, const Json& description) {
    Image& image = images_.images_[name];
    image.block_size = positive(object(description, name).value("block_size", Json()), name);
    if (images_.page_size_ % image.block_size != 0) fail(name, "has blocks of which no number makes a page");
    image.allocation = allocation_of(name);
  }

  Allocation allocation_of(const std::string& name) {
    if (!images_json_.contains(name))
      throw std::invalid_argument(fmt::format("there is no image '{}'", name));
    if (!open_.insert(name).second) throw std::invalid_argument(fmt::format("'{}' is as itself", name));
    try {
      const Json description = object(images_json_[name], name).value("allocation", Json("succeeds"));
      const Allocation allocation = read_allocation(
          description, images_.page_size_, [this](const std::string& other) { return allocation_of(other); });
      open_.erase(name);
      return allocation;
    } catch (const std::invalid_argument& error) {
      fail(name, fmt::format("has an allocation of which {}; use a sentence of model/RECORDINGS.md, {}",
                             error.what(), kObjectForm));
    }
  }

  Images& images_;
  const std::string& file_;
  std::string text_;
  Json images_json_;
  std::set<std::string> open_;  ///< images whose description is being read
};

Images::Images(const std::string& file) : file_(file) {
  Reader(*this, file).read();
}

const Images::Image& Images::image_of(const Run& run) const {
  const auto found = images_.find(run.image);
  if (found != images_.end()) return found->second;
  throw InputError(
      fmt::format("{}:{}: {} does not describe the image '{}'", run.file, run.line, file_, run.image));
}

long long Images::block_size(const Run& run) const {
  return image_of(run).block_size;
}

std::vector<Request> Images::file_system(const Run& run, const std::string& file) const {
  const Image& image = image_of(run);
  const std::vector<std::string>& about = image.allocation.files;
  if (!about.empty() && std::ranges::find(about, file) == about.end())
    throw NotModelled(fmt::format("allocation for the file {} on the image {}", file, run.image));
  std::vector<Request> requests = {{"image", {{"block_size", image.block_size}}},
                                   {"allocation", members(image.allocation)}};
  for (const std::string& option : run.mount) requests.push_back({"mount", {{"options", option}}});
  return requests;
}

std::vector<Request> Images::contents(const Run& run, const std::string& name, bool created) const {
  const auto found = files_.find(name);
  if (found == files_.end() && !created)
    throw InputError(
        fmt::format("{}:{}: {} does not describe the file '{}'", run.file, run.line, file_, name));
  const File file = found == files_.end() ? File() : found->second;
  std::vector<Request> requests = {{"file_size", {{"size", file.size}}}};
  for (const auto& [offset, length] : file.data)
    requests.push_back({"file_data", {{"offset", offset}, {"length", length}}});
  return requests;
}

Request Images::bad_sectors(const Run& run, const std::string& range, const std::string& file) const {
  static const std::regex data("the data block of file (\\S+)'s page ([0-9]{1,9})");
  const auto found = bad_sectors_.find(range);
  if (found == bad_sectors_.end())
    throw InputError(
        fmt::format("{}:{}: {} does not describe the bad_sectors '{}'", run.file, run.line, file_, range));
  std::smatch match;
  if (found->second == "the block bitmap") return {"make_bad_sectors", {{"what", "BITMAP"}}};
  if (std::regex_match(found->second, match, data) && match[1] == file)
    return {"make_bad_sectors", {{"what", "DATA"}, {"offset", std::stoll(match[2]) * page_size_}}};
  throw NotModelled(fmt::format("bad sectors under {}", found->second));
}

}  // namespace mc::conform
