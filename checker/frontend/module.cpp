// SPDX-License-Identifier: Apache-2.0
#include "frontend/module.h"

#include <clang/AST/RecursiveASTVisitor.h>
#include <clang/Basic/SourceManager.h>
#include <clang/Lex/Lexer.h>
#include <fmt/format.h>

#include "frontend/constant.h"

namespace mc::frontend {

using clang::QualType;

namespace {

constexpr llvm::StringRef note_prefix = "mc:";

const clang::AnnotateAttr* annotation(const clang::Decl* declaration) {
  for (const auto* attribute : declaration->specific_attrs<clang::AnnotateAttr>())
    if (attribute->getAnnotation().starts_with(note_prefix)) return attribute;
  return nullptr;
}

/// The variable that an lvalue expression changes when it is assigned, if it is a variable's own storage.
const clang::VarDecl* assigned_variable(const clang::Expr* expression) {
  expression = expression->IgnoreParenCasts();
  if (const auto* member = llvm::dyn_cast<clang::MemberExpr>(expression))
    return member->isArrow() ? nullptr : assigned_variable(member->getBase());
  if (const auto* element = llvm::dyn_cast<clang::ArraySubscriptExpr>(expression))
    return assigned_variable(element->getBase());
  if (const auto* name = llvm::dyn_cast<clang::DeclRefExpr>(expression))
    return llvm::dyn_cast<clang::VarDecl>(name->getDecl());
  return nullptr;
}

/// Collects static variables, and every variable that is assigned or whose address is taken.
struct Survey : clang::RecursiveASTVisitor<Survey> {
  std::vector<const clang::VarDecl*> globals;
  std::set<const clang::VarDecl*> modified;

  void change(const clang::Expr* expression) {
    if (const auto* variable = assigned_variable(expression)) modified.insert(variable);
  }
  bool VisitVarDecl(clang::VarDecl* variable) {
    if (variable->hasGlobalStorage() && variable->getCanonicalDecl() == variable) globals.push_back(variable);
    return true;
  }
  bool VisitBinaryOperator(clang::BinaryOperator* operation) {
    if (operation->isAssignmentOp()) change(operation->getLHS());
    return true;
  }
  bool VisitUnaryOperator(clang::UnaryOperator* operation) {
    if (operation->isIncrementDecrementOp() || operation->getOpcode() == clang::UO_AddrOf)
      change(operation->getSubExpr());
    return true;
  }
  bool VisitImplicitCastExpr(clang::ImplicitCastExpr* cast) {
    if (cast->getCastKind() == clang::CK_ArrayToPointerDecay) change(cast->getSubExpr());
    return true;
  }
  bool VisitFieldDecl(clang::FieldDecl* field) {
    if (has_note(field, "ghost"))
      refuse(field->getLocation(),
             "MC_GHOST on a member: write a variable of its own, an array with an element for each struct");
    return true;
  }
};

}  // namespace

std::string note(const clang::Decl* declaration) {
  const auto* attribute = annotation(declaration);
  return attribute == nullptr ? "" : attribute->getAnnotation().substr(note_prefix.size()).str();
}

bool has_note(const clang::Decl* declaration, llvm::StringRef text) {
  return llvm::any_of(declaration->redecls(), [text](const clang::Decl* each) {
    const auto is_it = [text](const clang::AnnotateAttr* attribute) {
      llvm::StringRef note = attribute->getAnnotation();
      return note.consume_front(note_prefix) && note == text;
    };
    return llvm::any_of(each->specific_attrs<clang::AnnotateAttr>(), is_it);
  });
}

std::vector<ir::Value> note_arguments(const clang::Decl* declaration, const clang::ASTContext& context) {
  std::vector<ir::Value> values;
  const auto* attribute = annotation(declaration);
  if (attribute == nullptr) return values;
  for (const clang::Expr* argument : attribute->args()) {
    clang::Expr::EvalResult result;
    if (argument->EvaluateAsInt(result, context)) values.push_back(value_of(result.Val.getInt()));
  }
  return values;
}

Module::Module(clang::ASTContext& ast, ir::System& into) : context(ast), system(into), types(ast, into) {
  add_globals();
}

void Module::add_globals() {
  Survey survey;
  survey.TraverseDecl(context.getTranslationUnitDecl());
  modified_ = std::move(survey.modified);
  std::uint32_t next = 0;
  for (const auto* variable : survey.globals) {
    if (variable->getTLSKind() != clang::VarDecl::TLS_None)
      refuse(variable->getLocation(),
             "a variable for each thread: write an array with an element for each task");
    bases_[variable] = next;
    types.add_global(variable, next);
    next += types.slots(variable->getType(), variable->getLocation());
  }
  for (const auto* variable : survey.globals) add_global(variable);
  for (const auto* variable : survey.globals) initialise(variable);
}

void Module::add_global(const clang::VarDecl* variable) {
  types.each_leaf(variable->getType(), variable->getLocation(), [&](const Types::Leaf& leaf) {
    ir::Slot slot{.name = variable->getNameAsString() + leaf.name,
                  .type = types.scalar(leaf.type, leaf.field, variable->getLocation())};
    slot.initial = std::clamp<ir::Value>(0, slot.type.least, slot.type.most);
    if (has_note(variable, "ghost")) ghosts.insert(static_cast<std::uint32_t>(system.globals.size()));
    system.globals.push_back(std::move(slot));
  });
}

void Module::initialise(const clang::VarDecl* variable) {
  const clang::VarDecl* definition = nullptr;
  if (variable->getAnyInitializer(definition) == nullptr) return;
  const clang::APValue* value = definition->evaluateValue();
  if (value == nullptr)
    refuse(definition->getLocation(), "an initialiser that is not constant: write constants");
  initialise(*value, definition->getType(), base(variable), definition->getLocation());
}

void Module::initialise(const clang::APValue& value, QualType type, std::uint32_t at,
                        clang::SourceLocation where) {
  if (value.isArray()) {
    const QualType element = context.getAsArrayType(type)->getElementType();
    const std::uint32_t stride = types.slots(element, where);
    for (unsigned i = 0; i < value.getArraySize(); ++i)
      initialise(
          i < value.getArrayInitializedElts() ? value.getArrayInitializedElt(i) : value.getArrayFiller(),
          element, at + i * stride, where);
  } else if (value.isStruct()) {
    for (const auto* field : type->getAsRecordDecl()->getDefinition()->fields())
      initialise(value.getStructField(field->getFieldIndex()), field->getType(), at + types.offset(field),
                 where);
  } else if (value.isInt() || value.isLValue()) {
    const ir::Value initial =
        value.isInt() ? value_of(value.getInt()) : pointer_constant(value, type->getPointeeType(), where);
    ir::Slot& slot = system.globals[at];
    if (!slot.type.contains(initial))
      refuse(where, fmt::format("initial value {} of {} is outside its range {}..{}", initial, slot.name,
                                slot.type.least, slot.type.most));
    slot.initial = initial;
  }
}

std::uint32_t Module::slot_of(const clang::APValue& address, const clang::VarDecl* variable,
                              clang::SourceLocation where) const {
  std::uint32_t slot = base(variable);
  QualType type = variable->getType();
  if (!address.hasLValuePath() || address.isLValueOnePastTheEnd())
    refuse(where, "an initial pointer of this form: write &variable or a part of one");
  for (const clang::APValue::LValuePathEntry& entry : address.getLValuePath()) {
    if (const auto* array = context.getAsArrayType(type)) {
      type = array->getElementType();
      slot += static_cast<std::uint32_t>(entry.getAsArrayIndex()) * types.slots(type, where);
    } else {
      const auto* field = llvm::cast<clang::FieldDecl>(entry.getAsBaseOrMember().getPointer());
      type = field->getType();
      slot += types.offset(field);
    }
  }
  return slot;
}

ir::Value Module::pointer_constant(const clang::APValue& value, QualType pointee,
                                   clang::SourceLocation where) {
  if (value.isNullPointer()) return 0;
  const auto* variable =
      llvm::dyn_cast_or_null<clang::VarDecl>(value.getLValueBase().dyn_cast<const clang::ValueDecl*>());
  if (variable == nullptr)
    refuse(where, "a pointer to something that is no variable: point at a static object");
  const std::uint32_t slot = slot_of(value, variable, where);
  const ir::Domain& domain = system.domains[types.domain(pointee, where)];
  for (std::size_t i = 0; i < domain.objects.size(); ++i)
    if (domain.objects[i] == slot) return static_cast<ir::Value>(i + 1);
  refuse(where, "an initial pointer into the middle of an object: set it in a task's first statement");
}

std::optional<ir::Value> Module::constant_slot(const clang::VarDecl* variable, std::uint32_t slot) const {
  if (!variable->getType().isConstQualified() &&
      !context.getBaseElementType(variable->getType()).isConstQualified())
    return std::nullopt;
  return system.globals[slot].initial;
}

std::string Module::text(clang::SourceRange range) const {
  const auto& manager = context.getSourceManager();
  const auto whole = manager.getExpansionRange(range);
  const llvm::StringRef written = clang::Lexer::getSourceText(whole, manager, context.getLangOpts());
  std::string folded;
  for (const char character : written) {
    const bool space = std::isspace(static_cast<unsigned char>(character)) != 0;
    if (!space)
      folded += character;
    else if (!folded.empty() && folded.back() != ' ')
      folded += ' ';
  }
  return folded;
}

ir::SourceId Module::source(clang::SourceRange range, const std::string& text, ir::CallId call) {
  const auto& manager = context.getSourceManager();
  const auto place = manager.getPresumedLoc(manager.getExpansionLoc(range.getBegin()));
  const std::string file = place.isValid() ? place.getFilename() : "";
  const unsigned line = place.isValid() ? place.getLine() : 0;
  const unsigned column = place.isValid() ? place.getColumn() : 0;
  const auto [found, inserted] =
      sources_.try_emplace({file, line, column, call}, static_cast<ir::SourceId>(system.sources.size()));
  if (inserted) {
    system.sources.push_back({file, line, column, text, call});
    locations_.push_back(range.getBegin());
  }
  return found->second;
}

std::string Module::comment(const clang::Decl* declaration) const {
  const clang::RawComment* raw = context.getRawCommentForAnyRedecl(declaration);
  if (raw == nullptr) return "";
  std::string result;
  for (const auto& line : raw->getFormattedLines(context.getSourceManager(), context.getDiagnostics())) {
    llvm::StringRef words = llvm::StringRef(line.Text).trim(" \t/*");
    if (words.empty() && !result.empty()) break;
    if (!result.empty() && !words.empty()) result += ' ';
    result += words.str();
  }
  return result;
}

}  // namespace mc::frontend
