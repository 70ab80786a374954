// SPDX-License-Identifier: Apache-2.0
// Whether a small model explains runs: what agrees, each way to disagree, and both sides of the warnings.
#include "conform/match.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "notebook.h"

namespace mc::test {
namespace {

using Match = Notebook;

const std::string kOpen = R"({"task":"A","call":"open","path":"f","result":0})";
const std::string kStore = R"({"task":"A","call":"store","offset":0,"length":1,"result":0})";
const std::string kLost = R"({"task":"A","call":"fsync","result":-5})";
const std::string kWarn = R"(,"warn":["mark_dirty <- write_fault <- access"])";

std::string list(const std::vector<std::string>& events) {
  return fmt::format("[{}]", fmt::join(events, ","));
}

/// `event` with keys and values added, which begin with a comma.
std::string with(const std::string& event, const std::string& keys) {
  return event.substr(0, event.size() - 1) + keys + "}";
}

/// A run that loses a page and stores to it again; `keys` are added to the last store.
std::string loss(const std::string& keys) {
  return list({kOpen, kStore, kLost, with(kStore, keys)});
}

TEST_F(Match, agrees_if_one_execution_matches_everything) {
  const Verdict found = verdict(loss(kWarn), {{"warn_mark_dirty", true}, {"warnings", 1}, {"losses", 1}});
  EXPECT_EQ(found.kind, Kind::agrees) << told(found);
  EXPECT_EQ(found.calls, 4u);
  EXPECT_GT(found.states, 4u);
}

TEST_F(Match, compares_what_is_given_of_the_state_and_nothing_else) {
  const auto seen = [](const std::string& keys) {
    return list({kOpen, with(kStore, R"(,"state":[)" + with(R"({"task":"A","page":0})", keys) + "]")});
  };
  agrees(seen(""));
  agrees(seen(R"(,"folio":{"dirty":true})"));
  agrees(seen(R"(,"folio":{"uptodate":true,"mapcount":1,"buffers":null},"i_size":8192,"mapped":[true])"));
  disagrees(seen(R"(,"folio":{"uptodate":false})"), 2, "observed   A page 0: folio.uptodate false");
  disagrees(seen(R"(,"folio":{"mapcount":0})"), 2, "the model  A page 0: folio.mapcount 1");
  disagrees(seen(R"(,"folio":null)"), 2, "folio null");
  disagrees(seen(R"(,"folio":{"buffers":[{"on_disk":true}]})"), 2, "the model  A page 0: folio.buffers null");
  disagrees(seen(R"(,"mapped":[false])"), 2, "mapped[0] true");
}

TEST_F(Match, knows_arrays_and_what_is_not_there) {
  const std::string written = list(
      {kOpen, kStore, R"({"task":"A","call":"load","offset":4096})", R"({"task":"A","call":"fsync","result":0,
      "state":[{"task":"A","page":0,"folio":{"buffers":[{"on_disk":true},{"on_disk":false}]}},
               {"task":"A","page":1,"folio":{"buffers":null}},{"task":"A","page":2,"folio":null}]})"});
  agrees(written, {{"image", "small"}});
  not_modelled(written, "state of folio.buffers", {{"image", "good"}});
}

TEST_F(Match, names_the_first_call_that_cannot_be_matched) {
  disagrees(list({kOpen, kStore, R"({"task":"A","call":"fsync","result":0})", kStore}), 3,
            "observed   result 0\n    the model  result -5");
  disagrees(list({kOpen, R"({"task":"A","call":"store","offset":0,"result":"SIGBUS"})"}), 2,
            "the model  result 0");
  agrees(list({kOpen, R"({"task":"A","call":"store","offset":8192,"result":"SIGBUS"})"}));
}

TEST_F(Match, has_the_model_try_every_choice) {
  const auto slept = [](const char* ms, const char* dirty) {
    return list({kOpen, kStore,
                 fmt::format(R"({{"task":"A","call":"sleep","ms":{},
                             "state":[{{"task":"A","page":0,"folio":{{"dirty":{}}}}}]}})",
                             ms, dirty)});
  };
  for (const char* dirty : {"true", "false"}) agrees(slept("2000", dirty));
  agrees(slept("500", "true"));
  disagrees(slept("500", "false"), 3, "folio.dirty true");
}

TEST_F(Match, refuses_a_recording_without_the_warning_that_the_model_must_fire) {
  disagrees(loss(""), 4, "observed   warn []");
  agrees(loss(""), {{"build", "fixed"}});
}

TEST_F(Match, refuses_a_recording_with_a_warning_that_the_model_cannot_fire) {
  disagrees(loss(kWarn), 4, "all results and states can be matched", {{"build", "fixed"}});
  disagrees(loss(R"(,"warn":["mark_dirty <- read_fault"])"), 4, "mark_dirty <- read_fault");
}

TEST_F(Match, is_two_sided) {
  // After the sleep the page may be lost or not: both match what is seen, only one fires.
  const auto maybe_lost = [](const std::string& keys) {
    return list({kOpen, kStore, R"({"task":"A","call":"sleep","ms":2000})", with(kStore, keys)});
  };
  disagrees(maybe_lost(""), 4, "should fire the recorded warnings and no others");
  disagrees(maybe_lost(kWarn), 4, "should fire the recorded warnings and no others");
  agrees(maybe_lost(R"(,"warn":null)"));
}

TEST_F(Match, compares_the_totals_at_the_end) {
  disagrees(loss(kWarn), 5, "warn_mark_dirty true", {{"warn_mark_dirty", false}});
  disagrees(loss(kWarn), 5, "the model  warnings 1", {{"warnings", 2}});
  disagrees(loss(kWarn), 5, "observed   losses 2", {{"losses", 2}});
  agrees(loss(kWarn), {{"of_no_interest", 7}});
}

TEST_F(Match, counts_a_warning_once_a_run) {
  agrees(list({kOpen, kStore, kLost, with(kStore, kWarn), kLost, kStore}), {{"warnings", 1}});
}

TEST_F(Match, counts_warnings_whose_chain_is_not_recorded) {
  const std::string load =
      list({kOpen, kStore, kLost, R"({"task":"A","call":"load","offset":0,"result":0})"});
  agrees(load, {{"warnings", 0}});
  agrees(load, {{"kernel", "1.2"}, {"warnings", 1}, {"warn_mark_dirty", false}});
  disagrees(load, 5, "the model  warnings 1", {{"kernel", "1.2.9"}, {"warnings", 0}});
}

TEST_F(Match, tells_other_failing_checks_from_warnings) {
  disagrees(list({kOpen, R"({"task":"A","call":"crash","result":0})"}), 2, "breaks BUG_ON(i_size > 0)");
}

TEST_F(Match, tells_calls_that_wait_for_ever) {
  disagrees(list({kOpen, R"({"task":"A","call":"pin","result":0})", R"({"task":"B","call":"fsync"})"}), 3,
            "would wait for ever at `mc_await(lock->owner == 0)` in mutex_lock");
}

TEST_F(Match, lets_calls_overlap) {
  const std::string store = R"({"task":"A","call":"store","offset":0,"stops_in":"access"})";
  const std::string finish = R"({"task":"A","call":"finish","result":0})";
  agrees(list({kOpen, store, finish}));
  agrees(list({kOpen, store, R"({"task":"B","call":"fsync","result":0})", finish}));
  // With the page marked dirty and the lock released, fsync can lose it before the store returns.
  agrees(list({kOpen, store, R"({"task":"B","call":"fsync","result":-5})", finish}));
  agrees(list({kOpen, store, R"({"task":"A","call":"finish","stops_in":"mark_dirty"})", finish}));
  disagrees(list({kOpen, store, R"({"task":"A","call":"finish","stops_in":"look"})", finish}), 3,
            "ends without being there");
}

TEST_F(Match, keeps_locks_held_by_a_task_that_stands_in_a_call) {
  disagrees(list({kOpen, R"({"task":"A","call":"store","offset":0,"stops_in":"mark_dirty"})",
                  R"({"task":"B","call":"fsync"})"}),
            3, "would wait for ever");
}

TEST_F(Match, looks_on_behalf_of_a_task_that_stands_in_a_call) {
  agrees(list({kOpen, R"({"task":"B","call":"load","offset":0,"result":0})",
               R"({"task":"A","call":"store","offset":0,"stops_in":"mark_dirty",
                   "state":[{"task":"A","page":0,"mapped":[true,true],"folio":{"dirty":false}}]})",
               R"({"task":"A","call":"finish","result":0,
                   "state":[{"task":"A","page":0,"folio":{"dirty":true}}]})"}));
}

TEST_F(Match, keeps_threads_in_one_address_space) {
  const auto two = [](const std::string& keys) {
    return list({kOpen, with(R"({"task":"B","call":"store","offset":0,"result":0})", keys)});
  };
  agrees(two(R"(,"state":[{"task":"B","page":0,"mapped":[false,true]}])"));
  agrees(two(R"(,"process":"A","state":[{"task":"B","page":0,"mapped":[true]}])"));
}

TEST_F(Match, tells_files_apart) {
  agrees(list({kOpen, kStore, R"({"task":"A","call":"creat","path":"other","result":0})",
               R"({"task":"A","call":"fsync","result":0})", kOpen, kLost}));
}

TEST_F(Match, takes_bad_sectors_from_the_images) {
  const auto bad = [](const std::string& range, int result) {
    return list({kOpen, fmt::format(R"({{"task":"A","call":"make_bad_sectors","range":"{}"}})", range),
                 kStore, fmt::format(R"({{"task":"A","call":"fsync","result":{}}})", result)});
  };
  const Json good = {{"image", "good"}};
  agrees(bad("8-9", 0), good);
  agrees(bad("1-2", -5), good);
  disagrees(bad("1-2", 0), 4, "the model  result -5", good);
}

TEST_F(Match, says_what_is_not_modelled) {
  not_modelled(list({kOpen, R"({"task":"A","call":"mknod"})"}), "mknod");
  not_modelled(list({kOpen, with(kStore, R"(,"colour":7)")}), "colour of store");
  not_modelled(list({kOpen, R"({"task":"A","call":"msync","flags":"MS_LATER"})"}),
               "msync with flags=\"MS_LATER\"");
  not_modelled(list({kOpen, kStore, R"({"task":"A","call":"store","offset":16384})"}),
               "FOLIOS=5; the model has 1 to 3");
  not_modelled(list({kStore}), "kernel 2.1", {{"kernel", "2.1"}});
  not_modelled(list({kStore}), "the build odd", {{"build", "odd"}});
  not_modelled(list({kStore}), "mount with options=\"quota\"", {{"mount", "quota"}});
  not_modelled(list({kOpen, with(kStore, R"(,"state":[{"task":"A","page":0,"lru":true}])")}), "state of lru");
  not_modelled(list({kOpen, R"({"task":"A","call":"store","offset":0,"stops_in":"nowhere"})"}),
               "a stop in nowhere, a function that the model does not have");
}

TEST_F(Match, leaves_out_the_pages_in_front_of_those_that_are_touched) {
  const std::string run =
      R"([{"task":"A","call":"open","path":"far"},{"task":"A","call":"store","offset":32768},
      {"task":"A","call":"store","offset":36865},
      {"task":"A","call":"fsync","result":-5,"state":[
        {"task":"A","page":8,"folio":{"uptodate":true},"i_size":40960},
        {"task":"A","page":9,"folio":{"uptodate":false,"buffers":null},"i_size":40960}]},
      {"task":"A","call":"ftruncate","size":37000,"state":[{"task":"A","page":9,"i_size":SIZE}]}])";
  const auto sized = [&](const char* size) {
    std::string text = run;
    return text.replace(text.find("SIZE"), 4, size);
  };
  agrees(sized("37000"), {{"image", "far9"}});
  disagrees(sized("36000"), 5, "the model  A page 9: i_size 37000", {{"image", "far9"}});
}

TEST_F(Match, stops_when_it_is_asked_to) {
  const std::string file = directory.write("runs.jsonl", run_of(loss("")).dump());
  const conform::Run run = conform::read_runs(file).front();
  const conform::Images images(directory.write("images.json", kNotebookImages));
  const conform::Plan plan = conform::plan(run, images, model().conform->rules);
  const std::atomic<bool> stop = true;
  EXPECT_EQ(conform::match(machines().machine("broken", plan.settings), run, plan, &stop).kind,
            Kind::interrupted);
}

}  // namespace
}  // namespace mc::test
