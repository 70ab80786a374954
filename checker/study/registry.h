// SPDX-License-Identifier: Apache-2.0
// The models that can be named: every DIR/*/model.toml. The file's keys are the fields below, spelled as
// here; see model/README.md.
#pragma once

#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "conform/rules.h"
#include "ir/verdict.h"

namespace mc::study {

/// [[variant.expect]]: what one run must find that judges these properties and no others.
struct Expectation {
  std::vector<std::string> property;     ///< one, or several that are expected to hold
  std::map<std::string, long long> set;  ///< bounds other than the defaults
  ir::Verdict verdict = ir::Verdict::holds;
  std::vector<std::string> unreached;  ///< covers known to be out of reach here; all others must be reached
  std::string why;
};

/// [[necessity]]: a change of the model's code that takes something away; see study/mutation.h.
struct Part {
  enum class Kind { fix, lock, recheck, order };
  /// In `function` of `file`, `remove` becomes `by`.
  struct Edit {
    std::string file;  ///< a path; in model.toml, relative to it
    std::string function;
    std::string remove;
    std::string by;
    bool operator==(const Edit&) const = default;
  };
  std::string name;
  Kind kind = Kind::order;
  std::vector<Edit> edits;  ///< at least one
  std::string place;        ///< "model.toml:17", for complaints
};

/// [variant.necessity]: for which bounds and properties `mc necessity` asks, and what it is to find.
struct Necessity {
  struct Expected {
    ir::Verdict verdict = ir::Verdict::violated;
    std::string why;
  };
  std::map<std::string, long long> set;
  std::vector<std::string> property;         ///< empty: what `judge` says
  std::map<std::string, Expected> expected;  ///< by what is changed: "no unmap"
};

/// [[variant]]: one state of the kernel.
struct Variant {
  std::string name;
  std::string commit;
  std::string kernels;  ///< "4.9 to 7.0"
  std::string help;
  std::vector<std::string> defines;  ///< "X=1"
  std::vector<Expectation> expect;
  Necessity necessity;
};

/// [conform]: the model's scenario for recorded runs; see model/RECORDINGS.md.
struct Conform {
  std::vector<std::string> sources;  ///< paths; in the file, relative to it
  std::vector<std::string> include;  ///< likewise; the model's own if there are none
  conform::Rules rules;
};

struct Model {
  std::string name;
  std::string help;
  std::vector<std::string> sources;  ///< paths; in the file, relative to it
  std::vector<std::string> include;  ///< likewise
  std::vector<std::string> judge;    ///< properties that `mc explore` judges if none is named; empty: all
  std::optional<Conform> conform;
  std::vector<Part> parts;
  std::vector<Variant> variants;  ///< at least one
};

struct Selection {
  const Model* model = nullptr;
  const Variant* variant = nullptr;
};

class Registry {
 public:
  /// Throws UsageError, with file and line, for a file that is not of this form.
  explicit Registry(const std::filesystem::path& directory);

  const std::vector<Model>& models() const { return models_; }

  /// The one variant that `name` selects: "variant", "model/variant" or "model". Throws UsageError with the
  /// names that would do.
  Selection find(const std::string& name) const;

  /// What `names` select, in the order of the registry: a model selects all its variants, and no name
  /// everything. Throws UsageError for an unknown name.
  std::vector<Selection> select(const std::vector<std::string>& names) const;

 private:
  [[noreturn]] void refuse(const std::string& name) const;

  std::vector<Model> models_;
};

/// Where models and properties are: beside an installed binary, else the source tree it was built from.
std::filesystem::path share_directory();

/// `path` as a reader wants it: relative if it is below the current directory, else absolute.
std::string shown(const std::filesystem::path& path);

}  // namespace mc::study
