// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QObject>
#include <QPointer>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <utility>

#include "model/session/workspace.h"

namespace rheo::ui {

/// The only door from the app to the model. Lives on the GUI thread; queries run on a pool of two
/// threads, each with a reader of its own; answers come back on the GUI thread. Never waits.
class Bridge : public QObject {
  Q_OBJECT

 public:
  explicit Bridge(QObject* parent = nullptr);
  ~Bridge() override;

  using Opener = std::function<Result<std::unique_ptr<Workspace>>()>;

  /// Takes the workspace into use (nullptr closes); what was in flight for the old one is dropped.
  /// The old one is closed on a thread of its own: closing drains and may take a while.
  void setWorkspace(std::unique_ptr<Workspace> workspace);
  /// Runs `open` off the GUI thread, takes its workspace into use and then calls `done`; on an
  /// Error the current workspace stays. Loads are run in the order asked, after closes under way.
  void load(Opener open, QObject* context, std::function<void(Result<void>)> done);
  /// Runs `work` off the GUI thread, in line with loads and closes, then `done` on the GUI thread
  /// unless `context` died. For what needs no recording.
  template <class R>
  void aside(QObject* context, std::function<R()> work, std::function<void(R)> done) {
    auto slot = std::make_shared<std::optional<R>>();
    keepHouse(
        context, [slot, work = std::move(work)] { slot->emplace(work()); },
        [slot, done = std::move(done)] { done(std::move(**slot)); });
  }
  /// Stops recording; the recording stays open for reading. `done` on the GUI thread.
  void stopRecording(QObject* context, std::function<void(Result<void>)> done);

  [[nodiscard]] Workspace* workspace() const;
  /// Keeps the workspace alive beyond a close, for work that a view runs on a thread of its own.
  [[nodiscard]] std::shared_ptr<Workspace> workspaceHandle() const;
  /// The last LiveStatus polled; empty when nothing is open.
  [[nodiscard]] const LiveStatus& status() const;
  [[nodiscard]] quint64 revision() const;
  /// First and last+1 time of the recording at that revision; 0, 0 while it holds nothing.
  [[nodiscard]] TimeRange extent() const;
  /// For RecordOptions::journal: may be called from any thread, also after the bridge is gone.
  [[nodiscard]] JournalFn journalSink() const;

  [[nodiscard]] bool isOpen() const { return workspace() != nullptr; }
  [[nodiscard]] bool isRecording() const;
  /// Names known to the recording so far, for completions.
  [[nodiscard]] const NameTable* names() const;

  /// Runs `work` on a query thread, then `done` on the GUI thread, unless `context` died, `cancel`
  /// was set, or the workspace changed. Prefer LatestQuery in views.
  template <class R>
  void run(QObject* context, CancelToken cancel,
           std::function<Result<R>(store::StoreReader&, CancelToken)> work,
           std::function<void(Result<R>)> done) {
    auto slot = std::make_shared<std::optional<Result<R>>>();
    post(
        context, cancel,
        [slot, work = std::move(work), cancel](Result<store::StoreReader*> reader) {
          slot->emplace(reader ? work(**reader, cancel) : Result<R>(reader.error()));
        },
        [slot, done = std::move(done)] { done(std::move(**slot)); });
  }

 Q_SIGNALS:
  void workspaceChanged();
  /// The recording grew; at most every 250 ms.
  void revisionChanged(quint64 revision);
  /// A new LiveStatus; every 250 ms while something is open.
  void statusChanged(const rheo::LiveStatus& status);
  /// A line for the journal.
  void journal(const rheo::JournalEntry& entry);

 private:
  void keepHouse(QObject* context, std::function<void()> work, std::function<void()> done);
  void post(QObject* context, const CancelToken& cancel,
            std::function<void(Result<store::StoreReader*>)> work, std::function<void()> done);

  struct Impl;
  std::unique_ptr<Impl> m_impl;
};

/// One question of one view. While an answer is on its way the newest question waits and older
/// waiting ones are forgotten: answers arrive in order, and a live view that refreshes faster than
/// its query never starves. `supersede` also cancels the answer on its way (the user changed range
/// or filter).
template <class R>
class LatestQuery {
 public:
  using Work = std::function<Result<R>(store::StoreReader&, CancelToken)>;
  using Done = std::function<void(Result<R>)>;

  LatestQuery(Bridge& bridge, QObject* context) : m_bridge(bridge), m_context(context) {
    QObject::connect(&bridge, &Bridge::workspaceChanged, context, [this] { cancel(); });
  }
  ~LatestQuery() { m_cancel.cancel(); }
  LatestQuery(const LatestQuery&) = delete;
  LatestQuery& operator=(const LatestQuery&) = delete;

  void ask(Work work, Done done, bool supersede = false) {
    if (supersede) cancel();
    if (m_busy) {
      m_waiting = {std::move(work), std::move(done)};
      return;
    }
    start(std::move(work), std::move(done));
  }
  void cancel() {
    m_cancel.cancel();
    m_waiting = {};
    m_busy = false;
  }
  [[nodiscard]] bool isBusy() const { return m_busy; }

 private:
  void start(Work work, Done done) {
    m_busy = true;
    m_cancel = CancelToken();
    m_bridge.run<R>(m_context, m_cancel, std::move(work),
                    [this, done = std::move(done)](Result<R> answer) {
                      m_busy = false;
                      done(std::move(answer));
                      if (!m_busy && m_waiting.first) {
                        auto [nextWork, nextDone] = std::exchange(m_waiting, {});
                        start(std::move(nextWork), std::move(nextDone));
                      }
                    });
  }

  Bridge& m_bridge;
  QObject* m_context;
  CancelToken m_cancel;
  std::pair<Work, Done> m_waiting;
  bool m_busy = false;
};

}  // namespace rheo::ui

Q_DECLARE_METATYPE(rheo::LiveStatus)
Q_DECLARE_METATYPE(rheo::JournalEntry)
