// SPDX-License-Identifier: Apache-2.0
// Turns the body of one task or property into instructions. Calls are inlined as they are met.
//
// A full expression that touches shared state is one step: begin_statement() marks where it starts.
// Values that must survive a call in the middle of an expression are kept in frame slots.
#pragma once

#include <clang/AST/Expr.h>
#include <clang/AST/Stmt.h>

#include <deque>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <variant>
#include <vector>

#include "frontend/code.h"
#include "frontend/counted_loop.h"
#include "frontend/formula.h"
#include "frontend/module.h"
#include "frontend/symbolic.h"

namespace mc::frontend {

/// An object in storage, possibly with subscripts that are not known yet.
struct Object {
  ir::Place place;  ///< its first slot; `type` of the place is set when a scalar is accessed
  clang::QualType type;
  const clang::FieldDecl* field = nullptr;   ///< if it is a bit-field, its declaration
  const clang::VarDecl* variable = nullptr;  ///< the static variable it belongs to, if known
};

/// The value of an expression: an integer, or a pointer whose target is known without running the model.
struct Result {
  ir::ExprId value = ir::ExprId::none;
  std::optional<Object> target;  ///< a pointer to this, or the struct itself for a struct value
  std::uint32_t elements = 0;    ///< the target is the first of so many elements of an array
};

/// A task or the scratch body of a property, and what its code becomes.
class Lowering {
 public:
  /// `first_identity` is mc_task() of copy 0.
  Lowering(Module& module, Formulas& formulas, ir::Task& task, ir::Value first_identity);

  /// Lowers the body of a task function; `self` is its parameter.
  void lower_task(const clang::FunctionDecl* function);

  /// What a function computes from shared state alone, with scalar parameters standing for
  /// Operator::parameter 0, 1, …; nothing if it changes anything, waits or chooses.
  std::optional<Computed> lower_pure(const clang::FunctionDecl* function);

 private:
  // A local variable is a constant, an expression or object that cannot change, or has slots of its own.
  using Binding = std::variant<Object, Result>;

  // lower_place.cpp
  /// What an lvalue, or an rvalue of struct type, names; emits the checks that its subscripts and pointers
  /// need.
  Object object(const clang::Expr* expression);
  Object object_of(const clang::DeclRefExpr* name);
  Object element_of(const clang::ArraySubscriptExpr* element);
  Object member_of(const clang::MemberExpr* member);
  Object dereference(const Result& pointer, clang::QualType pointee, clang::SourceLocation where);
  /// The place of an object that is one slot.
  ir::PlaceId scalar_place(Object object, clang::SourceLocation where);
  ir::ExprId load(const Object& object, clang::SourceLocation where);
  /// Refuses a change of a ghost that is not made in ghost code, and a change of anything else that is. A
  /// ghost may be copied to another.
  void require_ghosts_apart(const ir::Place& place, ir::ExprId value, clang::SourceLocation where);
  /// The name of the first ghost that a place can name, or of the first slot that is none; or "".
  std::string named_slot(const ir::Place& place, bool ghost) const;
  /// Assigns, after a check that the value is in the range of the object's type.
  void store(const Object& object, ir::ExprId value, clang::SourceLocation where);
  /// Assigns the value of an expression or initialiser of any type.
  void store_any(const Object& object, const clang::Expr* value);
  void store_list(const Object& object, const clang::InitListExpr* list);
  void store_zero(const Object& object, clang::SourceLocation where);
  void copy(const Object& to, const Object& from, clang::SourceLocation where);
  /// The number, in the domain of its type, of an object with static storage.
  ir::ExprId pointer_value(const Object& target, clang::SourceLocation where);
  /// Fresh frame slots.
  Object allocate(clang::QualType type, const std::string& name, clang::SourceLocation where);
  /// An object whose address cannot change any more: subscripts that could are copied to the frame.
  Object frozen(Object object, clang::SourceLocation where);
  /// Whether `value` stays the same as long as what it is made of is in scope.
  bool stable(ir::ExprId value) const;
  /// `value` copied to the frame if a later side effect could change it.
  ir::ExprId kept(ir::ExprId value, clang::QualType type, clang::SourceLocation where);

  // lower_expression.cpp
  /// The value of an expression; side effects become instructions, left before right.
  Result evaluate(const clang::Expr* expression);
  Result evaluate_node(const clang::Expr* expression);
  /// As a number (a pointer is one, too); as 0 or 1.
  ir::ExprId integer(const clang::Expr* expression);
  ir::ExprId truth(const clang::Expr* expression);
  Result unary(const clang::UnaryOperator* operation);
  Result binary(const clang::BinaryOperator* operation);
  Result assignment(const clang::BinaryOperator* operation);
  Result increment(const clang::UnaryOperator* operation, bool value_used = true);
  /// An expression whose value nobody wants.
  void discard(const clang::Expr* expression);
  Result conditional(const clang::ConditionalOperator* operation);
  /// && and ||: branches where the right side may emit, else a plain operator.
  ir::ExprId short_circuit(const clang::BinaryOperator* operation);
  ir::ExprId compare_pointers(const clang::BinaryOperator* operation, const Result& left,
                              const Result& right);
  ir::ExprId arithmetic(clang::BinaryOperatorKind kind, ir::ExprId left, ir::ExprId right,
                        clang::QualType type, clang::SourceLocation where);
  ir::ExprId pointer_or_integer(const Result& result, clang::SourceLocation where);
  void branch_on(const clang::Expr* condition, Label otherwise);
  /// A check that the language makes by itself.
  void require(const char* built_in, ir::ExprId condition);

  // lower_cast.cpp
  Result cast(const clang::CastExpr* cast);
  /// The value of a variable or other object.
  Result read(const clang::Expr* expression);
  /// An array as a pointer to its first element.
  Result decay(const clang::Expr* expression);
  ir::ExprId convert(const clang::CastExpr* cast);

  // lower_call.cpp
  Result call(const clang::CallExpr* call);
  Result inline_call(const clang::CallExpr* call, const clang::FunctionDecl* function);
  /// What a variable stands for: its value itself where neither can change, else slots that hold it.
  Binding bind_value(const clang::VarDecl* variable, const clang::Expr* value);
  std::vector<Binding> bind_arguments(const clang::CallExpr* call, const clang::FunctionDecl* function);
  /// The functions of mc.h; nothing for any other.
  std::optional<Result> built_in_call(const clang::CallExpr* call, llvm::StringRef name);
  Result lower_choose(const clang::CallExpr* call);
  Result lower_check(const clang::CallExpr* call, bool negated);
  void lower_covered(const clang::CallExpr* call);
  void lower_await(const clang::CallExpr* call);
  /// A condition with the functions it calls as one expression, looked at in one step; refuses what has
  /// effects.
  ir::ExprId condition_at_once(const clang::Expr* condition);
  /// The same, or nothing if it has effects.
  std::optional<Computed> pure(const clang::Expr* condition);
  /// If the condition is a call of a predicate over values, that predicate is the property: its observations.
  std::optional<std::vector<ir::ObservationId>> observe_property(const clang::Expr* condition,
                                                                 ir::Property::Kind kind);
  std::optional<Computed> pure_function(const clang::FunctionDecl* function);
  const clang::FunctionDecl* property_function(const clang::Expr* condition) const;

  // lower_statement.cpp
  void statement(const clang::Stmt* statement);
  /// What comes next is a statement: a step of its own if it touches shared state.
  void begin_statement(clang::SourceRange range, const std::string& text);
  void begin_expression(const clang::Expr* expression);
  void declare(const clang::VarDecl* variable);
  void lower_if(const clang::IfStmt* statement);
  void lower_while(const clang::WhileStmt* statement);
  void lower_do(const clang::DoStmt* statement);
  void lower_for(const clang::ForStmt* statement);
  /// The block after mc_ghost.
  void lower_ghost(const clang::Stmt* body);
  /// The values a counted loop's variable takes; nothing if they depend on the state.
  std::optional<std::vector<ir::Value>> counted_values(const clang::ForStmt* statement,
                                                       const CountedLoop& loop);
  /// Writes a counted loop out; false if it is none.
  bool unroll(const clang::ForStmt* statement);
  void lower_switch(const clang::SwitchStmt* statement);
  void lower_return(const clang::ReturnStmt* statement);
  void refuse_loop_in_atomic(const clang::Stmt* loop) const;
  Label user_label(const clang::LabelDecl* label);

  /// An inlined function.
  struct Frame {
    const clang::FunctionDecl* function;
    ir::CallId call;
    Label exit;
    std::optional<Object> result;
    std::map<const clang::VarDecl*, Binding> bindings;
    std::map<const clang::LabelDecl*, Label> labels;
    bool ghost = false;  ///< called in ghost code, or marked MC_GHOST
  };
  struct Loop {
    std::optional<Label> break_to, continue_to;
  };

  Frame& frame() { return frames_.back(); }
  ir::Expressions& expressions() { return module_.system.expressions; }

  Module& module_;
  Formulas& formulas_;
  ir::Task& task_;
  ir::Value first_identity_;
  Code code_;
  std::deque<Frame> frames_;  ///< a deque: references survive a call in between
  std::vector<Loop> loops_;
  std::map<const clang::SwitchCase*, Label> cases_;
  std::set<std::uint32_t> settled_;  ///< frame slots that keep their value as long as they are in scope
  std::set<std::uint32_t> ghosts_;   ///< frame slots of ghost code
  bool shared_touched_ = false;      ///< in this atomic body, before the current statement
};

}  // namespace mc::frontend
