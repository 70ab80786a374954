// SPDX-License-Identifier: Apache-2.0
#include "cli/completion.h"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>
#include <memory>

#include "cli/commands.h"

namespace mc::cli {
namespace {

std::vector<const CLI::App*> commands_of(const CLI::App& program) {
  return program.get_subcommands([](const CLI::App*) { return true; });
}

/// "--model", "-D", … of a command.
std::vector<std::string> names_of(const CLI::Option& option) {
  std::vector<std::string> names;
  for (const std::string& name : option.get_lnames()) names.push_back("--" + name);
  for (const std::string& name : option.get_snames()) names.push_back("-" + name);
  return names;
}

std::string words_of(const CLI::App& command) {
  std::string out;
  for (const CLI::Option* option : command.get_options())
    for (const std::string& name : names_of(*option)) out += (out.empty() ? "" : " ") + name;
  return out;
}

/// A name as part of a shell function's name.
std::string identifier(std::string name) {
  std::ranges::replace_if(name, [](unsigned char c) { return std::isalnum(c) == 0; }, '_');
  return name;
}

/// Text inside single quotes and, for zsh, inside the brackets of an option.
std::string quoted(std::string text) {
  std::string out;
  for (const char c : text) {
    if (c == '\'')
      out += "'\\''";
    else if (c == '\n')
      out += ' ';
    else if (c == '[' || c == ']' || c == ':')
      out += std::string("\\") + c;
    else
      out += c;
  }
  return out;
}

/// Prints the variants that there are; {0} is the program.
constexpr const char* kVariants =
    R"sh({0} models 2>/dev/null | sed -n 's/^  \([a-z0-9][a-z0-9-]*\)  .*/\1/p')sh";

std::string zsh_option(const CLI::Option& option, const std::string& name) {
  const bool takes_value = option.get_items_expected_max() > 0;
  std::string action;
  if (takes_value) {
    const std::string type = option.get_type_name();
    const char* values = option.check_lname("model")       ? "->variants"
                         : type == "FILE" || type == "DIR" ? "_files"
                                                           : " ";
    action = fmt::format(":{}:{}", type == " " || type.empty() ? "value" : quoted(type), values);
  }
  const bool repeats = option.get_expected_max() > 1;
  const std::string glue = takes_value && name.starts_with("--") ? "=" : takes_value ? "+" : "";
  return fmt::format("        '{}{}{}[{}]{}' \\\n", repeats ? "*" : "", name, glue,
                     quoted(option.get_description()), action);
}

std::string zsh_options(const CLI::App& command) {
  std::string out;
  for (const CLI::Option* option : command.get_options())
    for (const std::string& name : names_of(*option)) out += zsh_option(*option, name);
  return out +
         (command.get_name() == "compare" ? "        '*:variant:->variants'\n" : "        '*:file:_files'\n");
}

}  // namespace

std::string bash_completion(const CLI::App& program, const std::string& name) {
  std::string commands, cases;
  for (const CLI::App* command : commands_of(program)) {
    commands += (commands.empty() ? "" : " ") + command->get_name();
    cases += fmt::format("    {}) words='{}' ;;\n", command->get_name(), words_of(*command));
  }
  return fmt::format(R"sh(# bash completion for {0}
_{1}() {{
  local current=${{COMP_WORDS[COMP_CWORD]}} previous=${{COMP_WORDS[COMP_CWORD - 1]}} words=
  COMPREPLY=()
  if ((COMP_CWORD == 1)); then
    mapfile -t COMPREPLY < <(compgen -W '{2} {3}' -- "$current")
    return
  fi
  [[ $previous == = ]] && previous=${{COMP_WORDS[COMP_CWORD - 2]}}
  if [[ $previous == --model || ${{COMP_WORDS[1]}} == compare && $current != -* ]]; then
    mapfile -t COMPREPLY < <(compgen -W "$({4})" -- "$current")
    return
  fi
  [[ $current == -* ]] || return 0
  case ${{COMP_WORDS[1]}} in
{5}  esac
  mapfile -t COMPREPLY < <(compgen -W "$words" -- "$current")
}}
complete -o default -F _{1} {0}
)sh",
                     name, identifier(name), commands, words_of(program),
                     fmt::format(fmt::runtime(kVariants), "\"${COMP_WORDS[0]}\""), cases);
}

std::string zsh_completion(const CLI::App& program, const std::string& name) {
  std::string commands, cases;
  for (const CLI::App* command : commands_of(program)) {
    commands += fmt::format("    '{}:{}'\n", command->get_name(), quoted(command->get_description()));
    cases += fmt::format("    {})\n      _arguments -S \\\n{}      ;;\n", command->get_name(),
                         zsh_options(*command));
  }
  return fmt::format(R"sh(#compdef {0}
local state
local -a commands
commands=(
{1})
if ((CURRENT == 2)); then
  _describe command commands
  return
fi
shift words
((CURRENT--))
case $words[1] in
{2}esac
if [[ $state == variants ]]; then
  compadd -- ${{(f)"$({3})"}}
  [[ $words[1] != compare ]] || _files
fi
)sh",
                     name, commands, cases, fmt::format(fmt::runtime(kVariants), name));
}

void add_completion(CLI::App& app, Exit& exit) {
  struct Options {
    std::string shell, name;
  };
  auto options = std::make_shared<Options>();
  options->name = app.get_name();
  CLI::App& command = *app.add_subcommand("completion", "Print completion for a shell");
  command.add_option("SHELL", options->shell, "bash or zsh")
      ->required()
      ->check(CLI::IsMember({"bash", "zsh"}).description(""))
      ->type_name(" ");
  command.add_option("--name", options->name, "What the program is called where it is installed")
      ->type_name("NAME");
  command.footer("To try it:  source <(mc completion bash)");
  command.callback([options, &app, &exit] {
    const auto write = options->shell == "bash" ? bash_completion : zsh_completion;
    fmt::print("{}", write(app, options->name));
    exit = Exit::holds;
  });
}

}  // namespace mc::cli
