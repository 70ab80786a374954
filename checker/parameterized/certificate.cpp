// SPDX-License-Identifier: Apache-2.0
#include "parameterized/certificate.h"

#include <fmt/format.h>

#include <numeric>

#include "parameterized/instances.h"
#include "parameterized/text.h"
#include "prove/certificate.h"

namespace mc::parameterized {
namespace {

using z3::expr_vector;

class CertificateWriter {
 public:
  CertificateWriter(const prove::Transition& transition, const Shape& shape, unsigned k)
      : variables_(transition.variables()),
        shape_(shape),
        instances_(variables_, shape),
        k_(k),
        fields_(letters()) {}

  prove::Definition definition(const std::vector<ForbiddenCube>& clauses) const {
    std::vector<unsigned> first(k_);
    std::iota(first.begin(), first.end(), 0);
    std::string body = "(or false";
    for (const ForbiddenCube& clause : clauses)
      body += "\n  " + prove::term(instances_.all(clause, first, fields_).simplify());
    return {
        .opening = prove::opening("never", seen(first, fields_)),
        .body = body + ")",
        .rest = prove::opening("invariant", variables_.current()) + "\n (and true" + instantiated() + "))\n"};
  }

 private:
  /// The fields of a state, those of the first k named p, q, ...
  expr_vector letters() const {
    expr_vector result(variables_.context());
    for (unsigned i = 0; i < variables_.positions().size(); ++i) result.push_back(variables_.current()[i]);
    for (unsigned who = 0; who < k_; ++who)
      for (const std::size_t position : shape_.locals[who])
        if (const auto order = instances_.order(position)) {
          z3::expr field = variables_.current()[*order];
          const std::string name = named_for(field.decl().name().str(), variable_name(who + 1));
          field = variables_.context().constant(name.c_str(), field.get_sort());
          result.set(*order, field);
        }
    return result;
  }

  /// The global ones of `fields`, and those of the `chosen`.
  expr_vector seen(const std::vector<unsigned>& chosen, const expr_vector& fields) const {
    expr_vector result(variables_.context());
    const auto add = [&](const std::vector<std::size_t>& positions) {
      for (const std::size_t position : positions)
        if (const auto order = instances_.order(position)) result.push_back(fields[*order]);
    };
    add(shape_.global);
    for (const unsigned each : chosen) add(shape_.locals[each]);
    return result;
  }

  std::string instantiated() const {
    std::string result;
    for_each_sequence(k_, shape_.size(), [&](const std::vector<unsigned>& sequence) {
      const expr_vector fields = seen(sequence, variables_.current());
      z3::sort_vector sorts(variables_.context());
      for (const z3::expr& field : fields) sorts.push_back(field.get_sort());
      const z3::func_decl never =
          variables_.context().function("never", sorts, variables_.context().bool_sort());
      result += "\n  " + prove::term(!never(fields));
    });
    return result;
  }

  const prove::Variables& variables_;
  const Shape& shape_;
  Instances instances_;
  unsigned k_;
  expr_vector fields_;
};

}  // namespace

std::string certificate(const ir::System& system, const ir::Family& family, unsigned k,
                        const std::vector<ForbiddenCube>& clauses, const std::string& about) {
  z3::context context;
  const prove::Transition transition(context, system);
  const Shape shape = shape_of(system, family);
  return prove::certificate(transition, CertificateWriter(transition, shape, k).definition(clauses), about);
}

std::string difference(const ir::System& system, const ir::Family& family, unsigned k,
                       std::string_view text) {
  z3::context context;
  const prove::Transition transition(context, system);
  const Shape shape = shape_of(system, family);
  return prove::difference(transition, CertificateWriter(transition, shape, k).definition({}), text);
}

}  // namespace mc::parameterized
