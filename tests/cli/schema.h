// SPDX-License-Identifier: Apache-2.0
// JSON files against their schemas, by python3-jsonschema.
#pragma once

#include <nlohmann/json.hpp>
#include <string>
#include <utility>
#include <vector>

#include "process.h"

namespace mc::test {

/// What a validator has to say about each file, whose schema in checker/report/schema stands before it; empty
/// for those that follow it. One process for all, as starting it is what takes time.
inline std::vector<std::string> complaints(
    const Directory& directory, const std::vector<std::pair<std::string, std::string>>& schema_and_file) {
  std::vector<std::string> command{"python3", "-c", R"(
import json, sys, jsonschema
told = []
for path, file in zip(sys.argv[1::2], sys.argv[2::2]):
    schema = json.load(open(path))
    beside = jsonschema.RefResolver('file://' + path, schema)  # trace.json, which several refer to
    validator = jsonschema.Draft202012Validator(schema, resolver=beside)
    validator.check_schema(schema)
    told.append(''.join(f'{list(e.path)} {e.message}\n' for e in validator.iter_errors(json.load(open(file)))))
print(json.dumps(told))
)"};
  for (const auto& [schema, file] : schema_and_file) {
    command.push_back(MC_SOURCE_DIR "/checker/report/schema/" + schema);
    command.push_back((directory / file).string());
  }
  const Ended ended = run(command);
  if (ended.exit != 0) return {ended.errors};
  return nlohmann::json::parse(ended.output).get<std::vector<std::string>>();
}

}  // namespace mc::test
