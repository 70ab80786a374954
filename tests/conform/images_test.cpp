// SPDX-License-Identifier: Apache-2.0
// What images.json says in words, and what the model is told.
#include "conform/images.h"

#include "notebook.h"

namespace mc::test {
namespace {

class ImagesFile : public testing::Test {
 protected:
  conform::Allocation read(const Json& description) {
    return conform::read_allocation(description, 4096, [](const std::string& name) -> conform::Allocation {
      if (name != "other") throw std::invalid_argument("there is no image '" + name + "'");
      return {.fails = "ALWAYS", .error = 74, .takes_free_space = true};
    });
  }

  Json told(const Json& description) { return members(read(description)); }

  std::string refusal(const std::string& text) {
    try {
      conform::Images images(directory_.write("images.json", text));
    } catch (const conform::InputError& error) {
      const std::string message = error.what();
      return message.substr(message.find("images.json"));
    }
    return "not refused";
  }

  static Json never() {
    return {{"fails", "NEVER"}, {"error", 0}, {"takes_free_space", false}, {"transient", false}};
  }
  static Json with(Json changes) {
    Json all = never();
    all.update(changes);
    return all;
  }

  Directory directory_;
};

TEST_F(ImagesFile, understands_its_sentences) {
  EXPECT_EQ(told("succeeds"), never());
  EXPECT_EQ(told("every allocation fails with EIO (5)"), with({{"fails", "ALWAYS"}, {"error", 5}}));
  EXPECT_EQ(told("fails with EFSCORRUPTED (117)"), with({{"fails", "ALWAYS"}, {"error", 117}}));
  EXPECT_EQ(told("every allocation fails with EBADMSG (74): a checksum is wrong; the first failure drops the "
                 "group's free count to 0, so ext4_nonda_switch() is 0 before it and 1 after it"),
            with({{"fails", "ALWAYS"}, {"error", 74}, {"takes_free_space", true}}));
  EXPECT_EQ(
      told("the allocation of file n's page 2 fails with EFSCORRUPTED (117) because of a block; free space "
           "stays high; the failure is transient: it succeeds later"),
      with({{"fails", "AT"}, {"error", 117}, {"transient", true}, {"offset", 8192}}));
  EXPECT_EQ(read("the allocation of file n's page 2 fails with EIO (5)").files,
            std::vector<std::string>{"n"});
  EXPECT_EQ(told("as other"), with({{"fails", "ALWAYS"}, {"error", 74}, {"takes_free_space", true}}));
  EXPECT_EQ(told("as other; free space stays high"), with({{"fails", "ALWAYS"}, {"error", 74}}));
  const std::string first = "as other, for the first delayed blocks of n1, nt and nz";
  EXPECT_EQ(told(first), with({{"fails", "FIRST"}, {"error", 74}, {"takes_free_space", true}}));
  EXPECT_EQ(read(first).files, (std::vector<std::string>{"n1", "nt", "nz"}));
  EXPECT_EQ(told("succeeds, unless make_bad_sectors 16-23 made the block bitmap unreadable: then EIO (5) and "
                 "as other"),
            with({{"error", 5}, {"takes_free_space", true}}));
}

TEST_F(ImagesFile, understands_objects) {
  EXPECT_EQ(
      told(
          {{"fails", "AT"}, {"offset", 4096}, {"error", 5}, {"takes_free_space", true}, {"transient", true}}),
      with({{"fails", "AT"},
            {"error", 5},
            {"takes_free_space", true},
            {"transient", true},
            {"offset", 4096}}));
  EXPECT_EQ(told(Json::object()), never());
}

TEST_F(ImagesFile, says_what_it_does_not_understand) {
  const auto image = [](const std::string& allocation) {
    return "{\n\"images\": {\n\"i\": {\"block_size\": 4096, \"allocation\": " + allocation + "}}}";
  };
  for (const char* allocation :
       {R"("fails on Mondays")", R"("succeeds; mostly")", R"({"fails": "SOMETIMES"})", R"({"often": true})",
        R"("as j")", R"("as i")", "7"}) {
    const std::string message = refusal(image(allocation));
    EXPECT_TRUE(message.starts_with("images.json:3: 'i' has an allocation of which ")) << message;
    EXPECT_NE(message.find("\"takes_free_space\": B"), std::string::npos) << message;
  }
}

TEST_F(ImagesFile, names_the_line_of_what_is_wrong) {
  EXPECT_EQ(refusal("{\n\"page_size\": \n}"),
            "images.json:3: this is no JSON; model/RECORDINGS.md shows an example");
  EXPECT_EQ(refusal("{\n\"page_size\": 0}"), "images.json:2: 'page_size' must not be 0");
  EXPECT_EQ(refusal("{\"files\": {\n\"f\": {}}}"), "images.json:2: 'f' must be a number of bytes");
  EXPECT_EQ(refusal("{\"files\": {\n\"f\": {\"size\": 5, \"data\": [[0, 6]]}}}"),
            "images.json:2: 'f' has 'data' behind its end");
  EXPECT_EQ(refusal("{\"images\": {\n\"i\": {\"block_size\": 3000}}}"),
            "images.json:2: 'i' has blocks of which no number makes a page");
  EXPECT_EQ(refusal("{\"bad_sectors\": {\"1\": 2}}"), "images.json:1: '1' must be described by a string");
}

using Sectors = Notebook;

TEST_F(Sectors, are_not_modelled_under_another_file) {
  not_modelled(
      R"([{"task":"A","call":"open","path":"far"},{"task":"A","call":"make_bad_sectors","range":"8-9"}])",
      "bad sectors under the data block of file f's page 1");
  not_modelled(R"([{"task":"A","call":"open","path":"f"}])", "allocation for the file f on the image far9",
               {{"image", "far9"}});
}

}  // namespace
}  // namespace mc::test
