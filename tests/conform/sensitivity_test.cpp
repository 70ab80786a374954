// SPDX-License-Identifier: Apache-2.0
// The comparison has teeth: one mistake planted in a model, and a recording catches it.
#include <fmt/format.h>

#include <algorithm>
#include <filesystem>

#include "notebook.h"

namespace mc::test {
namespace {

namespace fs = std::filesystem;

/// Below `tree`, `text` stands once in `file`; with `replacement` in its place the run `recording` disagrees.
struct Mistake {
  std::string name;
  std::string tree;  ///< a folder of models
  std::string file;  ///< relative to it
  std::string text, replacement;
  std::string recording;  ///< "case kernel build"
};

void PrintTo(const Mistake& mistake, std::ostream* out) {
  *out << mistake.name << " in " << mistake.file;
}

const std::string kOwn = "tests/conform/models", kKernel = "model";

const std::vector<Mistake> kMistakes = {
    {"page_stays_valid", kOwn, "notebook/recorded.c", "pages[index].uptodate = false;", ";",
     "lost 1.1 broken"},
    {"store_does_not_dirty", kOwn, "notebook/recorded.c", "page->dirty = true;", ";", "written 1.1 broken"},
    {"unmap_forgotten", kOwn, "notebook/recorded.c", "pages[index].cached = false;", ";", "lost 1.1 fixed"},
    {"end_of_file_forgotten", kOwn, "notebook/recorded.c", "(int32_t)index * PAGE_SIZE >= i_size",
     "i_size < 0", "end-of-file 1.2 fixed"},
    {"warns_always", kOwn, "notebook/recorded.c", "return uptodate || dirty;", "return false;",
     "written 1.1 broken"},
    {"warns_never", kOwn, "notebook/recorded.c", "return uptodate || dirty;", "return true;",
     "lost 1.1 broken"},
    {"commit_write_always_sets_uptodate", kKernel, "linux/fs/buffer.c",
     "\tif (!partial)\n\t\tfolio_mark_uptodate(folio);", "\tfolio_mark_uptodate(folio);",
     "B03-eof-page-no-ft 6.1.192 unpatched"},
    {"commit_write_never_sets_uptodate", kKernel, "linux/fs/buffer.c",
     "\tif (!partial)\n\t\tfolio_mark_uptodate(folio);", "\t(void)partial;",
     "A02-no-ftruncate 6.1.192 unpatched"},
    {"mark_buffer_dirty_warns", kKernel, "linux/fs/buffer.c", "__folio_mark_dirty(folio, folio->mapping, 0);",
     "__folio_mark_dirty(folio, folio->mapping, 1);", "A01-no-2nd-clean 6.1.192 unpatched"},
    {"block_dirty_folio_does_not_warn", kKernel, "linux/fs/buffer.c",
     "__folio_mark_dirty(folio, mapping, 1);", "__folio_mark_dirty(folio, mapping, 0);",
     "A00 6.1.192 unpatched"},
    {"block_dirty_folio_dirties_no_buffers", kKernel, "linux/fs/buffer.c",
     "\tif (folio_buffers(folio))\n\t\tfor (unsigned i = 0; i < BLOCKS_PER_PAGE; "
     "i++)\n\t\t\tset_buffer_dirty(&folio->bh[i]);\n\tdirty",
     "\tdirty", "A02-no-ftruncate 6.1.192 unpatched"},
    {"mkclean_forgotten", kKernel, "linux/mm/page-writeback.c",
     "\tif (folio_mkclean(folio))\n\t\tfolio_mark_dirty(folio);\n\treturn folio_test_clear_dirty",
     "\treturn folio_test_clear_dirty", "A00 6.12.117 unpatched"},
    {"early_return_forgotten", kKernel, "linux/fs/ext4/inode.c",
     "\t\tret = VM_FAULT_LOCKED;\n\t\tgoto out;\n", "\t\t;\n", "A00 6.1.192 unpatched"},
    {"buffers_survive_invalidation", kKernel, "linux/fs/buffer.c",
     "\tif (length == folio_size(folio))\n\t\ttry_to_free_buffers(folio);",
     "\tif (0)\n\t\ttry_to_free_buffers(folio);", "A00 6.12.117 unpatched"},
    {"buffers_beyond_eof_not_uptodate", kKernel, "linux/fs/ext4/writeback.c",
     "\t\t\tset_buffer_uptodate(bh);\n\t\t\tmc_ghost", "\t\t\tmc_ghost", "B00-ft 6.1.192 unpatched"},
    {"unmap_of_the_fix_forgotten", kKernel, "linux/fs/ext4/writeback.c",
     "unmap_mapping_pages(mapping, index, 1, false);", ";", "A00 6.1.192 patched"},
    {"uptodate_not_cleared", kKernel, "linux/fs/ext4/writeback.c", "\t\t\tfolio_clear_uptodate(folio);\n", "",
     "A01-no-2nd-clean 6.1.192 unpatched"},
    {"no_collateral_folio", kKernel, "linux/fs/ext4/writeback.c",
     "index >= mpd->next_page)\n\t\t\tcontinue;\n\t\tBUG_ON",
     "index >= mpd->end_page)\n\t\t\tcontinue;\n\t\tBUG_ON", "A00 6.1.192 unpatched"},
    {"zeroing_leaves_folio_clean", kKernel, "linux/fs/ext4/inode.c",
     "\tmark_buffer_dirty(bh, folio);\n\tif (MARKS", "\tif (MARKS", "A01-no-2nd-clean 6.1.192 unpatched"},
    {"zeroing_sets_uptodate", kKernel, "linux/fs/ext4/inode.c",
     "\tmark_buffer_dirty(bh, folio);\n\tif (MARKS",
     "\tmark_buffer_dirty(bh, folio);\n\tfolio_mark_uptodate(folio);\n\tif (MARKS", "A00 6.1.192 unpatched"},
    {"zeroing_dirties_holes", kKernel, "linux/fs/ext4/inode.c",
     "\t\tif (!buffer_mapped(bh)) /* a hole is zero already */\n\t\t\treturn;\n", "",
     "A08-ft-in-hole-page 6.1.192 unpatched"},
    {"zeroing_on_extension_in_6_1", kKernel, "linux/fs/ext4/inode.c",
     "if (KERNEL >= 612 && ia_size > oldsize", "if (ia_size > oldsize", "A24-extend-back 6.1.192 unpatched"},
    {"no_zeroing_on_extension_in_6_12", kKernel, "linux/fs/ext4/inode.c",
     "if (KERNEL >= 612 && ia_size > oldsize", "if (KERNEL > 612 && ia_size > oldsize",
     "A24-extend-back 6.12.117 patched"},
    {"truncate_unmaps_page_of_new_end", kKernel, "linux/mm/truncate.c",
     "\tunmap_mapping_range(&inode->i_data, newsize, FILE_END);",
     "\tunmap_mapping_range(&inode->i_data, round_down(newsize, PAGE_SIZE), FILE_END);",
     "A00 6.1.192 unpatched"},
    {"partly_uptodate_folio_is_read", kKernel, "linux/mm/filemap.c",
     "\tif (BLOCKS_PER_PAGE == 1 || !folio_buffers(folio))\n\t\treturn false;", "\treturn false;",
     "R0006-1kbad-pw-pw-syncfs-none-pr-fsync-fresh 6.12.117 unpatched"},
    {"no_readahead", kKernel, "linux/mm/filemap.c", "\t\tif (AROUND) /* do_sync", "\t\tif (false) /* do_sync",
     "A10-only-delalloc-page 6.1.192 unpatched"},
    {"stale_marks_cleared_in_6_1", kKernel, "linux/fs/ext4/writeback.c",
     "\t\tif (KERNEL >= 612)\n\t\t\tfolio_cycle", "\t\tif (KERNEL >= 601)\n\t\t\tfolio_cycle",
     "A06-syncfs 6.1.192 unpatched"},
    {"fsync_reports_no_error", kKernel, "linux/fs/sync.c", "\t\terr = filemap_fdatawrite_range(start, end);",
     "\t\tfilemap_fdatawrite_range(start, end);", "A00 6.12.117 patched"},
    {"commit_writes_no_ordered_data", kKernel, "linux/fs/jbd2/commit.c", "\tif (file.i_jinode_dirty) {",
     "\tif (false) {", "A05-bg-commit 6.1.192 unpatched"},
    {"pinned_folio_keeps_buffers", kKernel, "linux/fs/buffer.c",
     "\tBUG_ON(!folio_test_locked(folio));\n\tfor (unsigned i = 0; i < BLOCKS_PER_PAGE; i++)\n\t\tif "
     "(buffer_dirty",
     "\tBUG_ON(!folio_test_locked(folio));\n\tif (folio->refcount > 0)\n\t\treturn false;\n\tfor (unsigned i "
     "= 0; i < BLOCKS_PER_PAGE; i++)\n\t\tif (buffer_dirty",
     "J00-gup-pin 6.1.192 patched"},
    {"failed_read_unmaps_buffer", kKernel, "linux/fs/ext4/inode.c",
     "\tif (!buffer_uptodate(bh) && bh_read(folio, i))\n\t\treturn;",
     "\tif (!buffer_uptodate(bh) && bh_read(folio, i)) {\n\t\tclear_buffer_mapped(bh);\n\t\treturn;\n\t}",
     "H01-ft-read-eio 6.1.192 unpatched"},
};

class Sensitivity : public testing::TestWithParam<Mistake> {
 protected:
  void SetUp() override {
    if (GetParam().tree != kKernel) return;
    if (kEvery > 1) GTEST_SKIP() << "the Linux model loads too slowly under sanitizers";
    runs_ = fs::path(MC_GROUND_TRUTH);
    if (!fs::exists(runs_))
      GTEST_SKIP() << runs_ << " is not there; set MC_GROUND_TRUTH to a folder with recordings";
  }

  conform::Run recording() const {
    for (const auto& entry : fs::directory_iterator(runs_)) {
      if (entry.path().extension() != ".jsonl") continue;
      for (const conform::Run& run : conform::read_runs(entry.path().string()))
        if (fmt::format("{} {} {}", run.name, run.kernel, run.build) == GetParam().recording) return run;
    }
    throw std::runtime_error("there is no recording " + GetParam().recording);
  }

  Verdict verdict(const fs::path& models) const {
    const study::Registry registry(models);
    const auto model =
        std::ranges::find_if(registry.models(), [](const auto& each) { return each.conform.has_value(); });
    const conform::Images images((runs_ / "images.json").string());
    const conform::Run run = recording();
    const conform::Plan plan = conform::plan(run, images, model->conform->rules);
    study::Machines machines(*model);
    return conform::match(machines.machine(run.build, plan.settings), run, plan);
  }

  /// Copies the models and the properties they include, with the mistake in them.
  fs::path planted() const {
    const fs::path root = MC_SOURCE_DIR, copy = scratch_ / "models";
    fs::copy(root / GetParam().tree, copy, fs::copy_options::recursive);
    fs::copy(root / "properties", scratch_ / "properties", fs::copy_options::recursive);
    std::string text = contents(copy / GetParam().file);
    const std::size_t at = text.find(GetParam().text);
    EXPECT_NE(at, std::string::npos) << "the text is not in " << GetParam().file;
    EXPECT_EQ(text.find(GetParam().text, at + 1), std::string::npos) << "the text stands more than once";
    if (at != std::string::npos) text.replace(at, GetParam().text.size(), GetParam().replacement);
    std::ofstream(copy / GetParam().file) << text;
    return copy;
  }

  Directory scratch_;
  fs::path runs_ = MC_SOURCE_DIR "/tests/conform/runs";
};

TEST_P(Sensitivity, is_caught) {
  EXPECT_EQ(verdict(fs::path(MC_SOURCE_DIR) / GetParam().tree).kind, Kind::agrees) << "without the mistake";
  EXPECT_EQ(verdict(planted()).kind, Kind::disagrees);
}

INSTANTIATE_TEST_SUITE_P(Mistake, Sensitivity, testing::ValuesIn(kMistakes),
                         [](const auto& info) { return info.param.name; });

}  // namespace
}  // namespace mc::test
