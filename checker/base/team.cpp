// SPDX-License-Identifier: Apache-2.0
#include "base/team.h"

#include <chrono>
#include <utility>

namespace mc::base {

Team::Team(unsigned size) {
  threads_.reserve(size);
  for (unsigned member = 0; member < size; ++member) threads_.emplace_back([this, member] { work(member); });
}

Team::~Team() {
  {
    const std::lock_guard lock(mutex_);
    leaving_ = true;
  }
  start_.notify_all();
}

void Team::run(const std::function<void(unsigned)>& job, const std::function<void()>& idle) {
  std::unique_lock lock(mutex_);
  job_ = &job;
  running_ = size();
  ++round_;
  start_.notify_all();
  while (!done_.wait_for(lock, std::chrono::milliseconds(100), [this] { return running_ == 0; }))
    if (idle) {
      lock.unlock();
      idle();
      lock.lock();
    }
  if (failure_) std::rethrow_exception(std::exchange(failure_, nullptr));
}

void Team::work(unsigned member) {
  std::unique_lock lock(mutex_);
  for (std::uint64_t seen = 0;;) {
    start_.wait(lock, [&] { return leaving_ || round_ != seen; });
    if (leaving_) return;
    seen = round_;
    lock.unlock();
    std::exception_ptr failure;
    try {
      (*job_)(member);
    } catch (...) {
      failure = std::current_exception();
    }
    lock.lock();
    if (failure) failure_ = failure;
    if (--running_ == 0) done_.notify_one();
  }
}

}  // namespace mc::base
