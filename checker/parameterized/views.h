// SPDX-License-Identifier: Apache-2.0
// View abstraction: what any k of many can be at together, however many there are.
//
// A view is the global part of a state with the local parts of k of the many. Let V be a set of views that
// holds the initial one, and that is closed: of any M in the same global state, such that any k of them are
// in V, no step leads out of V. Then V holds every view of every reachable state, with any number from M on
// (Abdulla, Haziza and Holik: All for the price of few, VMCAI 2013, theorem 1; Parameterized verification
// through view abstraction, STTT 2016).
//
// For that, M must be so large that a step of a larger system, seen by k of the many, is a step of a system
// of M: the k, the one whose step it is, and witnesses. A broadcast does the same to each, so that leaving
// some out changes nothing for the others. A condition on whether there is somebody is true of a part of the
// many if it is false, none having been added, or if the part holds one of whom it is true, a witness; a
// condition on all is the negation of one on somebody. frontend/family.h makes sure that a model depends on
// the others in these ways only, and counts the witnesses: M = k + 1 + witnesses. The steps that are tried
// are those of the system of M itself, so nothing about conditions or broadcasts is approximated here; only
// which M can come together is.
#pragma once

#include <atomic>
#include <boost/container_hash/hash.hpp>
#include <cstdint>
#include <functional>
#include <optional>
#include <set>
#include <unordered_map>
#include <vector>

#include "ir/generator.h"
#include "parameterized/shape.h"

namespace mc::parameterized {

/// Local and global parts have numbers; equal ones the same.
using PartNumber = std::uint32_t;
/// Numbers of local parts, ascending: of the k of a view, or of all M.
using Group = std::vector<PartNumber>;

/// Numbers for vectors of values.
class PartNumbers {
 public:
  PartNumber number(std::vector<ir::Value> values);
  const std::vector<ir::Value>& values(PartNumber part) const { return *by_number_[part]; }
  std::size_t size() const { return by_number_.size(); }

 private:
  std::unordered_map<std::vector<ir::Value>, PartNumber, boost::hash<std::vector<ir::Value>>> known_;
  std::vector<const std::vector<ir::Value>*> by_number_;
};

/// A set of views, in the order in which they were found.
class Views {
 public:
  struct View {
    PartNumber global = 0;
    Group group;
  };

  Views(Shape shape, unsigned k) : shape_(std::move(shape)), k_(k) {}

  const Shape& shape() const { return shape_; }
  unsigned k() const { return k_; }
  std::size_t size() const { return views_.size(); }
  const View& operator[](std::size_t number) const { return views_[number]; }

  /// Adds all views of `state`.
  void add(const ir::State& state);
  /// The same of a state that a step leads to from state(global, group).
  void add(const ir::State& state, const ir::State& before, PartNumber global, const Group& group);

  /// Calls `use` with every group of M such that each of its views, in `number`'s global part, is that one or
  /// an older one, and it is among them; until `use` returns false. Every group comes once, as its views do.
  void for_each_group(std::size_t number, const std::function<bool(const Group&)>& use) const;

  /// The state of `group`, as many as there are in the shape, in global part `global`.
  ir::State state(PartNumber global, const Group& group) const;

 private:
  class Extension;

  void add_views(PartNumber global, Group group);
  void add(PartNumber global, const Group& view);
  PartNumber global_part(const ir::State& state);

  Shape shape_;
  unsigned k_;
  PartNumbers global_parts_, local_parts_;
  std::vector<View> views_;
  std::vector<std::unordered_map<Group, std::size_t, boost::hash<Group>>> numbers_;  ///< by global part
  std::vector<std::set<PartNumber>> locals_;  ///< the same: all in them
};

struct Limit {
  double seconds = 0;      ///< 0: none
  std::size_t states = 0;  ///< systems of M that are looked at; 0: none
  const std::atomic<bool>* stop = nullptr;
};

struct Closure {
  enum class End {
    safe,    ///< closed, and nothing is violated
    bad,     ///< something is violated in a state that may or may not be reachable
    halted,  ///< a limit was hit
  };
  End end = End::halted;
  Views views;
  std::size_t states = 0;  ///< of M that were looked at
};

/// The least closed set of views with the initial one of `generator`'s system of M, whose `shape` is given;
/// or as much of it as there is before a violation.
Closure close(ir::Generator& generator, const Shape& shape, unsigned k, const Limit& limit);

}  // namespace mc::parameterized
