#include "frontend/family.h"

#include <clang/AST/Attr.h>
#include <clang/AST/Expr.h>
#include <clang/AST/Stmt.h>
#include <clang/AST/TypeLoc.h>
#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>

#include "frontend/counted_loop.h"
#include "frontend/module.h"
#include "frontend/refuse.h"

namespace mc::frontend {
namespace {

using clang::SourceLocation;

/// What the iterations of a loop have to do with each other.
struct Loop {
  const clang::VarDecl* variable = nullptr;
  std::set<const clang::Decl*> read, written;           ///< other than the element that it is at
  std::set<const clang::Decl*> own;                     ///< arrays whose element it changes
  std::set<const clang::Decl*> locals;                  ///< of one iteration
  std::map<const clang::Decl*, std::int64_t> constant;  ///< what a variable is set to
  std::map<const clang::Decl*, int> operation;          ///< what it is changed by
  std::optional<std::int64_t> returned;                 ///< what it is left with
  bool leaves = false, checks = false, nested = false;
};

const clang::Expr* bare(const clang::Expr* expression) {
  return expression->IgnoreParenImpCasts();
}

const clang::VarDecl* variable_of(const clang::Expr* expression) {
  const auto* name = llvm::dyn_cast<clang::DeclRefExpr>(bare(expression));
  return name == nullptr ? nullptr : llvm::dyn_cast<clang::VarDecl>(name->getDecl());
}

class Survey {
 public:
  Survey(const clang::ASTContext& context, std::string parameter)
      : context_(context), parameter_(std::move(parameter)) {}

  ir::Family survey() {
    for (const clang::Decl* declaration : context_.getTranslationUnitDecl()->decls()) declare(declaration);
    for (const clang::Decl* declaration : context_.getTranslationUnitDecl()->decls()) {
      const auto* function = llvm::dyn_cast<clang::FunctionDecl>(declaration);
      if (function != nullptr && function->doesThisDeclarationHaveABody()) enter(function);
    }
    if (family_.tasks.empty())
      refuse({}, fmt::format("no task has {} copies: --any takes the parameter that says how many run",
                             parameter_));
    return family_;
  }

 private:
  bool names_parameter(const clang::Expr* expression) const {
    const auto* name = llvm::dyn_cast<clang::DeclRefExpr>(bare(expression));
    if (name == nullptr) return false;
    const auto* item = llvm::dyn_cast<clang::EnumConstantDecl>(name->getDecl());
    return item != nullptr && item->getName() == parameter_;
  }

  bool mentions_parameter(const clang::Stmt* statement) const {
    if (statement == nullptr) return false;
    const auto* expression = llvm::dyn_cast<clang::Expr>(statement);
    if (expression != nullptr && names_parameter(expression)) return true;
    return std::ranges::any_of(statement->children(),
                               [this](const clang::Stmt* child) { return mentions_parameter(child); });
  }

  [[noreturn]] void depends(SourceLocation where) const {
    refuse(where, fmt::format("this depends on the number {}: --any takes models in which that only says how "
                              "many copies a task, how many elements an array and how many rounds a loop has",
                              parameter_));
  }

  // ---- declarations
  void declare(const clang::Decl* declaration) {
    if (const auto* enumeration = llvm::dyn_cast<clang::EnumDecl>(declaration)) {
      if (note(enumeration) == "param" || note(enumeration).starts_with("symmetric")) return;
      for (const clang::EnumConstantDecl* item : enumeration->enumerators())
        if (mentions_parameter(item->getInitExpr())) depends(item->getLocation());
    } else if (const auto* record = llvm::dyn_cast<clang::RecordDecl>(declaration)) {
      for (const clang::FieldDecl* field : record->fields()) sized(field, false);
    } else if (const auto* variable = llvm::dyn_cast<clang::VarDecl>(declaration)) {
      if (!sized(variable, true) && mentions_parameter(variable->getInit())) depends(variable->getLocation());
    }
  }

  /// Whether the declared object is an array of `parameter` elements, which only variables may be.
  bool sized(const clang::DeclaratorDecl* declarator, bool variable) {
    if (declarator->getTypeSourceInfo() == nullptr) return false;
    clang::TypeLoc type = declarator->getTypeSourceInfo()->getTypeLoc().getUnqualifiedLoc();
    bool result = false;
    for (bool outermost = true; auto array = type.getAsAdjusted<clang::ArrayTypeLoc>(); outermost = false) {
      if (array.getSizeExpr() != nullptr && mentions_parameter(array.getSizeExpr())) {
        if (!outermost || !variable || !names_parameter(array.getSizeExpr()))
          depends(array.getSizeExpr()->getExprLoc());
        family_.arrays.push_back(declarator->getNameAsString());
        arrays_.insert(declarator->getCanonicalDecl());
        result = true;
      }
      type = array.getElementLoc().getUnqualifiedLoc();
    }
    return result;
  }

  void enter(const clang::FunctionDecl* function) {
    const std::string kind = note(function);
    numbers_.clear();
    elements_.clear();
    if (kind == "invariant") step([&] { statement(function->getBody()); }, family_.predicate_witnesses);
    if (kind == "task" || kind == "daemon") enter_task(function);
  }

  void enter_task(const clang::FunctionDecl* function) {
    for (const auto* attribute : function->specific_attrs<clang::AnnotateAttr>())
      for (const clang::Expr* count : attribute->args()) {
        if (!mentions_parameter(count)) continue;
        if (!names_parameter(count)) depends(function->getLocation());
        family_.tasks.push_back(function->getNameAsString());
        numbers_[function->getParamDecl(0)] = function->getParamDecl(0);
      }
    statement(function->getBody());
  }

  /// What `walk` walks through is part of one step: the witnesses of its loops add up.
  template <typename Walk>
  void step(const Walk& walk, unsigned& most) {
    const bool outermost = !atomic_;
    if (outermost) witnesses_ = 0;
    atomic_ = true;
    walk();
    if (!outermost) return;
    atomic_ = false;
    most = std::max(most, witnesses_);
  }

  // ---- statements
  void statement(const clang::Stmt* statement) {
    if (statement == nullptr) return;
    if (const auto* loop = llvm::dyn_cast<clang::ForStmt>(statement)) return for_loop(loop);
    if (const auto* given = llvm::dyn_cast<clang::ReturnStmt>(statement)) return returns(given);
    if (const auto* declared = llvm::dyn_cast<clang::DeclStmt>(statement)) return locals(declared);
    if (const auto* expression = llvm::dyn_cast<clang::Expr>(statement)) return this->expression(expression);
    if (!loops_.empty() && llvm::isa<clang::BreakStmt>(statement)) leaves(statement->getBeginLoc());
    if (!loops_.empty() && llvm::isa<clang::GotoStmt>(statement))
      refuse(statement->getBeginLoc(), "goto in a loop over all: write it without");
    for (const clang::Stmt* child : statement->children()) this->statement(child);
  }

  void locals(const clang::DeclStmt* statement) {
    for (const clang::Decl* declaration : statement->decls()) {
      const auto* variable = llvm::dyn_cast<clang::VarDecl>(declaration);
      if (variable == nullptr) continue;
      if (sized(variable, false)) depends(variable->getLocation());
      if (!loops_.empty()) loops_.back().locals.insert(variable);
      if (variable->getInit() != nullptr) expression(variable->getInit());
    }
  }

  void for_loop(const clang::ForStmt* loop) {
    const auto* init = llvm::dyn_cast_or_null<clang::DeclStmt>(loop->getInit());
    if (init != nullptr && init->isSingleDecl() && note(init->getSingleDecl()) == "atomic")
      return step([&] { statement(loop->getBody()); }, family_.witnesses);
    if (!mentions_parameter(loop->getCond())) {
      for (const clang::Stmt* child : loop->children()) statement(child);
      return;
    }
    const auto counted = counted_loop(loop, context_);
    const auto* condition = llvm::dyn_cast<clang::BinaryOperator>(bare(loop->getCond()));
    if (!counted || counted->step != 1 || !counted->others.empty() || !starts_at_zero(counted->variable) ||
        condition == nullptr || condition->getOpcode() != clang::BO_LT ||
        variable_of(condition->getLHS()) != counted->variable || !names_parameter(condition->getRHS()))
      refuse(loop->getBeginLoc(), fmt::format("--any takes loops over all of the form "
                                              "`for (unsigned i = 0; i < {0}; i++)`",
                                              parameter_));
    if (!atomic_)
      refuse(loop->getBeginLoc(),
             fmt::format("a loop over all {} with a step an iteration is not proved for any number: put it "
                         "into an MC_ATOMIC function or an mc_atomic block if it may be one step",
                         parameter_));
    over_all(loop, counted->variable);
  }

  bool starts_at_zero(const clang::VarDecl* variable) const {
    clang::Expr::EvalResult first;
    return variable->getInit()->EvaluateAsInt(first, context_) && first.Val.getInt() == 0;
  }

  void over_all(const clang::ForStmt* statement, const clang::VarDecl* variable) {
    if (!loops_.empty()) loops_.back().nested = true;
    loops_.push_back({.variable = variable});
    numbers_[variable] = variable;
    this->statement(statement->getBody());
    const Loop loop = std::move(loops_.back());
    loops_.pop_back();
    const SourceLocation where = statement->getBeginLoc();
    for (const clang::Decl* each : loop.read)
      if (loop.written.contains(each) || loop.own.contains(each))
        refuse(where, "an iteration of this loop reads what another one changes: write two loops");
    const bool changes = !loop.own.empty() || !loop.written.empty();
    if (loop.leaves && changes)
      refuse(where, "a loop over all that is left early may change nothing before: write two loops");
    if ((loop.nested || !loops_.empty()) && changes)
      refuse(where, "a loop over all inside another may change nothing");
    witnesses_ +=
        static_cast<unsigned>(loop.written.size()) + (loop.leaves ? 1U : 0U) + (loop.checks ? 1U : 0U);
    if (!loops_.empty()) loops_.back().leaves |= loop.leaves;
    if (!loops_.empty()) loops_.back().read.insert(loop.read.begin(), loop.read.end());
  }

  void returns(const clang::ReturnStmt* statement) {
    if (statement->getRetValue() != nullptr) expression(statement->getRetValue());
    if (loops_.size() < callee_depth_ || loops_.empty()) return;  // of a function that the loop calls
    leaves(statement->getBeginLoc());
    clang::Expr::EvalResult value;
    if (statement->getRetValue() == nullptr) return;
    if (!statement->getRetValue()->EvaluateAsInt(value, context_))
      refuse(statement->getBeginLoc(), "a loop over all may return a constant only");
    const std::int64_t constant = value.Val.getInt().getExtValue();
    if (loops_.back().returned.value_or(constant) != constant)
      refuse(statement->getBeginLoc(), "a loop over all may return one constant only");
    loops_.back().returned = constant;
  }

  void leaves(SourceLocation where) {
    if (loops_.size() > 1 && !loops_.front().own.empty())
      refuse(where, "a loop over all that is left early may change nothing before: write two loops");
    loops_.back().leaves = true;
  }

  // ---- expressions
  void expression(const clang::Expr* expression) {
    expression = bare(expression);
    if (const auto* cast = llvm::dyn_cast<clang::CStyleCastExpr>(expression))
      if (cast->getType()->isVoidType() && number(cast->getSubExpr())) return;
    if (const auto* call = llvm::dyn_cast<clang::CallExpr>(expression)) return this->call(call);
    if (const auto* name = llvm::dyn_cast<clang::DeclRefExpr>(expression)) return this->name(name);
    if (const auto* operation = llvm::dyn_cast<clang::BinaryOperator>(expression)) return binary(operation);
    if (const auto* operation = llvm::dyn_cast<clang::UnaryOperator>(expression))
      if (operation->isIncrementDecrementOp()) return changed(operation->getSubExpr(), std::nullopt, 0);
    if (llvm::isa<clang::ArraySubscriptExpr>(expression) || llvm::isa<clang::MemberExpr>(expression)) {
      if (place(expression)) return;
      if (!loops_.empty() && root(expression) != nullptr && !loops_.back().locals.contains(root(expression)))
        loops_.back().read.insert(root(expression));
    }
    for (const clang::Stmt* child : expression->children())
      if (child != nullptr) this->expression(llvm::cast<clang::Expr>(child));
  }

  /// Whether the expression is the number of one of many.
  bool number(const clang::Expr* expression) const { return numbers_.contains(variable_of(expression)); }

  void name(const clang::DeclRefExpr* name) {
    if (names_parameter(name)) depends(name->getLocation());
    const auto* variable = llvm::dyn_cast<clang::VarDecl>(name->getDecl());
    if (variable == nullptr) return;
    if (numbers_.contains(variable) || elements_.contains(variable))
      refuse(name->getLocation(),
             "the number or the element of one of many may be used as subscript, compared with another for "
             "equality, and given to a function, so that all are treated alike");
    if (arrays_.contains(variable->getCanonicalDecl()))
      refuse(name->getLocation(), "write which element is meant");
    if (!loops_.empty() && !loops_.back().locals.contains(variable)) loops_.back().read.insert(variable);
  }

  void binary(const clang::BinaryOperator* operation) {
    if (operation->isEqualityOp() && number(operation->getLHS()) && number(operation->getRHS())) return;
    if (!operation->isAssignmentOp()) {
      expression(operation->getLHS());
      expression(operation->getRHS());
      return;
    }
    expression(operation->getRHS());
    clang::Expr::EvalResult value;
    std::optional<std::int64_t> constant;
    if (operation->getOpcode() == clang::BO_Assign && operation->getRHS()->EvaluateAsInt(value, context_))
      constant = value.Val.getInt().getExtValue();
    changed(operation->getLHS(), constant, operation->getOpcode());
  }

  /// The element that a place is inside of: the array and the variable that numbers it, or a pointer to one.
  struct Element {
    const clang::Decl* array = nullptr;
    const clang::VarDecl* index = nullptr;
  };

  std::optional<Element> element(const clang::Expr* place) const {
    place = place->IgnoreParenCasts();
    if (const auto* member = llvm::dyn_cast<clang::MemberExpr>(place)) return element(member->getBase());
    if (const auto* subscript = llvm::dyn_cast<clang::ArraySubscriptExpr>(place)) {
      const auto* array = llvm::dyn_cast<clang::DeclRefExpr>(subscript->getBase()->IgnoreParenCasts());
      if (array == nullptr || !arrays_.contains(array->getDecl()->getCanonicalDecl()))
        return element(subscript->getBase());
      const auto found = numbers_.find(variable_of(subscript->getIdx()));
      if (found == numbers_.end())
        refuse(subscript->getExprLoc(),
               "an element of one particular number: --any takes `self` and variables of loops over all");
      return Element{array->getDecl()->getCanonicalDecl(), found->second};
    }
    const auto* variable = variable_of(place);
    const auto found = elements_.find(variable);
    if (found != elements_.end()) return found->second;
    return std::nullopt;
  }

  /// What other subscripts of a place read.
  void subscripts(const clang::Expr* place) {
    place = place->IgnoreParenCasts();
    if (const auto* member = llvm::dyn_cast<clang::MemberExpr>(place)) return subscripts(member->getBase());
    const auto* subscript = llvm::dyn_cast<clang::ArraySubscriptExpr>(place);
    if (subscript == nullptr) return;
    subscripts(subscript->getBase());
    if (!number(subscript->getIdx())) expression(subscript->getIdx());
  }

  /// A place that is read; false if it is in nobody's element.
  bool place(const clang::Expr* expression) {
    const auto found = element(expression);
    if (!found) return false;
    subscripts(expression);
    if (!loops_.empty() && found->index != loops_.back().variable) loops_.back().read.insert(found->array);
    return true;
  }

  void changed(const clang::Expr* place, std::optional<std::int64_t> constant, int operation) {
    place = bare(place);
    const SourceLocation where = place->getExprLoc();
    if (number(place)) refuse(where, "the number of one of many stays what it is");
    const auto found = element(place);
    subscripts(place);
    if (loops_.empty()) return;
    if (found && found->index == loops_.back().variable) {
      loops_.back().own.insert(found->array);
      return;
    }
    const clang::Decl* target = found ? found->array : root(place);
    if (loops_.back().locals.contains(target)) return;
    loops_.back().written.insert(target);
    const bool folds = (operation == clang::BO_OrAssign || operation == clang::BO_AndAssign) &&
                       place->getType()->isBooleanType();
    if (!constant && !folds)
      refuse(where,
             "a loop over all may change its element, and others by |=, &= (if they are bool) or to "
             "a constant");
    const bool same = loops_.back().operation.emplace(target, operation).first->second == operation;
    if (!same || (constant && loops_.back().constant.emplace(target, *constant).first->second != *constant))
      refuse(where, "what a loop over all does here depends on the order: write two loops");
  }

  /// The variable, or the field that is reached through a pointer.
  static const clang::Decl* root(const clang::Expr* place) {
    place = place->IgnoreParenCasts();
    if (const auto* member = llvm::dyn_cast<clang::MemberExpr>(place))
      return member->isArrow() ? member->getMemberDecl() : root(member->getBase());
    if (const auto* subscript = llvm::dyn_cast<clang::ArraySubscriptExpr>(place))
      return root(subscript->getBase());
    return variable_of(place);
  }

  // ---- calls
  void call(const clang::CallExpr* call) {
    const clang::FunctionDecl* function = call->getDirectCallee();
    if (function == nullptr) return;
    const clang::FunctionDecl* definition = function->getDefinition();
    if (definition != nullptr && function->getName() != "mc_choose") return inlined(call, definition);
    if (function->getName() == "mc_task")
      refuse(call->getBeginLoc(),
             "mc_task() is not the same for every number of tasks: say who it was by an "
             "element of its own");
    const bool looks = function->getName().starts_with("mc_") && function->getName() != "mc_choose";
    if (function->getName() == "mc_check" && !loops_.empty()) loops_.back().checks = true;
    const auto walk = [&] {
      for (const clang::Expr* argument : call->arguments()) expression(argument);
    };
    if (looks)
      step(walk, family_.witnesses);
    else
      walk();
  }

  void inlined(const clang::CallExpr* call, const clang::FunctionDecl* function) {
    if (active_.contains(function)) return;  // recursion, which is refused when the code is read
    for (unsigned i = 0; i < function->getNumParams() && i < call->getNumArgs(); ++i)
      bind(function->getParamDecl(i), bare(call->getArg(i)));
    active_.insert(function);
    const auto body = [&] {
      const std::size_t depth = callee_depth_;
      callee_depth_ = loops_.size() + 1;
      statement(function->getBody());
      callee_depth_ = depth;
    };
    if (note(function) == "atomic")
      step(body, family_.witnesses);
    else
      body();
    active_.erase(function);
  }

  void bind(const clang::ParmVarDecl* parameter, const clang::Expr* argument) {
    numbers_.erase(parameter);
    elements_.erase(parameter);
    if (!loops_.empty()) loops_.back().locals.insert(parameter);
    if (number(argument)) {
      numbers_[parameter] = numbers_.at(variable_of(argument));
      return;
    }
    const auto* address = llvm::dyn_cast<clang::UnaryOperator>(argument);
    const bool taken = address != nullptr && address->getOpcode() == clang::UO_AddrOf;
    const clang::Expr* place = taken ? address->getSubExpr() : argument;
    const auto found = taken || elements_.contains(variable_of(argument)) ? element(place) : std::nullopt;
    if (!found) return expression(argument);
    subscripts(place);
    elements_[parameter] = *found;
  }

  const clang::ASTContext& context_;
  std::string parameter_;
  ir::Family family_;
  std::set<const clang::Decl*> arrays_;
  /// Variables that hold the number of one of many: of which task or loop it is the variable.
  std::map<const clang::VarDecl*, const clang::VarDecl*> numbers_;
  std::map<const clang::VarDecl*, Element> elements_;  ///< pointers to an element or into one
  std::vector<Loop> loops_;
  std::set<const clang::FunctionDecl*> active_;
  std::size_t callee_depth_ = 0;  ///< loops around the call of the current function, and one; 0 in a task
  bool atomic_ = false;
  unsigned witnesses_ = 0;
};

}  // namespace

ir::Family family_of(const clang::ASTContext& context, const std::string& parameter) {
  return Survey(context, parameter).survey();
}

}  // namespace mc::frontend
