// SPDX-License-Identifier: Apache-2.0
#include "study/members.h"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>

#include "base/errors.h"
#include "base/names.h"
#include "parameterized/proof.h"

namespace mc::study {
namespace {

std::string lower_case(std::string text) {
  std::ranges::transform(text, text.begin(),
                         [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  return text;
}

ir::ModelParameter parameter_of(const Subject& subject, const std::string& name) {
  std::vector<std::string> names;
  for (const ir::ModelParameter& parameter : frontend::parameters(subject.input)) {
    names.push_back(lower_case(parameter.name));
    if (names.back() == lower_case(name)) return parameter;
  }
  throw UsageError(base::unknown("parameter", lower_case(name), names));
}

}  // namespace

Members::Members(const Question& question)
    : subject_(subject_of(question)),
      properties_(judged(question, subject_)),
      reductions_(question.reductions),
      parameter_(parameter_of(subject_, question.any)) {}

frontend::LoadedFamily Members::family() const {
  return frontend::family(subject_.input, parameter_.name);
}

Verification Members::member(ir::Value number) const {
  return Verification(subject(number), properties_, reductions_);
}

ir::System Members::system(ir::Value number) const {
  return parameterized::without_deadlock(member(number).optimised());
}

Answer Members::announcement() const {
  const ir::Value number = std::clamp<ir::Value>(2, parameter_.least, parameter_.most);
  Answer run = member(number).announcement();
  std::erase_if(run.parameters, [this](const auto& each) { return each.name == parameter_.name; });
  return run;
}

std::vector<ir::Value> Members::below(ir::Value size) const {
  std::vector<ir::Value> numbers;
  for (ir::Value number = parameter_.least; number < size; ++number) numbers.push_back(number);
  return numbers;
}

std::string Members::name(ir::Value number) const {
  return fmt::format("{}={}", parameter_.name, number);
}

Subject Members::subject(ir::Value number) const {
  Subject result = subject_;
  std::erase_if(result.input.settings,
                [this](const auto& each) { return lower_case(each.first) == lower_case(parameter_.name); });
  result.input.settings[parameter_.name] = number;
  return result;
}

}  // namespace mc::study
