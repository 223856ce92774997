// SPDX-License-Identifier: Apache-2.0
#include "model/pipeline/recorder.h"

#include <algorithm>
#include <map>

namespace rheo {

using namespace std::chrono_literals;

bool Recorder::Pending::isEmpty() const {
  return batches.empty() && findings.sagas.empty() && findings.problems.empty() && sessions.empty();
}

Recorder::Recorder(store::StoreWriter& writer, Enricher& enricher, RecorderOptions options)
    : m_writer(writer),
      m_enricher(enricher),
      m_options(options),
      m_queue(options.queue),
      m_sessions(writer.sessions()) {
  m_status.events = options.storedEvents;
  m_status.lost = options.storedLost;
  m_status.gaps = options.storedGaps;
  m_status.sizeBytes = writer.sizeBytes();
}

Recorder::~Recorder() {
  static_cast<void>(stop());
}

void Recorder::start(RecorderListeners listeners) {
  m_listeners = std::move(listeners);
  {
    const std::lock_guard lock(m_mutex);
    m_running = true;
  }
  m_thread = std::thread([this] { run(); });
}

Result<void> Recorder::stop() {
  m_queue.close();
  {
    const std::lock_guard lock(m_mutex);
    m_stopping = true;
  }
  m_stopped.notify_all();
  if (m_thread.joinable()) m_thread.join();
  const std::lock_guard lock(m_mutex);
  return m_outcome;
}

void Recorder::run() {
  for (bool last = false; !last;) {
    last = m_queue.drained();
    Pending pending = gather();
    if (!pending.isEmpty() && !commit(pending)) break;
    runAudits();
  }
  {
    const std::lock_guard lock(m_mutex);
    m_running = false;
  }
  runAudits();
}

Recorder::Pending Recorder::gather() {
  Pending pending;
  pending.batches = m_queue.drain(m_options.gather);
  for (EventBatch& batch : pending.batches) m_enricher.fold(batch);
  m_enricher.tick(nowNs());
  pending.findings = m_enricher.take();
  // After draining: a session announced before its first batch goes into the same commit.
  pending.sessions = m_sessions.takeChanged();
  return pending;
}

bool Recorder::commit(Pending& pending) {
  auto delay = m_options.firstRetry;
  while (true) {
    const TimeNs begin = nowNs();
    const Result<void> done = m_writer.commit(
        {pending.batches, pending.findings.sagas, pending.findings.problems, pending.sessions});
    if (done) {
      setTrouble({});
      account(pending, nowNs() - begin);
      acknowledge(pending.batches);
      m_memory.giveBack(pending.batches);
      return true;
    }
    setTrouble(done.error().text());
    if (!waitBeforeRetry(delay)) {
      const std::lock_guard lock(m_mutex);
      m_outcome = done.error();
      return false;
    }
    delay = std::min<std::chrono::milliseconds>(delay * 2, 2s);
  }
}

/// False when asked to stop: what could not be stored stays unacknowledged with the probes.
bool Recorder::waitBeforeRetry(std::chrono::milliseconds delay) {
  std::unique_lock lock(m_mutex);
  return !m_stopped.wait_for(lock, delay, [this] { return m_stopping; });
}

void Recorder::account(const Pending& pending, std::int64_t durationNs) {
  std::uint64_t events = 0, lost = 0, gaps = 0;
  std::int64_t behind = -1;
  TimeNs newest = 0;
  for (const EventBatch& batch : pending.batches) {
    events += batch.events.size();
    gaps += batch.gaps.size();
    for (const Gap& gap : batch.gaps) lost += gap.count;
    if (batch.events.empty() || batch.events.back().timeNs < newest) continue;
    newest = batch.events.back().timeNs;
    behind = std::max<std::int64_t>(0, batch.ingestedNs - newest);
  }
  {
    const std::lock_guard lock(m_mutex);
    m_status.events += events;
    m_status.lost += lost;
    m_status.gaps += gaps;
    m_status.commits += 1;
    m_status.sizeBytes = m_writer.sizeBytes();
    if (behind >= 0) m_status.behindNs = behind;
    m_rate.note(nowNs(), events);
  }
  if (m_listeners.committed) m_listeners.committed({pending.batches, durationNs});
}

void Recorder::acknowledge(const std::vector<EventBatch>& batches) {
  if (!m_listeners.ack) return;
  std::map<std::pair<std::uint32_t, std::uint32_t>, StreamPosition> newest;
  for (const EventBatch& batch : batches) {
    if (batch.session == 0) continue;
    StreamPosition& at = newest[{batch.session, batch.stream}];
    at.session = batch.session;
    at.stream = batch.stream;
    at.position = std::max(at.position, batch.lastPosition);
    at.seq = std::max(at.seq, batch.lastSeq);
  }
  if (newest.empty()) return;
  std::vector<StreamPosition> positions;
  positions.reserve(newest.size());
  for (const auto& [key, position] : newest) positions.push_back(position);
  m_listeners.ack(positions);
}

void Recorder::setTrouble(const std::string& text) {
  bool changed = false;
  {
    const std::lock_guard lock(m_mutex);
    changed = m_status.trouble != text;
    m_status.trouble = text;
  }
  if (!changed) return;
  if (text.empty()) {
    journal(m_listeners.journal, JournalEntry::Level::Info,
            "Recording goes on: the events kept back are stored");
  } else {
    journal(m_listeners.journal, JournalEntry::Level::Error,
            "Cannot store: " + text + ". Nothing is lost: events are kept and tried again");
  }
}

RecorderStatus Recorder::status() const {
  const std::lock_guard lock(m_mutex);
  RecorderStatus status = m_status;
  status.eventsPerS = m_rate.perSecond(nowNs());
  status.queued = m_queue.size();
  return status;
}

}  // namespace rheo
