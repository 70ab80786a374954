// SPDX-License-Identifier: Apache-2.0
#include "conform/shape.h"

#include <fmt/format.h>

#include <cctype>

namespace mc::conform {

namespace {

/// The part of `shape` that ".a[2].b" names; made if it is not there yet.
Shape& part(Shape& shape, const std::string& path) {
  Shape* at = &shape;
  for (std::size_t begin = 0; begin < path.size();) {
    const std::size_t end = std::min(path.find_first_of(".[", begin + 1), path.size());
    if (path[begin] == '[') {
      const std::size_t index = std::stoul(path.substr(begin + 1));
      if (at->elements.size() <= index) at->elements.resize(index + 1);
      at = &at->elements[index];
    } else {
      at = &at->members[path.substr(begin + 1, end - begin - 1)];
    }
    begin = end;
  }
  return *at;
}

std::string member_path(const std::string& path, const std::string& name) {
  return path.empty() ? name : path + "." + name;
}

const std::vector<Shape>& elements_of(const Shape& shape) {
  const Shape* at = shape.member("at");
  return at == nullptr ? shape.elements : at->elements;
}

/// Walks `shape` and what was seen of it side by side.
class Comparison {
 public:
  Comparison(const ir::System& system, const ir::State* globals) : system_(system), globals_(globals) {}

  /// Whether what was seen has a place, whatever is held there.
  bool fits(const Shape& shape, const Json& seen, const std::string& path) {
    misfit_ = path;
    if (seen.is_null()) return shape.member("present") != nullptr;
    if (seen.is_object()) {
      for (const auto& [key, value] : seen.items()) {
        const Shape* member = shape.member(key);
        misfit_ = member_path(path, key);
        if (member == nullptr || !fits(*member, value, member_path(path, key))) return false;
      }
      return !shape.members.empty();
    }
    if (seen.is_array()) {
      const std::vector<Shape>& elements = elements_of(shape);
      if (elements.size() != seen.size()) return false;
      for (std::size_t i = 0; i < elements.size(); ++i)
        if (!fits(elements[i], seen[i], fmt::format("{}[{}]", path, i))) return false;
      return true;
    }
    return shape.slot && value_of(system_, *shape.slot, seen).has_value();
  }

  void compare(const Shape& shape, const Json& seen, const std::string& path) {
    const Shape* present = shape.member("present");
    if (present != nullptr && held(*present) == seen.is_null()) {
      all_.push_back({path, seen, seen.is_null() ? contents(shape) : Json()});
    } else if (seen.is_object()) {
      for (const auto& [key, value] : seen.items())
        compare(*shape.member(key), value, member_path(path, key));
    } else if (seen.is_array()) {
      for (std::size_t i = 0; i < seen.size(); ++i)
        compare(elements_of(shape)[i], seen[i], fmt::format("{}[{}]", path, i));
    } else if (!seen.is_null() && value_of(system_, *shape.slot, seen) != (*globals_)[*shape.slot]) {
      all_.push_back({path, seen, contents(shape)});
    }
  }

  const std::string& misfit() const { return misfit_; }
  std::vector<Difference> all() { return std::move(all_); }

 private:
  bool held(const Shape& present) const { return (*globals_)[*present.slot] != 0; }

  /// All that the variable holds.
  Json contents(const Shape& shape) const {
    if (shape.slot) return json_of(system_, *shape.slot, (*globals_)[*shape.slot]);
    const Shape* present = shape.member("present");
    if (present != nullptr && !held(*present)) return {};
    if (!elements_of(shape).empty()) {
      Json array = Json::array();
      for (const Shape& element : elements_of(shape)) array.push_back(contents(element));
      return array;
    }
    Json object = Json::object();
    for (const auto& [name, member] : shape.members)
      if (name != "present") object[name] = contents(member);
    return object;
  }

  const ir::System& system_;
  const ir::State* globals_;
  std::string misfit_;
  std::vector<Difference> all_;
};

}  // namespace

const Shape* Shape::member(const std::string& name) const {
  const auto found = members.find(name);
  return found == members.end() ? nullptr : &found->second;
}

Shape shape_of(const ir::System& system, const std::string& variable) {
  Shape shape;
  for (std::uint32_t slot = 0; slot < system.globals.size(); ++slot) {
    const std::string& name = system.globals[slot].name;
    if (!name.starts_with(variable)) continue;
    const std::string path = name.substr(variable.size());
    if (path.empty() || path[0] == '.' || path[0] == '[') part(shape, path).slot = slot;
  }
  return shape;
}

std::string enumerator_name(const std::string& text) {
  std::string name;
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    name += std::isalnum(byte) ? static_cast<char>(std::toupper(byte)) : '_';
  }
  return name;
}

std::optional<ir::Value> value_of(const ir::System& system, std::uint32_t slot, const Json& json) {
  const ir::Type& type = system.globals[slot].type;
  const bool enumerated = type.kind == ir::Type::Kind::enumeration;
  std::optional<ir::Value> value;
  if (json.is_boolean()) value = json.get<bool>() ? 1 : 0;
  if (json.is_number_integer()) value = json.get<ir::Value>();
  if (!enumerated) return value && type.contains(*value) ? value : std::nullopt;
  for (const auto& [number, name] : system.enumerations[type.detail].names) {
    if (json.is_string() && name == enumerator_name(json.get<std::string>())) return number;
    if (value == number) return number;
  }
  return std::nullopt;
}

Json json_of(const ir::System& system, std::uint32_t slot, ir::Value value) {
  const ir::Type& type = system.globals[slot].type;
  if (type.kind == ir::Type::Kind::boolean) return value != 0;
  if (type.kind == ir::Type::Kind::integer) return value;
  return ir::to_string(system, type, value);
}

std::string misfit(const ir::System& system, const Shape& shape, const Json& seen) {
  Comparison comparison(system, nullptr);
  return comparison.fits(shape, seen, "") ? "" : comparison.misfit();
}

std::vector<Difference> differences(const ir::System& system, const Shape& shape, const Json& seen,
                                    const ir::State& globals) {
  Comparison comparison(system, &globals);
  comparison.compare(shape, seen, "");
  return comparison.all();
}

}  // namespace mc::conform
