// SPDX-License-Identifier: Apache-2.0
#include "frontend/frontend.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

#include "frontend/constant.h"
#include "frontend/family.h"
#include "frontend/formula.h"
#include "frontend/lowering.h"
#include "frontend/module.h"
#include "frontend/parse.h"
#include "ir/needed.h"
#include "ir/validate.h"

namespace mc::frontend {

namespace {

std::string lower_case(std::string text) {
  std::ranges::transform(text, text.begin(),
                         [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  return text;
}

const clang::TranslationUnitDecl* unit(const clang::ASTContext& context) {
  return context.getTranslationUnitDecl();
}

std::vector<ir::ModelParameter> read_parameters(Module& module) {
  std::vector<ir::ModelParameter> result;
  for (const clang::Decl* declaration : unit(module.context)->decls()) {
    const auto* enumeration = llvm::dyn_cast<clang::EnumDecl>(declaration);
    if (enumeration == nullptr || note(enumeration) != "param" || enumeration->enumerators().empty())
      continue;
    const std::vector<ir::Value> range = note_arguments(enumeration, module.context);
    const clang::EnumConstantDecl* item = *enumeration->enumerator_begin();
    if (range.size() != 3)
      refuse(item->getLocation(), "MC_PARAM(name, default, least, most): write constants for all three");
    ir::ModelParameter parameter{.name = item->getNameAsString(),
                                 .value = value_of(item->getInitVal()),
                                 .initial = range[0],
                                 .least = range[1],
                                 .most = range[2],
                                 .help = module.comment(enumeration)};
    if (parameter.value < parameter.least || parameter.value > parameter.most)
      refuse(item->getLocation(),
             fmt::format("{} = {} is out of range: write a value from {} to {}", parameter.name,
                         parameter.value, parameter.least, parameter.most));
    result.push_back(std::move(parameter));
  }
  return result;
}

/// "-D" texts for the settings; complains about those that no parameter of the model answers to.
std::vector<std::string> definitions(const Input& input, const std::vector<ir::ModelParameter>& known,
                                     std::vector<Error>& errors) {
  std::vector<std::string> result;
  for (const auto& [name, value] : input.settings) {
    const auto found = std::ranges::find_if(known, [&](const ir::ModelParameter& parameter) {
      return lower_case(parameter.name) == lower_case(name);
    });
    if (found != known.end()) {
      result.push_back(fmt::format("MC_SET_{}=,{}", found->name, value));
      continue;
    }
    std::vector<std::string> names;
    for (const ir::ModelParameter& parameter : known) names.push_back(lower_case(parameter.name));
    errors.push_back(complain("", known.empty() ? fmt::format("no parameter '{}': this model has none", name)
                                                : fmt::format("no parameter '{}': the model has {}", name,
                                                              fmt::join(names, ", "))));
  }
  return result;
}

/// Lowers one translation unit into a System.
class Loader {
 public:
  explicit Loader(clang::ASTContext& context) : module_(context, system_), formulas_(system_) {}

  ir::System load(const std::string& name) {
    system_.name = name;
    system_.parameters = read_parameters(module_);
    formulas_.property(ir::Property::Kind::deadlock, "deadlock", "",
                       "Some task that is no daemon is unfinished, and no step is enabled.",
                       ir::SourceId::none);
    for (const clang::Decl* declaration : unit(module_.context)->decls()) lower(declaration);
    if (system_.tasks.empty())
      throw std::runtime_error("the model has no task: write MC_TASK(name, 1) { … } for each that runs");
    check_steps();
    check_ghosts();
    return std::move(system_);
  }

 private:
  void lower(const clang::Decl* declaration) {
    const std::string kind = note(declaration);
    if (const auto* enumeration = llvm::dyn_cast<clang::EnumDecl>(declaration);
        enumeration && kind == "param")
      return;
    if (kind.starts_with("symmetric")) {
      const auto* enumeration = llvm::dyn_cast<clang::EnumDecl>(declaration);
      if (enumeration != nullptr)
        system_.symmetric.push_back((*enumeration->enumerator_begin())->getName().substr(13).str());
    }
    const auto* function = llvm::dyn_cast<clang::FunctionDecl>(declaration);
    if (function == nullptr || !function->doesThisDeclarationHaveABody()) return;
    if (kind == "task" || kind == "daemon")
      lower_task(function, kind == "daemon");
    else if (kind == "invariant")
      lower_predicate(function, ir::Property::Kind::invariant, system_.invariants);
    else if (kind == "cover")
      lower_predicate(function, ir::Property::Kind::cover, system_.covers);
    else if (kind == "leads_to_from")
      leads_from_ = predicate(function, ir::Property::Kind::leads_to, "_from");
    else if (kind == "leads_to_to") {
      const ir::ObservationId to = predicate(function, ir::Property::Kind::leads_to, "_to");
      const ir::FormulaId formula = system_.observations[ir::index(to)].formula;
      system_.responses.push_back({system_.formulas[ir::index(formula)].property, leads_from_, to});
    }
  }

  void lower_task(const clang::FunctionDecl* function, bool daemon) {
    const std::vector<ir::Value> counts = note_arguments(function, module_.context);
    if (counts.size() != 1 || counts[0] < 0 || counts[0] > 64)
      refuse(function->getLocation(), "the number of copies of a task: write a constant from 0 to 64");
    if (counts[0] == 0) return;
    ir::Task task{
        .name = function->getNameAsString(), .count = static_cast<unsigned>(counts[0]), .daemon = daemon};
    Lowering(module_, formulas_, task, identities_ + 1).lower_task(function);
    identities_ += counts[0];
    system_.tasks.push_back(std::move(task));
  }

  ir::PropertyId property(const clang::FunctionDecl* function, ir::Property::Kind kind,
                          const std::string& suffix) {
    std::string name = function->getNameAsString();
    name.resize(name.size() - suffix.size());
    const auto* body = llvm::dyn_cast<clang::CompoundStmt>(function->getBody());
    const auto* only = body != nullptr && body->size() == 1
                           ? llvm::dyn_cast<clang::ReturnStmt>(body->body_front())
                           : nullptr;
    const std::string text = only == nullptr ? "" : module_.text(only->getRetValue()->getSourceRange());
    return formulas_.property(kind, name, text, module_.comment(function),
                              module_.source(function->getSourceRange(), name, ir::CallId::none));
  }

  ir::ExprId condition(const clang::FunctionDecl* function) {
    ir::Task scratch{.name = function->getNameAsString()};
    const auto computed = Lowering(module_, formulas_, scratch, 0).lower_pure(function);
    if (!computed)
      refuse(function->getLocation(),
             fmt::format("'{}' states a property: it may not change anything, wait or choose",
                         function->getNameAsString()));
    ir::ExprId all = computed->result;
    for (const Computed::Check& check : computed->checks)
      all = system_.expressions.binary(ir::Operator::logical_and, check.holds, all);
    return with_static_places(system_, all);
  }

  void lower_predicate(const clang::FunctionDecl* function, ir::Property::Kind kind,
                       std::vector<ir::ObservationId>& into) {
    const ir::PropertyId id = property(function, kind, "");
    const ir::ExprId holds = condition(function);
    if (kind == ir::Property::Kind::cover)
      into.push_back(formulas_.observe_whole(id, holds, nullptr));
    else
      for (const ir::ObservationId observation : formulas_.observe(id, holds, nullptr))
        into.push_back(observation);
  }

  ir::ObservationId predicate(const clang::FunctionDecl* function, ir::Property::Kind kind,
                              const std::string& suffix) {
    return formulas_.observe_whole(property(function, kind, suffix), condition(function), nullptr);
  }

  void check_steps() {
    for (const ir::Defect& defect : ir::validate(system_)) {
      const ir::Instruction& at = system_.tasks[defect.task].code[defect.instruction];
      const ir::Source& source = system_.sources[ir::index(at.source)];
      throw std::runtime_error(fmt::format("{}:{}: {}", shown_path(source.file), source.line, defect.what));
    }
  }

  /// Non-interference: nothing that is no ghost depends on one.
  void check_ghosts() {
    ir::Needed::Criterion criterion{.observations = false};
    if (module_.ghosts.empty()) return;
    for (std::uint32_t slot = 0; slot < system_.globals.size(); ++slot)
      if (!module_.ghosts.contains(slot)) criterion.shared.insert(slot);
    const ir::Needed needed(system_, std::move(criterion));
    for (const std::uint32_t ghost : module_.ghosts)
      if (needed.shared().contains(ghost)) refuse_reader(ghost, needed.needed_for(ghost));
  }

  [[noreturn]] void refuse_reader(std::uint32_t ghost, ir::Needed::At at) {
    const ir::SourceId source = system_.tasks[at.task].code[at.instruction].source;
    const ir::CallId call = system_.sources[ir::index(source)].call;
    refuse(module_.location(source),
           fmt::format(
               "{}() depends on {} here, a ghost that only properties and ghost code may read: take MC_GHOST "
               "from the variable, or put what it decides about into mc_ghost {{ }}",
               system_.calls[ir::index(call)].function, system_.globals[ghost].name));
  }

  ir::System system_;
  Module module_;
  Formulas formulas_;
  ir::ObservationId leads_from_ = ir::ObservationId::none;
  ir::Value identities_ = 0;
};

/// Runs `use`, turning a refusal into an Error.
template <typename Use>
void with_errors(const clang::ASTContext& context, std::vector<Error>& errors, const Use& use) {
  try {
    use();
  } catch (const Refused& refused) {
    errors.push_back(complain(context, refused.location, refused.what()));
  } catch (const std::runtime_error& failure) {
    errors.push_back(complain("", failure.what()));
  }
}

std::vector<ir::ModelParameter> parameters(const Input& input, std::vector<Error>& errors) {
  std::vector<ir::ModelParameter> result;
  const auto ast = parse(input, {}, errors);
  if (ast == nullptr) return result;
  with_errors(ast->getASTContext(), errors, [&] {
    ir::System scratch;
    Module module(ast->getASTContext(), scratch);
    result = read_parameters(module);
  });
  return result;
}

}  // namespace

std::vector<ir::ModelParameter> parameters(const Input& input) {
  std::vector<Error> errors;
  return parameters(input, errors);
}

namespace {

/// Parses `input` with its settings and hands the AST on.
template <typename Use>
void with_ast(const Input& input, std::vector<Error>& errors, const Use& use) {
  std::vector<std::string> settings;
  if (!input.settings.empty()) {
    const auto known = parameters(input, errors);
    if (errors.empty()) settings = definitions(input, known, errors);
  }
  if (!errors.empty()) return;
  const auto ast = parse(input, settings, errors);
  if (ast == nullptr) return;
  with_errors(ast->getASTContext(), errors, [&] { use(ast->getASTContext()); });
}

}  // namespace

Loaded load(const Input& input) {
  Loaded loaded;
  with_ast(input, loaded.errors,
           [&](clang::ASTContext& context) { loaded.system = Loader(context).load(input.name); });
  return loaded;
}

LoadedFamily family(const Input& input, const std::string& parameter) {
  LoadedFamily loaded;
  with_ast(input, loaded.errors,
           [&](clang::ASTContext& context) { loaded.family = family_of(context, parameter); });
  return loaded;
}

}  // namespace mc::frontend
