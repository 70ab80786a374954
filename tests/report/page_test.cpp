// SPDX-License-Identifier: Apache-2.0
// The page of --html: its text, and what it does in a real browser.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include <fstream>
#include <set>

#include "browser.h"
#include "example_run.h"
#include "report/html.h"
#include "report/html_comparison.h"
#include "report/html_text.h"

namespace mc::report {
namespace {

namespace fs = std::filesystem;
using test::Example;

constexpr const char* evil = "</script><img src=x onerror=alert(1)>&\"'";

TEST(Filled, ReplacesOnceAndEscapesNothing) {
  EXPECT_EQ(filled("a {{x}} b {{y}}", {{"x", "{{y}}"}, {"y", "2"}}), "a {{y}} b 2");
  EXPECT_THROW(filled("{{z}}", {}), std::out_of_range);
  EXPECT_EQ(filled("}} {{", {}), "}} {{");
}

TEST(Escaped, LeavesNoMarkup) {
  EXPECT_EQ(escaped("<a b=\"c\">&'"), "&lt;a b=&quot;c&quot;&gt;&amp;&#39;");
  EXPECT_EQ(script_safe("</script><!--"), "\\u003c/script>\\u003c!--");
}

class PageFile : public testing::Test {
 protected:
  PageFile() {
    std::string name = (fs::temp_directory_path() / "mc-page-XXXXXX").string();
    if (::mkdtemp(name.data()) == nullptr) throw std::runtime_error("mkdtemp");
    directory_ = name;
    std::ofstream source(directory_ / "model.c");
    for (int line = 1; line <= 60; ++line) source << "\tline " << line << " <b>&amp;\n";
  }
  ~PageFile() override { fs::remove_all(directory_); }

  /// The run of the example, its statements in a file that is there, its steps repeated to `steps`.
  study::Answer long_run(std::size_t steps) const {
    study::Answer run = violated_run(Example());
    trace::Trace& trace = *run.trace;
    const std::vector<trace::Step> some = trace.steps;
    trace.steps.clear();
    while (trace.steps.size() + some.size() <= steps)
      trace.steps.insert(trace.steps.end(), some.begin(), some.end());
    while (trace.steps.size() < steps) trace.steps.insert(trace.steps.begin(), some.front());
    for (trace::Step& step : trace.steps) {
      step.file = directory_ / "model.c";
      for (trace::Frame& frame : step.call_path) frame.file = step.file;
    }
    run.properties.push_back({.name = evil, .help = evil});
    run.parameters.push_back({.name = "KERNEL", .value = 612});
    run.variant = evil;
    return run;
  }

  /// Twenty steps of "unpatched"; "patched" executes one first, and takes another way at step 15.
  study::Comparison parted_runs() const {
    using Kind = trace::Parting::Kind;
    const study::Answer run = long_run(20);
    study::Comparison out{.before = run, .after = run, .properties = {}, .covers = {}, .runs = {}};
    out.before.variant = "unpatched";
    out.after.variant = "patched";
    const study::Finding holds{.verdict = ir::Verdict::holds, .reason = ""};
    const study::Finding breaks{.verdict = ir::Verdict::violated, .reason = "", .steps = 20};
    out.properties.push_back({.name = "p", .before = breaks, .after = holds});
    out.properties.push_back({.name = evil, .before = holds, .after = study::Finding{.reason = evil}});
    out.covers = {{"writeback_failed", true, false}};
    out.runs.push_back({.property = "p", .of_second = false, .trace = *run.trace, .companion = {}});
    const std::vector<trace::Step>& steps = run.trace->steps;
    trace::Step other = steps[2];
    other.statement = evil;
    out.runs[0].companion.partings = {
        {.kind = Kind::detour, .step = 14, .here = steps[14], .others = {other}},
        {.kind = Kind::statement, .step = 14, .here = steps[14], .others = {other, steps[3]}}};
    return out;
  }

  fs::path write(const std::string& page) const {
    std::ofstream(directory_ / "page.html") << page;
    return directory_ / "page.html";
  }

  fs::path directory_;
};

TEST_F(PageFile, EscapesEverythingAndLinksToTheKernel) {
  study::Answer run = long_run(10);
  run.trace->property = run.trace->help = run.trace->steps[3].statement = run.trace->steps[3].task = evil;
  run.trace->initial[0].second = run.trace->steps[3].call_path[0].function = evil;
  const std::string page = html(run, {});
  EXPECT_EQ(page.find("<img"), std::string::npos);
  EXPECT_EQ(page.find("line 1 <b>"), std::string::npos);
  EXPECT_NE(page.find("line 1 &lt;b&gt;&amp;amp;"), std::string::npos);
  EXPECT_NE(page.find("href=\"https://elixir.bootlin.com/linux/v6.12/A/ident/folio_mark_dirty\""),
            std::string::npos);
}

TEST_F(PageFile, OfAPassSaysWhatItRestsOn) {
  study::Answer run = example_run(Example());
  run.result.levels = {1, 5, 2};
  study::Appendix appendix;
  appendix.witnesses.push_back({.cover = "writeback_failed", .run = long_run(10).trace, .reason = {}});
  appendix.witnesses.push_back({.cover = "mapped_was_invalidated", .run = {}, .reason = "time limit"});
  appendix.coverage[directory_ / "model.c"] = {{3, true}, {4, false}};
  const std::string page = html(run, appendix);
  for (const char* part : {"HOLDS", "PROCESSES=2", "href=\"#w0\">reached after 10 steps",
                           "no run to show: time limit", "1 of 2 lines with statements are executed",
                           "3 levels, the largest of 5 states", "<li id=\"f0-4\" class=\"never\""})
    EXPECT_NE(page.find(part), std::string::npos) << part;
  EXPECT_EQ(page.find("<li id=\"f0-3\" class=\"never\""), std::string::npos);
}

/// Of two variants: what became of each property, and both sides of every step that differs.
TEST_F(PageFile, OfAComparisonShowsBothSides) {
  const std::string page = html(parted_runs());
  EXPECT_EQ(page.find("<img"), std::string::npos);
  for (const char* part :
       {"1 fixed, 1 undecided",
        "<a href=\"#p0\"><code>p</code></a></td><td>VIOLATED in 20 steps</td><td>HOLDS</td>"
        "<td class=\"good\">fixed</td>",
        "patched goes another way at step 15.", "<summary>Steps 1 to 11, the same in both</summary>",
        "<summary>Steps 16 to 20, only unpatched</summary>",
        "<td>never reached</td><td class=\"doubt\">differs</td>"})
    EXPECT_NE(page.find(part), std::string::npos) << part;
  study::Comparison same = parted_runs();
  same.runs[0].companion = {.partings = {}, .arrives = true};
  EXPECT_NE(html(same).find("patched makes the same run"), std::string::npos);
  EXPECT_EQ(html(same).find("first step that differs"), std::string::npos);
}

/// What the pane says of that slot of the example.
std::string slot(int number) {
  return "document.querySelector('[data-slot=\"" + std::to_string(number) + "\"] dd').textContent";
}

/// The pages in a browser. It takes seconds to start, so there is one test with one browser.
class Page : public PageFile {
 protected:
  void SetUp() override {
    if (!test::Browser::available()) GTEST_SKIP() << "no /usr/bin/chromium";
  }

  void steps_by_keys_clicks_and_slider(test::Browser& browser, std::size_t steps);
  void fits_narrow_and_wide_light_and_dark(test::Browser& browser);
  void is_a_table_without_scripts(test::Browser& browser);
  void compares_side_by_side(test::Browser& browser);
};

void Page::steps_by_keys_clicks_and_slider(test::Browser& browser, std::size_t steps) {
  SCOPED_TRACE(steps);
  const std::string at = "+document.querySelector('input[type=range]').value";
  const std::string current = "document.querySelector('tr[aria-current]')?.dataset.step ?? ''";
  const std::string last = std::to_string(steps);
  browser.open(write(html(long_run(steps), {})));
  EXPECT_EQ(browser.evaluate("document.querySelectorAll('tr[data-step]').length"), steps);
  EXPECT_EQ(browser.evaluate(at), steps) << "begins with what broke";
  browser.press("Home", 36);
  EXPECT_EQ(browser.evaluate(at), 0);
  EXPECT_EQ(browser.evaluate(current), "");
  const std::size_t locks = steps == 10 ? 4 : steps == 60 ? 6 : 2;  // the first step that takes the lock
  for (std::size_t i = 0; i < locks; ++i) browser.press("ArrowRight", 39);
  EXPECT_EQ(browser.evaluate(current), std::to_string(locks));
  EXPECT_EQ(browser.evaluate(slot(0)), "0 → 1") << "locked";
  EXPECT_EQ(browser.evaluate("document.querySelector('[data-slot=\"0\"]').className"), "changed");
  EXPECT_EQ(browser.evaluate("document.querySelector('.source li.now').id"), "f0-11");
  browser.press("ArrowRight", 39);
  EXPECT_EQ(browser.evaluate(slot(0)), "1");
  browser.press("ArrowLeft", 37);
  EXPECT_EQ(browser.evaluate(at), locks);
  browser.click("tr[data-step=\"" + last + "\"] td:first-child");
  EXPECT_EQ(browser.evaluate(current), last);
  EXPECT_EQ(browser.evaluate("location.hash"), "#run-s" + last);
  browser.click("button[data-by=\"-1\"]");
  EXPECT_EQ(browser.evaluate(at), steps - 1);
  browser.evaluate("document.querySelector('input[type=range]').focus()");
  browser.press("ArrowRight", 39);
  EXPECT_EQ(browser.evaluate(current), last) << "the slider has keys of its own";
  EXPECT_NE(browser.evaluate("document.querySelector('input[type=range]').getAttribute('aria-valuetext')")
                .get<std::string>()
                .find("step " + last + ": process 1"),
            std::string::npos);
  browser.click(".track");
  EXPECT_NEAR(browser.evaluate(at).get<double>(), static_cast<double>(steps) / 2 + 1, 1);
}

void Page::fits_narrow_and_wide_light_and_dark(test::Browser& browser) {
  browser.open(write(html(long_run(60), {})));
  std::set<std::string> pictures;
  for (const char* scheme : {"light", "dark"})
    for (const int width : {390, 800, 1700}) {
      browser.media(scheme);
      browser.resize(width, 800);
      EXPECT_LE(browser.evaluate("document.documentElement.scrollWidth"), width) << "nothing sticks out";
      if (width != 800) pictures.insert(browser.screenshot());
    }
  EXPECT_EQ(pictures.size(), 4u);
  browser.media("light", "print");
  EXPECT_EQ(browser.evaluate("getComputedStyle(document.querySelector('.controls')).display"), "none");
  EXPECT_NE(browser.evaluate("getComputedStyle(document.querySelector('table.steps')).display"), "none");
  browser.media("light");
}

void Page::is_a_table_without_scripts(test::Browser& browser) {
  const study::Answer run = long_run(10);
  browser.scripts(false);
  browser.open(write(html(run, {})));
  browser.scripts(true);
  EXPECT_EQ(browser.evaluate("document.querySelectorAll('tr[data-step]').length"), 10);
  EXPECT_EQ(browser.evaluate("getComputedStyle(document.querySelector('.controls')).display"), "none");
  EXPECT_EQ(browser.evaluate(slot(3)), "PTE_RW") << "the state in the end";
  browser.click("tr[data-step=\"2\"] .where a");
  EXPECT_EQ(browser.evaluate("document.querySelector(':target').id"),
            fmt::format("f0-{}", run.trace->steps[2].line));
}

/// Twenty steps; the second variant takes another way at step 15, by a file of its own.
void Page::compares_side_by_side(test::Browser& browser) {
  browser.resize(390, 800);
  browser.open(write(html(parted_runs())));
  EXPECT_LE(browser.evaluate("document.documentElement.scrollWidth"), 390) << "nothing sticks out";
  browser.resize(1280, 800);
  browser.click("#p0 a[href=\"#d0\"]");
  EXPECT_EQ(browser.evaluate("document.querySelector(':target').className"), "parting first");
  const std::string row = "[...document.querySelectorAll('#d0 td')].map(e => e.className).join()";
  EXPECT_EQ(browser.evaluate(row), ",own,other") << "side by side";
  browser.click("a[href=\"#r0-s15\"]");
  EXPECT_EQ(browser.evaluate("document.querySelector('#r0 tr[aria-current]').dataset.step"), "15");
}

TEST_F(Page, InABrowser) {
  test::Browser browser(1400, 900);
  for (const std::size_t steps : {10u, 60u, 400u}) steps_by_keys_clicks_and_slider(browser, steps);
  fits_narrow_and_wide_light_and_dark(browser);
  compares_side_by_side(browser);
  EXPECT_EQ(browser.requests(), 5) << "the pages themselves and nothing else";
  is_a_table_without_scripts(browser);
  EXPECT_EQ(browser.exceptions(), 0);
}

}  // namespace
}  // namespace mc::report
