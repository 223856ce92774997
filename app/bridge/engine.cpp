// SPDX-License-Identifier: Apache-2.0
#include "app/bridge/engine.h"

#ifdef __linux__
#include <sys/resource.h>
#include <unistd.h>
#endif

#include <chrono>
#include <exception>
#include <utility>

namespace rheo::ui {
namespace {

constexpr std::chrono::milliseconds kPulse{250};

/// Of the thread that calls: an answer may wait, a frame and a commit may not.
void yieldToOthers() {
#ifdef __linux__
  constexpr int kNice = 10;
  ::setpriority(PRIO_PROCESS, static_cast<id_t>(::gettid()), kNice);
#endif
}

}  // namespace

Engine::Engine(std::shared_ptr<Workspace> workspace, std::shared_ptr<NameTable> names,
               std::function<void(Pulse)> onPulse)
    : m_workspace(std::move(workspace)),
      m_names(std::move(names)),
      m_onPulse(std::move(onPulse)),
      m_running(kQueryThreads) {
  for (std::size_t i = 0; i < kQueryThreads; ++i) m_threads.emplace_back([this, i] { answer(i); });
  m_threads.emplace_back([this] { watch(); });
}

Engine::~Engine() {
  stop();
  for (std::thread& thread : m_threads) thread.join();
}

void Engine::stop() {
  const std::scoped_lock lock(m_mutex);
  m_stopping = true;
  for (CancelToken& token : m_running) token.cancel();
  m_wake.notify_all();
}

void Engine::post(Job job) {
  {
    const std::scoped_lock lock(m_mutex);
    m_jobs.push_back(std::move(job));
  }
  m_wake.notify_all();
}

void Engine::answer(std::size_t thread) {
  yieldToOthers();
  std::unique_ptr<store::StoreReader> reader;
  std::unique_lock lock(m_mutex);
  while (true) {
    m_wake.wait(lock, [this] { return m_stopping || !m_jobs.empty(); });
    if (m_jobs.empty()) return;
    Job job = std::move(m_jobs.front());
    m_jobs.pop_front();
    m_running[thread] = job.cancel;
    const bool skip = m_stopping || job.cancel.cancelled();
    lock.unlock();
    if (!skip) {
      std::optional<Error> trouble;
      if (!reader) {
        auto opened = m_workspace->reader();
        if (opened) {
          reader = std::move(*opened);
        } else {
          trouble = opened.error();
        }
      }
      job.work(trouble ? Result<store::StoreReader*>(*trouble)
                       : Result<store::StoreReader*>(reader.get()));
    }
    job.work = {};  // what it captured dies here, before anybody hears that it is done
    job.finished();
    lock.lock();
    m_running[thread] = CancelToken();
  }
}

void Engine::watch() {
  std::unique_ptr<store::StoreReader> reader;
  std::unique_lock lock(m_mutex);
  while (!m_stopping) {
    lock.unlock();
    Pulse pulse;
    if (!reader) {
      if (auto opened = m_workspace->reader()) reader = std::move(*opened);
    }
    if (reader) look(*reader, pulse);
    pulse.status = m_workspace->status();
    m_onPulse(std::move(pulse));
    lock.lock();
    m_wake.wait_for(lock, kPulse, [this] { return m_stopping; });
  }
}

void Engine::look(store::StoreReader& reader, Pulse& pulse) {
  pulse.revision = reader.revision();
  if (pulse.revision == m_revisionSeen) return;
  if (auto extent = reader.extent()) {
    pulse.extent = *extent;
    pulse.extentKnown = true;
    m_revisionSeen = pulse.revision;
  }
  const NameTable& names = reader.names();
  for (const Name end = names.size(); m_namesSeen < end; ++m_namesSeen) {
    m_names->intern(names.text(m_namesSeen));
  }
}

}  // namespace rheo::ui
