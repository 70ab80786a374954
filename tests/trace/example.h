// SPDX-License-Identifier: Apache-2.0
// A small system by hand: a process dirties a folio under its lock, a flusher may write it back or fail.
#pragma once

#include "ir/system.h"

namespace mc::test {

/// Two processes run `store`, which calls folio_lock and folio_mark_dirty; one daemon, the flusher, chooses.
/// Writing a folio back "fails" by leaving it locked for ever, which ends in a deadlock.
struct Example {
  ir::System system;
  ir::PropertyId warning, clean, stuck;    ///< a check, an invariant, a deadlock
  ir::ObservationId warned, always_clean;  ///< of the check (there may be none), of the invariant

  Example() {
    system.enumerations.push_back({"pte", {{0, "PTE_NONE"}, {1, "PTE_RO"}, {2, "PTE_RW"}}});
    const ir::Type pte{.kind = ir::Type::Kind::enumeration, .least = 0, .most = 2, .detail = 0};
    system.globals = {{"folio[0].locked", {}}, {"folio[0].dirty", {}}, {"pte[0]", pte}, {"pte[1]", pte}};
    add_properties();
    add_process();
    add_flusher();
  }

 private:
  using Kind = ir::Instruction::Kind;
  enum Slot : std::uint32_t { locked, dirty, entries };

  ir::PlaceId shared(std::uint32_t slot) {
    return system.add_place({.space = ir::Space::shared, .base = slot, .type = system.globals[slot].type});
  }
  ir::ExprId read(std::uint32_t slot) { return system.expressions.load(shared(slot)); }
  ir::ExprId constant(ir::Value value) { return system.expressions.constant(value); }

  ir::CallId call(std::string function, std::string stands_for, ir::CallId caller = ir::CallId::none,
                  ir::SourceId site = ir::SourceId::none) {
    system.calls.push_back({std::move(function), std::move(stands_for), caller, site});
    return static_cast<ir::CallId>(system.calls.size() - 1);
  }
  ir::SourceId source(std::string text, unsigned line, ir::CallId call) {
    system.sources.push_back({.file = "model.c", .line = line, .text = std::move(text), .call = call});
    return static_cast<ir::SourceId>(system.sources.size() - 1);
  }

  /// A property "parameter is 0" named `name`, observed with `argument`.
  ir::ObservationId must_be_zero(std::string name, ir::Property::Kind kind, std::string parameter,
                                 ir::ExprId argument, ir::PropertyId& id) {
    id = static_cast<ir::PropertyId>(system.properties.size());
    system.properties.push_back({.name = std::move(name), .kind = kind, .text = "!" + parameter});
    system.formulas.push_back(
        {.property = id,
         .parameters = {{parameter, {}}},
         .expression = system.expressions.logical_not(system.expressions.parameter(0))});
    system.observations.push_back({static_cast<ir::FormulaId>(system.formulas.size() - 1), {argument}});
    return static_cast<ir::ObservationId>(system.observations.size() - 1);
  }

  void add_properties() {
    using Property = ir::Property::Kind;
    warned = must_be_zero("no_double_dirty", Property::check, "was_dirty", read(dirty), warning);
    always_clean = must_be_zero("never_dirty", Property::invariant, "dirty", read(dirty), clean);
    stuck = static_cast<ir::PropertyId>(system.properties.size());
    system.properties.push_back({.name = "deadlock", .kind = Property::deadlock});
  }

  void add_process() {
    const ir::CallId body = call("process", "");
    const ir::CallId store =
        call("store", "mm/memory.c:do_wp_page", body, source("store(&pte[self])", 40, body));
    const ir::CallId lock =
        call("folio_lock", "mm/filemap.c:folio_lock", store, source("folio_lock(&folio[0])", 30, store));
    const ir::CallId mark = call("folio_mark_dirty", "mm/page-writeback.c:folio_mark_dirty", store,
                                 source("folio_mark_dirty(&folio[0])", 31, store));
    const ir::SourceId waits = source("mc_await(!f->locked)", 10, lock);
    const ir::SourceId takes = source("f->locked = true", 11, lock);
    const ir::SourceId writes = source("*pte = PTE_RW", 32, store);
    const ir::PlaceId entry = system.add_place({.space = ir::Space::shared,
                                                .base = entries,
                                                .subscripts = {{system.expressions.self(), 1, 2}},
                                                .type = system.globals[entries].type});
    ir::Task task{.name = "process", .count = 2};
    task.code = {
        {.kind = Kind::await,
         .step = true,
         .expression = system.expressions.logical_not(read(locked)),
         .source = waits},
        {.kind = Kind::assign, .place = shared(locked), .expression = constant(1), .source = takes},
        {.kind = Kind::assign, .step = true, .place = entry, .expression = constant(2), .source = writes},
        {.kind = Kind::check,
         .step = true,
         .observation = warned,
         .source = source("WARN_ON(f->dirty)", 20, mark)},
        {.kind = Kind::assign,
         .place = shared(dirty),
         .expression = constant(1),
         .source = source("f->dirty = true", 21, mark)},
        {.kind = Kind::assign,
         .step = true,
         .place = shared(locked),
         .expression = constant(0),
         .source = source("f->locked = false", 33, store)},
        {.kind = Kind::end, .step = true}};
    system.tasks.push_back(std::move(task));
  }

  void add_flusher() {
    const ir::CallId body = call("flusher", "");
    const ir::SourceId chooses = source("fails = mc_choose(2)", 50, body);
    ir::Task task{.name = "flusher", .daemon = true};
    task.frame = {{.name = "fails", .type = {}, .function = "flusher"}};
    const ir::PlaceId fails = system.add_place({.space = ir::Space::local, .base = 0});
    task.code = {{.kind = Kind::await,
                  .step = true,
                  .expression = system.expressions.logical_not(read(locked)),
                  .source = source("mc_await(!folio[0].locked)", 49, body)},
                 {.kind = Kind::choose, .place = fails, .expression = constant(2), .source = chooses},
                 {.kind = Kind::branch,
                  .step = true,
                  .expression = system.expressions.load(fails),
                  .target = 4,
                  .source = source("if (fails)", 51, body)},
                 {.kind = Kind::assign,
                  .place = shared(locked),
                  .expression = constant(1),
                  .source = source("folio[0].locked = true", 52, body)},
                 {.kind = Kind::end, .step = true}};
    system.tasks.push_back(std::move(task));
  }
};

}  // namespace mc::test
