// SPDX-License-Identifier: Apache-2.0
#include "prove/solvers.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <filesystem>
#include <fstream>
#include <optional>
#include <sstream>
#include <stdexcept>

extern char** environ;

namespace mc::prove {

namespace {

/// What a program writes to its standard output and error; nothing if there is no such program.
std::optional<std::string> output_of(std::vector<std::string> command) {
  int ends[2];
  if (pipe2(ends, O_CLOEXEC) != 0) throw std::runtime_error("no pipe can be made");
  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  posix_spawn_file_actions_adddup2(&actions, ends[1], STDOUT_FILENO);
  posix_spawn_file_actions_adddup2(&actions, ends[1], STDERR_FILENO);
  std::vector<char*> arguments;
  for (std::string& each : command) arguments.push_back(each.data());
  arguments.push_back(nullptr);
  pid_t child = 0;
  const int error = posix_spawnp(&child, arguments[0], &actions, nullptr, arguments.data(), environ);
  posix_spawn_file_actions_destroy(&actions);
  close(ends[1]);
  std::string output;
  char buffer[4096];
  for (ssize_t length; error == 0 && (length = read(ends[0], buffer, sizeof buffer)) > 0;)
    output.append(buffer, static_cast<std::size_t>(length));
  close(ends[0]);
  if (error != 0) return std::nullopt;
  int status = 0;
  waitpid(child, &status, 0);
  if (!WIFEXITED(status)) output += fmt::format("ended by signal {}\n", WTERMSIG(status));
  return output;
}

std::size_t questions_in(const std::string& path) {
  std::ifstream file(path);
  std::size_t questions = 0;
  for (std::string line; std::getline(file, line);) questions += line == "(check-sat)";
  if (!file.eof()) throw std::runtime_error(path + ": cannot be read");
  if (questions == 0) throw std::runtime_error(path + ": no certificate: it asks nothing");
  return questions;
}

SolverVerdict judge(const std::vector<std::string>& command, std::size_t questions) {
  SolverVerdict verdict{.solver = command.front()};
  const auto start = std::chrono::steady_clock::now();
  const std::optional<std::string> output = output_of(command);
  verdict.seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
  verdict.installed = output.has_value();
  if (!output) return verdict;
  std::istringstream lines(*output);
  for (std::string line; std::getline(lines, line);) {
    if (line != "unsat") {
      verdict.objection = line;
      return verdict;
    }
    ++verdict.answers;
  }
  verdict.agrees = verdict.answers == questions;
  if (!verdict.agrees)
    verdict.objection = fmt::format("{} answers to {} questions", verdict.answers, questions);
  return verdict;
}

}  // namespace

std::vector<SolverVerdict> check_smt_certificate(const std::string& path) {
  const std::size_t questions = questions_in(path);
  const std::string file = std::filesystem::absolute(path).string();
  return {judge({"z3", "-smt2", file}, questions),
          judge({"cvc5", "--lang=smt2", "--incremental", file}, questions)};
}

}  // namespace mc::prove
