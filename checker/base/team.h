// SPDX-License-Identifier: Apache-2.0
// Threads that do one job together.
#pragma once

#include <condition_variable>
#include <exception>
#include <functional>
#include <mutex>
#include <thread>
#include <vector>

namespace mc::base {

/// `size` threads that wait for work.
class Team {
 public:
  explicit Team(unsigned size);
  ~Team();
  Team(const Team&) = delete;
  Team& operator=(const Team&) = delete;

  unsigned size() const { return static_cast<unsigned>(threads_.size()); }

  /// Runs job(0), …, job(size() - 1) side by side and waits for all of them; meanwhile calls `idle` about
  /// ten times a second. An exception of a job is rethrown after all have ended; of several, any one.
  void run(const std::function<void(unsigned)>& job, const std::function<void()>& idle = {});

 private:
  void work(unsigned member);

  std::mutex mutex_;
  std::condition_variable start_, done_;
  const std::function<void(unsigned)>* job_ = nullptr;
  std::uint64_t round_ = 0;  ///< number of run() calls
  unsigned running_ = 0;
  bool leaving_ = false;
  std::exception_ptr failure_;
  std::vector<std::jthread> threads_;
};

}  // namespace mc::base
