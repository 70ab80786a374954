// SPDX-License-Identifier: Apache-2.0
// Manual pages and completion, made from the command line itself.
#include <gtest/gtest.h>

#include <set>
#include <sstream>

#include "process.h"

namespace mc::cli {
namespace {

using test::Ended;

Ended mc(std::vector<std::string> arguments) {
  arguments.insert(arguments.begin(), MC_BINARY);
  return test::run(arguments);
}

std::vector<std::string> commands() {
  std::vector<std::string> all;
  std::istringstream stream(mc({"manual", "--list"}).output);
  for (std::string line; std::getline(stream, line);) all.push_back(line);
  return all;
}

/// Every "--option" in a text.
std::set<std::string> options_in(const std::string& text) {
  std::set<std::string> all;
  for (std::size_t at = 0; (at = text.find("--", at)) != std::string::npos;) {
    const std::size_t end = text.find_first_not_of("abcdefghijklmnopqrstuvwxyz-", at + 2);
    if (end > at + 3 && (at == 0 || std::string(" ,[").find(text[at - 1]) != std::string::npos))
      all.insert(text.substr(at, end - at));
    at = end;
  }
  return all;
}

TEST(Manual, everyCommandHasItsOptions) {
  const std::vector<std::string> all = commands();
  EXPECT_GE(all.size(), 10u);
  for (const std::string& command : all) {
    std::string page = mc({"manual", command}).output;
    for (std::size_t at = 0; (at = page.find("\\-", at)) != std::string::npos;) page.erase(at, 1);
    for (const std::string& option : options_in(mc({command, "--help"}).output))
      EXPECT_NE(page.find(option), std::string::npos) << command << " " << option;
  }
}

/// man(1) has nothing to complain about.
TEST(Manual, isGoodRoff) {
  if (test::run({"man", "--version"}).exit != 0) GTEST_SKIP() << "needs man-db";
  const test::Directory directory;
  const std::string page = directory.write("page.1", mc({"manual", "graph", "--name", "mc-linux"}).output);
  const Ended ended =
      test::run({"man", "--warnings", "-E", "UTF-8", "-l", page},
                {.directory = directory.path(), .output = {}, .environment = {{"MANWIDTH", "80"}}});
  EXPECT_EQ(ended.exit, 0);
  EXPECT_EQ(ended.errors, "");
  EXPECT_NE(ended.output.find("mc-linux graph [OPTIONS]"), std::string::npos) << ended.output;
}

TEST(Manual, unknownCommand) {
  const Ended ended = mc({"manual", "exploer"});
  EXPECT_EQ(ended.exit, 64);
  EXPECT_NE(ended.errors.find("did you mean 'explore'?"), std::string::npos) << ended.errors;
}

/// What bash offers after these words.
std::set<std::string> offered(const std::string& words) {
  const Ended ended =
      test::run({"bash", "-c",
                 "source <(" MC_BINARY " completion bash --name mc)\nCOMP_WORDS=(" + words +
                     ")\nCOMP_CWORD=$((${#COMP_WORDS[@]} - 1))\n_mc\nprintf '%s\\n' \"${COMPREPLY[@]}\""});
  EXPECT_EQ(ended.errors, "");
  std::set<std::string> all;
  std::istringstream stream(ended.output);
  for (std::string line; std::getline(stream, line);) all.insert(line);
  return all;
}

using Words = std::set<std::string>;

TEST(Completion, bash) {
  EXPECT_EQ(offered(MC_BINARY " exp"), (Words{"explore", "export"}));
  EXPECT_EQ(offered(MC_BINARY " explore --limit-"),
            (Words{"--limit-states", "--limit-time", "--limit-memory"}));
  EXPECT_EQ(offered(MC_BINARY " explore --model un"), ((Words{"unpatched", "unpatched-sequential"})));
  EXPECT_EQ(offered(MC_BINARY " compare unpatched pa"), ((Words{"patched", "patched-sequential"})));
}

/// In an interactive zsh: Tab behind the beginning of a word, then Enter, and what the command was given.
TEST(Completion, zsh) {
  const std::string text = mc({"completion", "zsh", "--name", "mc-linux"}).output;
  EXPECT_TRUE(text.starts_with("#compdef mc-linux\n")) << text;
  if (test::run({"zsh", "--version"}).exit != 0) GTEST_SKIP() << "needs zsh";
  const test::Directory directory;
  EXPECT_EQ(test::run({"zsh", "-n", directory.write("_mc-linux", text)}).errors, "");
  directory.write("asked", R"(
zmodload zsh/zpty
zpty shell zsh -f -i
zpty -w shell "PS1= PS2= RPS1=; unsetopt zle_bracketed_paste; fpath=($PWD \$fpath); autoload -U compinit; compinit -u -D"
zpty -w shell 'mc-linux() { if [[ $1 == models ]]; then $MC models; else printf "\x3c%s\x3e\n" "$*"; fi }'
for words in 'compl' 'explore --model unp' 'explore --quie' 'compare unpatched rech'; do
  zpty -w -n shell "mc-linux $words"$'\t\n'
  zpty -r shell answer '*<*>*' && print -r -- "<${${answer##*<}%%>*}>"
done
zpty -d shell
)");
  const Ended ended =
      test::run({"timeout", "60", "zsh", "-f", (directory / "asked").string()},
                {.directory = directory.path(), .output = {}, .environment = {{"MC", MC_BINARY}}});
  EXPECT_EQ(ended.output,
            "<completion>\n<explore --model unpatched>\n<explore --quiet>\n<compare unpatched recheck>\n")
      << ended.errors;
}

}  // namespace
}  // namespace mc::cli
