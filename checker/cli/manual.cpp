// SPDX-License-Identifier: Apache-2.0
#include "cli/manual.h"

#include <fmt/format.h>

#include <cctype>
#include <memory>

#include "base/names.h"
#include "cli/commands.h"
#include "cli/version.h"

namespace mc::cli {
namespace {

/// Text for roff: nothing in it is a command, and a hyphen is a minus that can be copied.
std::string escaped(const std::string& text) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const bool first = i == 0 || text[i - 1] == '\n';
    if (first && (text[i] == '.' || text[i] == '\'')) out += "\\&";
    if (text[i] == '\\')
      out += "\\e";
    else if (text[i] == '-')
      out += "\\-";
    else
      out += text[i];
  }
  return out;
}

/// Lines as they stand: examples and tables of a footer.
std::string verbatim(const std::string& text) {
  return ".nf\n" + escaped(text) + "\n.fi\n";
}

std::string flowing(std::string text) {
  for (char& c : text)
    if (c == '\n') c = ' ';
  return escaped(text) + '\n';
}

/// ".TP" with "--limit-states N" and what it does.
std::string option_text(const CLI::Option& option) {
  const bool positional =
      option.get_positional() && option.get_lnames().empty() && option.get_snames().empty();
  std::string names = "\\fB" + escaped(option.get_name(positional, true)) + "\\fR";
  const std::string type = option.get_type_name();
  if (!positional && !type.empty() && option.get_type_size_max() > 0)
    names += " \\fI" + escaped(type) + "\\fR";
  return fmt::format(".TP\n{}\n{}", names, flowing(option.get_description()));
}

std::string options_text(const CLI::App& command) {
  std::string out;
  for (const CLI::Option* option : command.get_options())
    if (!option->get_group().empty()) out += option_text(*option);
  return out;
}

/// "mc-explore": a command's page.
std::string page_name(const CLI::App& program, const CLI::App& command, const std::string& name) {
  return &command == &program ? name : name + "-" + command.get_name();
}

std::string upper(std::string text) {
  for (char& c : text) c = static_cast<char>(std::toupper(static_cast<unsigned char>(c)));
  return text;
}

std::string first_sentence(const CLI::App& program, const CLI::App& command) {
  return &command == &program ? "a model checker for the Linux page cache" : command.get_description();
}

std::string synopsis(const CLI::App& program, const CLI::App& command, const std::string& name) {
  std::string out = fmt::format("\\fB{}\\fR", escaped(name));
  if (&command == &program) return out + " \\fICOMMAND\\fR [\\fIOPTIONS\\fR]\n";
  out += fmt::format(" \\fB{}\\fR [\\fIOPTIONS\\fR]", escaped(command.get_name()));
  for (const CLI::Option* option : command.get_options())
    if (option->get_positional()) {
      const std::string word = fmt::format("\\fI{}\\fR", escaped(option->get_name(true)));
      const std::string more = option->get_items_expected_max() > 1 ? "..." : "";
      out += option->get_required() ? " " + word + more : fmt::format(" [{}{}]", word, more);
    }
  return out + '\n';
}

std::string commands_text(const CLI::App& program, const std::string& name) {
  std::string out = ".SH COMMANDS\n";
  for (const CLI::App* command : program.get_subcommands([](const CLI::App*) { return true; }))
    out += fmt::format(".TP\n\\fB{}\\fR\n{}", escaped(page_name(program, *command, name)) + "\\fR(1)",
                       flowing(command->get_description()));
  return out;
}

const char* const no_configuration =
    "No configuration file is read: a run depends on its arguments and on the files that they name.\n"
    "The environment variable NO_COLOR, if not empty, turns colours off.\n";

}  // namespace

std::string man_page(const CLI::App& program, const CLI::App& command, const std::string& name) {
  const bool whole = &command == &program;
  const std::string page = page_name(program, command, name);
  std::string out = fmt::format(".TH \"{}\" \"1\" \"\" \"{} {}\" \"User Commands\"\n", escaped(upper(page)),
                                name, version());
  out += fmt::format(".SH NAME\n{} \\- {}", escaped(page), flowing(first_sentence(program, command)));
  out += ".SH SYNOPSIS\n" + synopsis(program, command, name);
  out += ".SH DESCRIPTION\n" + flowing(command.get_description());
  if (whole) out += commands_text(program, name);
  out += ".SH OPTIONS\n" + options_text(command);
  if (!command.get_footer().empty()) out += ".SH NOTES\n" + verbatim(command.get_footer());
  out += ".SH FILES\n" + flowing(no_configuration);
  if (!whole) out += fmt::format(".SH SEE ALSO\n\\fB{}\\fR(1)\n", escaped(name));
  return out;
}

void add_manual(CLI::App& app, Exit& exit) {
  struct Options {
    std::string command, name;
    bool list = false;
  };
  auto options = std::make_shared<Options>();
  options->name = app.get_name();
  CLI::App& command = *app.add_subcommand("manual", "Print the manual page of a command, or of the whole");
  command.add_option("COMMAND", options->command, "explore, check, ...")->type_name(" ");
  command.add_option("--name", options->name, "What the program is called where it is installed")
      ->type_name("NAME");
  command.add_flag("--list", options->list, "Print the names of the commands instead");
  command.footer("To read one:  mc manual explore | man -l -");
  command.callback([options, &app, &exit] {
    const CLI::App* chosen = &app;
    std::vector<std::string> known;
    for (const CLI::App* each : app.get_subcommands([](const CLI::App*) { return true; })) {
      known.push_back(each->get_name());
      if (each->get_name() == options->command) chosen = each;
    }
    if (chosen == &app && !options->command.empty())
      throw UsageError(base::unknown("command", options->command, known));
    if (options->list)
      fmt::print("{}\n", fmt::join(known, "\n"));
    else
      fmt::print("{}", man_page(app, *chosen, options->name));
    exit = Exit::holds;
  });
}

}  // namespace mc::cli
