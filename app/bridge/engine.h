// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <condition_variable>
#include <deque>
#include <functional>
#include <memory>
#include <mutex>
#include <thread>
#include <vector>

#include "model/session/workspace.h"

namespace rheo::ui {

/// What the watch thread saw at one moment.
struct Pulse {
  std::uint64_t revision = 0;
  TimeRange extent;  ///< only when the revision changed since the last pulse
  bool extentKnown = false;
  LiveStatus status;
};

/// The threads of one workspace in use: two that answer queries, each with a reader of its own, and
/// one that watches revision and status. Stopping never waits; destroying joins.
class Engine {
 public:
  static constexpr int kQueryThreads = 2;

  /// `onPulse` is called on the watch thread, every 250 ms.
  Engine(std::shared_ptr<Workspace> workspace, std::shared_ptr<NameTable> names,
         std::function<void(Pulse)> onPulse);
  ~Engine();
  Engine(const Engine&) = delete;
  Engine& operator=(const Engine&) = delete;

  struct Job {
    CancelToken cancel;
    std::function<void(Result<store::StoreReader*>)> work;
    std::function<void()> finished;  ///< always called, on the query thread; also when cancelled
  };
  void post(Job job);
  /// Asks the threads to end: running queries are cancelled, waiting ones are finished unrun.
  void stop();
  [[nodiscard]] const std::shared_ptr<Workspace>& workspace() const { return m_workspace; }

 private:
  void answer(std::size_t thread);
  void watch();
  void look(store::StoreReader& reader, Pulse& pulse);

  std::shared_ptr<Workspace> m_workspace;
  std::shared_ptr<NameTable> m_names;
  std::function<void(Pulse)> m_onPulse;
  std::mutex m_mutex;
  std::condition_variable m_wake;
  std::deque<Job> m_jobs;              // guarded by m_mutex
  std::vector<CancelToken> m_running;  // guarded by m_mutex; one per query thread
  bool m_stopping = false;             // guarded by m_mutex
  Name m_namesSeen = 1;                // watch thread only
  std::uint64_t m_revisionSeen = 0;    // watch thread only
  std::vector<std::thread> m_threads;
};

}  // namespace rheo::ui
