// SPDX-License-Identifier: Apache-2.0
// Calls: inlining with parameters bound to what cannot change, and the vocabulary of mc.h.
#include <fmt/format.h>

#include "frontend/lowering.h"
#include "frontend/range.h"

namespace mc::frontend {

using clang::SourceLocation;
using ir::ExprId;

namespace {

/// The text of a string literal argument.
std::string literal(const clang::Expr* argument) {
  const auto* text = llvm::dyn_cast<clang::StringLiteral>(argument->IgnoreParenImpCasts());
  if (text == nullptr) refuse(argument->getExprLoc(), "the name of a property: write a string literal");
  return text->getString().str();
}

/// "mm/memory.c:do_wp_page" if the comment names a kernel function so, else "".
std::string stands_for(const std::string& comment) {
  const std::size_t colon = comment.find(".c:"), header = comment.find(".h:");
  const std::size_t at = std::min(colon, header);
  if (at == std::string::npos) return "";
  const auto part_of_name = [](char c) {
    return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '/' || c == '_' || c == '-' || c == '.';
  };
  std::size_t begin = at, end = at + 3;
  while (begin > 0 && part_of_name(comment[begin - 1])) --begin;
  while (end < comment.size() && part_of_name(comment[end]) && comment[end] != '/' && comment[end] != '.')
    ++end;
  return comment.substr(begin, end - begin);
}

bool of_parameters_alone(const ir::System& system, ExprId expression) {
  const ir::Expression& node = system.expressions[expression];
  if (node.op == ir::Operator::load || node.op == ir::Operator::self) return false;
  for (unsigned i = 0; i < ir::arity(node.op); ++i)
    if (!of_parameters_alone(system, node.operands[i])) return false;
  return true;
}

}  // namespace

Result Lowering::call(const clang::CallExpr* call) {
  const auto* function = call->getDirectCallee();
  if (function == nullptr)
    refuse(call->getExprLoc(),
           "a call through a function pointer: call the function by its name, or switch over an enum");
  if (auto result = built_in_call(call, function->getName())) return *result;
  const clang::FunctionDecl* definition = nullptr;
  if (!function->hasBody(definition))
    refuse(call->getExprLoc(),
           fmt::format("a call of '{}', which the model does not define: define it, or leave "
                       "the call out and say why",
                       function->getNameAsString()));
  return inline_call(call, definition);
}

Lowering::Binding Lowering::bind_value(const clang::VarDecl* variable, const clang::Expr* value) {
  const SourceLocation where = value->getExprLoc();
  const clang::QualType type = variable->getType();
  const bool scalar = !type->isRecordType() && !type->isArrayType();
  const bool settled = module_.never_modified(variable);
  if (scalar && settled && !llvm::isa<clang::InitListExpr>(value->IgnoreParens())) {
    Result result = evaluate(value);
    if (result.target) {
      result.target = frozen(*result.target, where);
      return result;
    }
    const ir::Type allowed = module_.types.scalar(type, nullptr, where);
    const bool known = expressions().constant_value(result.value).has_value();
    const bool named = type->isEnumeralType() && !known;  // its value has a name: traces show it
    if (!named && stable(result.value) &&
        range(module_.system, result.value, task_.count).within(allowed.least, allowed.most))
      return result;
    const Object own = allocate(type.getUnqualifiedType(), variable->getNameAsString(), where);
    store(own, result.value, where);
    settled_.insert(own.place.base);
    return own;
  }
  const Object own = allocate(type.getUnqualifiedType(), variable->getNameAsString(), where);
  store_any(own, value);
  return own;
}

std::vector<Lowering::Binding> Lowering::bind_arguments(const clang::CallExpr* call,
                                                        const clang::FunctionDecl* function) {
  if (function->isVariadic()) refuse(call->getExprLoc(), "variable arguments: name each argument");
  std::vector<Binding> bindings;
  for (unsigned i = 0; i < function->getNumParams(); ++i)
    bindings.push_back(bind_value(function->getParamDecl(i), call->getArg(i)));
  return bindings;
}

Result Lowering::inline_call(const clang::CallExpr* call, const clang::FunctionDecl* function) {
  const SourceLocation where = call->getExprLoc();
  for (const Frame& active : frames_)
    if (active.function == function)
      refuse(where, fmt::format("recursion: '{}' calls itself; write a loop", function->getNameAsString()));
  const bool ghost = has_note(function, "ghost");
  if (ghost) code_.enter_ghost();
  std::vector<Binding> bindings = bind_arguments(call, function);
  const bool returns = !function->getReturnType()->isVoidType();
  const ir::SourceId call_site = code_.source();
  module_.system.calls.push_back(
      {function->getNameAsString(), stands_for(module_.comment(function)), frame().call, call_site});

  Frame inner{.function = function,
              .call = static_cast<ir::CallId>(module_.system.calls.size() - 1),
              .exit = code_.label(),
              .ghost = code_.ghost()};
  for (unsigned i = 0; i < function->getNumParams(); ++i)
    inner.bindings.emplace(function->getParamDecl(i), bindings[i]);
  frames_.push_back(std::move(inner));
  if (returns)
    frame().result =
        allocate(function->getReturnType().getUnqualifiedType(), function->getNameAsString(), where);
  std::vector<Loop> outer_loops;
  std::swap(loops_, outer_loops);

  const bool atomic = has_note(function, "atomic");
  if (atomic && !code_.atomic()) shared_touched_ = false;
  if (atomic) code_.enter_atomic();
  statement(function->getBody());
  code_.bind(frame().exit);
  if (atomic) code_.leave_atomic();
  if (ghost) code_.leave_ghost();

  std::swap(loops_, outer_loops);
  const std::optional<Object> result = frame().result;
  frames_.pop_back();
  code_.set_source(call_site);
  if (!ghost) code_.begin_step();
  if (!returns) return {expressions().constant(0)};
  settled_.insert(result->place.base);
  if (function->getReturnType()->isRecordType()) return {.target = result};
  return {load(*result, where)};
}

std::optional<Result> Lowering::built_in_call(const clang::CallExpr* call, llvm::StringRef name) {
  const Result nothing{expressions().constant(0)};
  if (code_.ghost() && (name == "mc_await" || name == "mc_assume" || name == "mc_choose"))
    refuse(call->getExprLoc(), fmt::format("{} in ghost code, which waits for nothing and chooses nothing: "
                                           "take it out, in front of the ghost code",
                                           name.str()));
  if (name == "mc_check") return lower_check(call, false);
  if (name == "mc_warn") return lower_check(call, true);
  if (name == "mc_covered") {
    lower_covered(call);
    return nothing;
  }
  if (name == "mc_await") {
    lower_await(call);
    return nothing;
  }
  if (name == "mc_assume") {
    code_.assume(condition_at_once(call->getArg(0)));
    return nothing;
  }
  if (name == "mc_choose") return lower_choose(call);
  if (name == "__builtin_expect") return evaluate(call->getArg(0));
  if (name == "mc_task")
    return Result{expressions().binary(ir::Operator::add, expressions().self(),
                                       expressions().constant(first_identity_))};
  return std::nullopt;
}

Result Lowering::lower_choose(const clang::CallExpr* call) {
  const SourceLocation where = call->getExprLoc();
  const ExprId count = integer(call->getArg(0));
  const auto known = expressions().constant_value(count);
  const ir::Interval possible = range(module_.system, count, task_.count);
  if (known == ir::Value{1}) return {expressions().constant(0)};
  if (known && *known < 1) refuse(where, "mc_choose(0): there is nothing to choose from; write at least 1");
  ir::Slot slot{.name = "<choice>",
                .type = {.kind = ir::Type::Kind::integer,
                         .most = std::clamp<ir::Value>(possible.most - 1, 0, (ir::Value{1} << 31) - 1)},
                .function = frame().function->getNameAsString()};
  const auto base = static_cast<std::uint32_t>(task_.frame.size());
  const ir::PlaceId place =
      module_.system.add_place({.space = ir::Space::local, .base = base, .type = slot.type});
  task_.frame.push_back(std::move(slot));
  settled_.insert(base);
  code_.choose(place, count);
  return {expressions().load(place)};
}

std::optional<Computed> Lowering::pure(const clang::Expr* condition) {
  const auto mark = static_cast<std::uint32_t>(task_.frame.size());
  const std::size_t depth = frames_.size();
  const std::vector<Loop> loops = loops_;
  Code scratch;
  std::swap(code_, scratch);
  code_.set_source(scratch.source());
  code_.enter_atomic();
  std::optional<Computed> computed;
  try {
    const Object result = allocate(module_.context.BoolTy, "<condition>", condition->getExprLoc());
    store(result, truth(condition), condition->getExprLoc());
    computed = execute(module_.system, code_.finish(), mark, result.place.base);
  } catch (const Refused&) {
    // Evaluated step by step, it may be fine; if not, it is refused there.
    frames_.erase(frames_.begin() + static_cast<std::ptrdiff_t>(depth), frames_.end());
    loops_ = loops;
  }
  std::swap(code_, scratch);
  task_.frame.resize(mark);
  std::erase_if(settled_, [mark](std::uint32_t slot) { return slot >= mark; });
  std::erase_if(ghosts_, [mark](std::uint32_t slot) { return slot >= mark; });
  return computed;
}

ExprId Lowering::condition_at_once(const clang::Expr* condition) {
  const std::optional<Computed> computed = pure(condition);
  if (!computed)
    refuse(condition->getExprLoc(),
           "a condition with side effects or a loop: take them out, into a statement before it");
  for (const Computed::Check& check : computed->checks)
    if (expressions().constant_value(check.holds).value_or(0) == 0)
      code_.check(formulas_.observe_whole(check.property, check.holds, &task_));
  return computed->result;
}

const clang::FunctionDecl* Lowering::property_function(const clang::Expr* condition) const {
  const auto* call = llvm::dyn_cast<clang::CallExpr>(condition->IgnoreParenImpCasts());
  const clang::FunctionDecl* function = call == nullptr ? nullptr : call->getDirectCallee();
  if (function == nullptr || !function->getReturnType()->isBooleanType() || function->getNumParams() == 0)
    return nullptr;
  for (const auto* parameter : function->parameters())
    if (!parameter->getType()->isIntegralOrEnumerationType()) return nullptr;
  const clang::FunctionDecl* definition = nullptr;
  return function->hasBody(definition) ? definition : nullptr;
}

std::optional<Computed> Lowering::pure_function(const clang::FunctionDecl* function) {
  ir::Task scratch{.name = function->getNameAsString(), .count = 1};
  try {
    return Lowering(module_, formulas_, scratch, 0).lower_pure(function);
  } catch (const Refused&) {
    return std::nullopt;  // no property: it is called like any function, and refused there if it must be
  }
}

std::optional<std::vector<ir::ObservationId>> Lowering::observe_property(const clang::Expr* condition,
                                                                         ir::Property::Kind kind) {
  const clang::FunctionDecl* function = property_function(condition);
  if (function == nullptr) return std::nullopt;
  const auto computed = pure_function(function);
  if (!computed || !of_parameters_alone(module_.system, computed->result)) return std::nullopt;
  std::vector<ir::Parameter> parameters;
  std::vector<ExprId> arguments;
  const auto* call = llvm::cast<clang::CallExpr>(condition->IgnoreParenImpCasts());
  for (unsigned i = 0; i < function->getNumParams(); ++i) {
    const auto* parameter = function->getParamDecl(i);
    parameters.push_back({parameter->getNameAsString(),
                          module_.types.scalar(parameter->getType(), nullptr, parameter->getLocation())});
    const bool boolean = parameter->getType()->isBooleanType();
    arguments.push_back(boolean ? truth(call->getArg(i)) : integer(call->getArg(i)));
  }
  const auto* body = llvm::dyn_cast<clang::CompoundStmt>(function->getBody());
  const auto* only =
      body != nullptr && body->size() == 1 ? llvm::dyn_cast<clang::ReturnStmt>(body->body_front()) : nullptr;
  const std::string text = only == nullptr ? "" : module_.text(only->getRetValue()->getSourceRange());
  const ir::SourceId source =
      module_.source(function->getSourceRange(), function->getNameAsString(), ir::CallId::none);
  const ir::PropertyId property =
      formulas_.property(kind, function->getNameAsString(), text, module_.comment(function), source);
  return formulas_.apply(property, computed->result, parameters, arguments);
}

Result Lowering::lower_check(const clang::CallExpr* call, bool negated) {
  const clang::Expr* condition = call->getArg(0);
  const std::string text = literal(call->getArg(1));
  if (!negated)
    if (const auto observations = observe_property(condition, ir::Property::Kind::check)) {
      for (const ir::ObservationId observation : *observations) code_.check(observation);
      return {expressions().constant(0)};
    }
  ExprId holds = ExprId::none;
  if (pure(condition))
    holds = condition_at_once(condition);
  else
    holds = truth(condition);
  ExprId value = holds;
  if (negated) {
    value = kept(holds, module_.context.BoolTy, condition->getExprLoc());
    holds = expressions().logical_not(value);
  }
  const ir::PropertyId property = formulas_.property(ir::Property::Kind::check, text, text,
                                                     module_.comment(frame().function), code_.source());
  if (expressions().constant_value(holds) == ir::Value{0})
    code_.check(formulas_.observe_whole(property, holds, &task_));
  else
    for (const ir::ObservationId observation : formulas_.observe(property, holds, &task_))
      code_.check(observation);
  return {value};
}

void Lowering::lower_covered(const clang::CallExpr* call) {
  const std::string name = literal(call->getArg(1));
  const ExprId holds = condition_at_once(call->getArg(0));
  const ir::PropertyId property = formulas_.property(
      ir::Property::Kind::cover, name, module_.text(call->getArg(0)->getSourceRange()), "", code_.source());
  code_.cover(formulas_.observe_whole(property, holds, &task_));
}

void Lowering::lower_await(const clang::CallExpr* call) {
  if (code_.atomic() && shared_touched_)
    refuse(call->getExprLoc(),
           "mc_await in the middle of a step: it may stand only at the start; end the atomic body before it");
  code_.await(condition_at_once(call->getArg(0)));
  if (code_.atomic()) shared_touched_ = false;
}

}  // namespace mc::frontend
