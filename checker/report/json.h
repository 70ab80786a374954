// A run as JSON, for programs:
//
//   verdict       "HOLDS", "VIOLATED" or "INCOMPLETE"
//   reason        why it is incomplete; else absent
//   saved         the file that --resume can go on from; else absent
//   not_saved     why the last checkpoint was not written; else absent
//   model, variant, commit      strings, empty where there is none
//   parameters    {name: value}
//   properties    [{name, kind, formula, help}] that were judged; kind: "invariant", "check", "built-in" or
//                 "deadlock"
//   not_judged    [name] of the leads-to properties
//   states, transitions, depth, frontier (states found and not expanded)
//   seconds, threads, state_bits, bytes_per_state, peak_bytes
//   covers        {name: whether it was reached}
//   smt           {asked, undecided}: numbers of valuations put to Z3, and left without an answer
//   memory_model  "sequential consistency"
//   trace         absent unless there is a violation:
//                 {property, kind, formula, help, values: {parameter: value}, statement, call_path,
//                  waiting: [{task, statement, call_path}], the unfinished tasks of a deadlock,
//                  steps: [{task, function, caller, stands_for, statement, file, line,
//                           choices: [{function, statement}],
//                           changes: [{what, before, after, shared, function}],
//                           call_path, move: {task, copy, choices: [number]}, needs: [step]}],
//                  needs: [step], of an invariant or deadlock itself,
//                  no_return: {after: number of steps, exact, states}}, absent without --explain
//                 where a call_path is [{function, stands_for, statement, file, line}], innermost first,
//                 and steps that something needs (empty without --explain) count from 0
#pragma once

#include <nlohmann/json.hpp>
#include <string>

#include "report/run.h"

namespace mc::report {

/// Keys in the order above. What is there stays as it is; new keys may come.
nlohmann::ordered_json json(const Run& run);

/// As `trace` and its `steps` stand in it.
nlohmann::ordered_json json(const trace::Trace& trace);
nlohmann::ordered_json json(const trace::Step& step);

/// json() as indented text; bytes that are no UTF-8 are replaced.
std::string json_text(const Run& run);

}  // namespace mc::report
