// SPDX-License-Identifier: Apache-2.0
#include "app/bridge/bridge.h"

#include <QMetaObject>
#include <mutex>

#include "app/bridge/engine.h"
#include "app/bridge/housekeeper.h"

namespace rheo::ui {
namespace {

/// Lets any thread hand a call to the bridge's thread, also while or after the bridge goes away.
class Relay {
 public:
  explicit Relay(QObject* target) : m_target(target) {}
  void close() {
    const std::scoped_lock lock(m_mutex);
    m_target = nullptr;
  }
  void post(std::function<void()> call) {
    const std::scoped_lock lock(m_mutex);
    if (m_target != nullptr) {
      QMetaObject::invokeMethod(m_target, std::move(call), Qt::QueuedConnection);
    }
  }

 private:
  std::mutex m_mutex;
  QObject* m_target;
};

Error nothingOpen() {
  return {"no recording is open", {}, "Open one, listen, or start the demo"};
}

}  // namespace

struct Bridge::Impl {
  explicit Impl(QObject* bridge) : relay(std::make_shared<Relay>(bridge)) {}

  std::shared_ptr<Relay> relay;
  std::shared_ptr<Engine> engine;
  std::shared_ptr<NameTable> names;
  LiveStatus status;
  quint64 revision = 0;
  TimeRange extent{0, 0};
  quint64 generation = 0;  // of the workspace: what an older one still says is dropped
  Housekeeper housekeeper;
};

Bridge::Bridge(QObject* parent) : QObject(parent), m_impl(std::make_unique<Impl>(this)) {
  qRegisterMetaType<rheo::LiveStatus>();
  qRegisterMetaType<rheo::JournalEntry>();
}

Bridge::~Bridge() {
  m_impl->relay->close();
  if (m_impl->engine) m_impl->engine->stop();
  m_impl->housekeeper.post([engine = std::move(m_impl->engine)]() mutable { engine.reset(); });
}

void Bridge::setWorkspace(std::unique_ptr<Workspace> workspace) {
  if (m_impl->engine) {
    m_impl->engine->stop();
    m_impl->housekeeper.post([engine = std::move(m_impl->engine)]() mutable { engine.reset(); });
  }
  const quint64 generation = ++m_impl->generation;
  m_impl->engine = nullptr;
  m_impl->names = nullptr;
  m_impl->status = {};
  m_impl->revision = 0;
  m_impl->extent = {0, 0};
  if (workspace) {
    m_impl->names = std::make_shared<NameTable>();
    m_impl->status = workspace->status();
    auto onPulse = [this, generation, relay = m_impl->relay](Pulse pulse) {
      relay->post([this, generation, pulse = std::move(pulse)] {
        if (generation != m_impl->generation) return;
        const bool grew = pulse.extentKnown && pulse.revision != m_impl->revision;
        if (grew) {
          m_impl->revision = pulse.revision;
          m_impl->extent = pulse.extent;
        }
        m_impl->status = pulse.status;
        Q_EMIT statusChanged(m_impl->status);
        if (grew) Q_EMIT revisionChanged(m_impl->revision);
      });
    };
    m_impl->engine = std::make_shared<Engine>(std::shared_ptr<Workspace>(std::move(workspace)),
                                              m_impl->names, std::move(onPulse));
  }
  Q_EMIT workspaceChanged();
}

void Bridge::keepHouse(QObject* context, std::function<void()> work, std::function<void()> done) {
  m_impl->housekeeper.post([relay = m_impl->relay, guard = QPointer<QObject>(context),
                            work = std::move(work), done = std::move(done)]() mutable {
    work();
    relay->post([guard, done = std::move(done)] {
      if (guard) done();
    });
  });
}

void Bridge::load(Opener open, QObject* context, std::function<void(Result<void>)> done) {
  using Opened = std::shared_ptr<Result<std::unique_ptr<Workspace>>>;
  // Taken into use even if nobody waits for it any more.
  aside<Opened>(
      this,
      [open = std::move(open)] {
        return std::make_shared<Result<std::unique_ptr<Workspace>>>(open());
      },
      [this, guard = QPointer<QObject>(context), done = std::move(done)](const Opened& opened) {
        Result<void> answer;
        if (*opened) {
          setWorkspace(std::move(**opened));
        } else {
          answer = opened->error();
        }
        if (guard) done(std::move(answer));
      });
}

void Bridge::stopRecording(QObject* context, std::function<void(Result<void>)> done) {
  auto handle = workspaceHandle();
  if (!handle) return;
  aside<Result<void>>(
      context, [handle] { return handle->stop(); }, std::move(done));
}

Workspace* Bridge::workspace() const {
  return m_impl->engine ? m_impl->engine->workspace().get() : nullptr;
}

std::shared_ptr<Workspace> Bridge::workspaceHandle() const {
  return m_impl->engine ? m_impl->engine->workspace() : nullptr;
}

bool Bridge::isRecording() const {
  return m_impl->status.recording;
}

const NameTable* Bridge::names() const {
  return m_impl->names.get();
}

const LiveStatus& Bridge::status() const {
  return m_impl->status;
}

quint64 Bridge::revision() const {
  return m_impl->revision;
}

TimeRange Bridge::extent() const {
  return m_impl->extent;
}

JournalFn Bridge::journalSink() const {
  auto* self =
      const_cast<Bridge*>(this);  // the call lands on the GUI thread, where emitting is ours
  return [self, relay = m_impl->relay](const JournalEntry& entry) {
    relay->post([self, entry] { Q_EMIT self->journal(entry); });
  };
}

void Bridge::post(QObject* context, const CancelToken& cancel,
                  std::function<void(Result<store::StoreReader*>)> work,
                  std::function<void()> done) {
  const quint64 generation = m_impl->generation;
  // The answer always travels back, so that what `done` captured dies on the GUI thread.
  auto finish = [this, guard = QPointer<QObject>(context), cancel, generation,
                 done = std::move(done)] {
    if (guard && !cancel.cancelled() && generation == m_impl->generation) done();
  };
  if (!m_impl->engine) {
    m_impl->relay->post([work = std::move(work), finish = std::move(finish)] {
      work(nothingOpen());
      finish();
    });
    return;
  }
  m_impl->engine->post(
      {cancel, std::move(work), [relay = m_impl->relay, finish = std::move(finish)]() mutable {
         relay->post(std::move(finish));
       }});
}

}  // namespace rheo::ui
