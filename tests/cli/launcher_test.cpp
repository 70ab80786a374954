// SPDX-License-Identifier: Apache-2.0
// The launcher at the root of the tree, around a stand-in for the binary: nothing is installed or built.
#include <gtest/gtest.h>

#include "process.h"

namespace mc::cli {
namespace {

namespace fs = std::filesystem;
using test::Ended;

class Launcher : public testing::Test {
 protected:
  Launcher() {
    const fs::path source = MC_SOURCE_DIR;
    fs::create_directories(tree() / "build/release");
    fs::create_directories(tree() / "checker");
    fs::copy(source / "setup", tree() / "setup", fs::copy_options::recursive);
    for (const char* file : {"mc", "CMakeLists.txt", "CMakePresets.json"})
      fs::copy(source / file, tree() / file);
    script(tree() / "build/release/mc", "printf '<%s>' \"$@\"; pwd; exit \"${CODE:-0}\"");
    directory.write("tree/build/release/stamp", tree().string() + "\n");
    directory.write("tree/build/release/build.ninja", "");
    directory.write("tree/build/release/CMakeCache.txt",
                    "CMAKE_HOME_DIRECTORY:INTERNAL=" + tree().string() + "\n");
    fs::last_write_time(tree() / "build/release/stamp",
                        fs::file_time_type::clock::now() + std::chrono::hours(1));
  }

  fs::path tree() const { return directory / "tree"; }

  /// Writes an executable shell script.
  void script(const fs::path& file, const std::string& text) const {
    fs::create_directories(file.parent_path());
    std::ofstream(file) << "#!/bin/bash\n" << text << "\n";
    fs::permissions(file, fs::perms::owner_all | fs::perms::group_exec | fs::perms::group_read |
                              fs::perms::others_exec | fs::perms::others_read);
  }

  Ended run(const std::vector<std::string>& command, test::Setting setting = {}) const {
    setting.directory = directory.path();
    return test::run(command, setting);
  }

  test::Directory directory;
};

TEST_F(Launcher, hands_arguments_and_exit_code_through) {
  const Ended ended = run({tree() / "mc", "explore", "a b", "", "--set", "x=*"},
                          {.output = {}, .environment = {{"CODE", "42"}}});
  EXPECT_EQ(ended.exit, 42);
  EXPECT_EQ(ended.output, "<explore><a b><><--set><x=*>" + directory.path().string() + "\n");
  EXPECT_EQ(ended.errors, "");
}

TEST_F(Launcher, works_through_a_symbolic_link) {
  fs::create_directories(directory / "bin");
  fs::create_symlink("../tree/mc", directory / "bin/mc");
  EXPECT_EQ(run({"bin/mc", "models"}).output, "<models>" + directory.path().string() + "\n");
}

TEST_F(Launcher, says_what_to_install_where_it_cannot) {
  fs::last_write_time(tree() / "build/release/stamp", fs::file_time_type::min());
  script(directory / "tools/dpkg-query", "exit 1");
  script(directory / "tools/sudo", "echo 'sudo: a password is required' >&2; exit 1");
  script(directory / "tools/apt-get", "echo 'E: Unable to fetch' >&2; exit 100");
  const std::string path = (directory / "tools").string() + ":" + ::getenv("PATH");
  const Ended ended = run({tree() / "mc", "models"}, {.output = {}, .environment = {{"PATH", path}}});
  EXPECT_EQ(ended.exit, 70);
  EXPECT_EQ(ended.output, "");
  EXPECT_NE(
      ended.errors.find("apt-get install --no-install-recommends g++ cmake ninja-build libclang-19-dev"),
      std::string::npos)
      << ended.errors;
  EXPECT_EQ(ended.errors.find("clang-format"), std::string::npos) << "only tests need it";
}

/// Tools of its own in front of the machine's.
class Setup : public Launcher {
 protected:
  Setup() {
    fs::last_write_time(tree() / "build/release/stamp", fs::file_time_type::min());
    script(directory / "tools/dpkg-query", "printf \"${STATUS:-installed} \"");
    script(directory / "tools/sudo", "\"$@\"");
    script(directory / "tools/apt-get", "echo \"$@\" >>" + (directory / "calls").string() +
                                            "; echo 'Need to get 1 kB/95.6 MB of archives.'"
                                            "; echo 'After this operation, 532 MB of additional disk space "
                                            "will be used.'; exit \"${APT:-0}\"");
    script(directory / "tools/cmake", "echo 'building [1/40] one'; echo 'building [20/40] two'; true");
  }

  Ended mc(std::vector<std::pair<std::string, std::string>> environment) const {
    environment.emplace_back("PATH", (directory / "tools").string() + ":" + ::getenv("PATH"));
    return run({tree() / "mc", "models"}, {.output = {}, .environment = environment});
  }
};

TEST_F(Setup, stops_before_it_installs_if_told_to) {
  const Ended ended = mc({{"STATUS", "not-installed"}, {"MC_INSTALL", "no"}});
  EXPECT_EQ(ended.exit, 70);
  EXPECT_NE(ended.errors.find("apt-get install --no-install-recommends g++"), std::string::npos)
      << ended.errors;
  EXPECT_FALSE(fs::exists(directory / "calls")) << "apt-get was called";
}

/// dpkg-query says "not-installed" of a package that it has heard of.
TEST_F(Setup, says_what_it_installs_and_what_that_costs) {
  const Ended ended = mc({{"STATUS", "not-installed"}});
  EXPECT_EQ(ended.exit, 0) << ended.errors;
  EXPECT_NE(
      ended.errors.find("mc: installing packages once (MC_INSTALL=no: says which, and stops): g++ cmake"),
      std::string::npos)
      << ended.errors;
  EXPECT_NE(ended.errors.find("95.6 MB to download, 532 MB of disk"), std::string::npos) << ended.errors;
  EXPECT_NE(test::contents(directory / "calls").find("install -y"), std::string::npos);
}

TEST_F(Setup, takes_a_package_of_two_architectures) {
  EXPECT_EQ(mc({{"STATUS", "not-installed installed"}}).exit, 0);
  EXPECT_FALSE(fs::exists(directory / "calls")) << "it is installed";
}

TEST_F(Setup, says_why_without_a_directory_for_temporary_files) {
  const Ended ended = mc({{"STATUS", "not-installed"}, {"APT", "100"}, {"TMPDIR", "/nowhere"}});
  EXPECT_EQ(ended.exit, 70);
  EXPECT_NE(ended.errors.find("Need to get"), std::string::npos) << "apt-get's own words: " << ended.errors;
}

TEST_F(Setup, says_how_far_it_is_in_a_pipe) {
  const Ended ended = mc({});
  EXPECT_EQ(ended.exit, 0) << ended.errors;
  EXPECT_NE(ended.errors.find("mc: building, 20 of 40\n"), std::string::npos) << ended.errors;
}

TEST_F(Launcher, builds_again_after_an_edit) {
  const fs::path cmake = directory / "tools/cmake";
  const std::string path = (directory / "tools").string() + ":" + ::getenv("PATH");
  script(directory / "tools/dpkg-query", "printf 'installed '");
  script(cmake, "echo cmake \"$@\" >>" + (directory / "calls").string());
  const test::Setting setting{.output = {}, .environment = {{"PATH", path}}};
  EXPECT_EQ(run({tree() / "mc"}, setting).exit, 0);
  EXPECT_EQ(test::contents(directory / "calls"), "") << "nothing has changed";

  fs::last_write_time(tree() / "build/release/stamp",
                      fs::file_time_type::clock::now() - std::chrono::hours(1));
  directory.write("tree/checker/lib/new.cpp", "");
  EXPECT_EQ(run({tree() / "mc"}, setting).exit, 0);
  EXPECT_NE(test::contents(directory / "calls").find("--build"), std::string::npos);

  fs::remove(directory / "calls");
  EXPECT_EQ(run({tree() / "mc"}, setting).exit, 0);
  EXPECT_EQ(test::contents(directory / "calls"), "") << "it has just been built";
}

TEST_F(Launcher, starts_afresh_where_the_tree_was_moved_to) {
  const std::string path = (directory / "tools").string() + ":" + ::getenv("PATH");
  script(directory / "tools/dpkg-query", "printf 'installed '");
  script(directory / "tools/cmake",
         "mkdir -p build/release; cp " + (directory / "other").string() + " build/release/mc; true");
  script(directory / "other", "echo built here");
  fs::rename(tree(), directory / "moved");
  const Ended ended = run({directory / "moved/mc"}, {.output = {}, .environment = {{"PATH", path}}});
  EXPECT_EQ(ended.exit, 0) << ended.errors;
  EXPECT_EQ(ended.output, "built here\n");
}

TEST_F(Launcher, does_not_run_what_failed_to_build) {
  const std::string path = (directory / "tools").string() + ":" + ::getenv("PATH");
  script(directory / "tools/dpkg-query", "printf 'installed '");
  script(directory / "tools/cmake", "echo 'error: expected semicolon'; exit 1");
  fs::last_write_time(tree() / "build/release/stamp", fs::file_time_type::min());
  const Ended ended = run({tree() / "mc"}, {.output = {}, .environment = {{"PATH", path}}});
  EXPECT_EQ(ended.exit, 70);
  EXPECT_EQ(ended.output, "");
  EXPECT_NE(ended.errors.find("expected semicolon"), std::string::npos) << ended.errors;
}

}  // namespace
}  // namespace mc::cli
