// SPDX-License-Identifier: Apache-2.0
#include <atomic>
#include <chrono>
#include <optional>
#include <thread>

#include "model/base/bounded_queue.h"
#include "model/control/json_check.h"
#include "model/control/live_injector.h"
#include "model/control/replay_schedule.h"
#include "model/control/replay_selection.h"

namespace rheo::control {
namespace {

constexpr std::size_t kRowsAtOnce = 256;
constexpr std::size_t kReadAhead = 1024;
constexpr std::int64_t kLead = 50 * kMillisecond;  ///< so that the first events are read in time
constexpr std::int64_t kReport = 100 * kMillisecond;
constexpr std::int64_t kAnswers = 11 * kSecond;  ///< just over the injector's own patience
constexpr std::int64_t kQuiet = 2 * kSecond;     ///< consumers that say nothing for so long

/// What the listeners count, on the I/O thread.
struct Answers {
  std::atomic<std::uint64_t> accepted{0}, refused{0}, processed{0}, silent{0};
};

InjectRequest requestOf(const store::EventRow& row, const ReplayPlan& plan) {
  return {plan.targetService, row.topic,      row.type,   row.key,
          row.payload,        row.attributes, row.eventId};
}

/// Reads payloads ahead of the schedule on a thread of its own: the reader may wait for the disk.
class Loader {
 public:
  Loader(store::StoreReader& reader, std::span<const std::uint64_t> rows, const CancelToken& cancel)
      : m_queue(kReadAhead),
        m_thread([this, &reader, rows, cancel] { run(reader, rows, cancel); }) {}
  ~Loader() {
    m_queue.close();
    m_thread.join();
  }
  Loader(const Loader&) = delete;
  Loader& operator=(const Loader&) = delete;

  /// The next row; empty at the end.
  std::optional<store::EventRow> next() {
    while (true) {
      auto row = m_queue.pop(std::chrono::milliseconds(100));
      if (row || m_queue.closed())
        return row ? std::move(row) : m_queue.pop(std::chrono::milliseconds(0));
    }
  }
  [[nodiscard]] const std::string& error() const { return m_error; }

 private:
  void run(store::StoreReader& reader, std::span<const std::uint64_t> rows, CancelToken cancel) {
    while (!rows.empty() && !m_queue.closed()) {
      const auto some = rows.first(std::min(rows.size(), kRowsAtOnce));
      rows = rows.subspan(some.size());
      Result<std::vector<store::EventRow>> loaded = reader.eventRows(some, true, cancel);
      if (!loaded) {
        m_error = loaded.error().text();
        break;
      }
      for (store::EventRow& row : loaded.value()) push(std::move(row));
    }
    m_queue.close();
  }
  void push(store::EventRow row) {
    while (!m_queue.tryPush(std::move(row)) && !m_queue.closed()) {
      std::this_thread::sleep_for(std::chrono::milliseconds(1));
    }
  }

  BoundedQueue<store::EventRow> m_queue;
  std::string m_error;  ///< written before the queue closes, read after
  std::thread m_thread;
};

class Run {
 public:
  Run(const ReplayPlan& plan, Injector& injector,
      const std::function<void(const ReplayProgress&)>& onProgress, CancelToken cancel)
      : m_plan(plan), m_injector(injector), m_onProgress(onProgress), m_cancel(std::move(cancel)) {}

  ReplayProgress dry(store::StoreReader& reader, const ReplaySelection& selection) {
    m_progress.dryRun = true;
    begin(selection);
    Loader loader(reader, selection.rows, m_cancel);
    while (auto row = loader.next()) {
      const bool good = !row->payload.empty() && checkContent(row->payload, row->attributes).ok();
      ++(good ? m_progress.accepted : m_progress.refused);
      report(false);
      if (m_cancel.cancelled()) break;
    }
    return end(loader.error());
  }

  ReplayProgress send(store::StoreReader& reader, const ReplaySelection& selection) {
    begin(selection);
    const std::vector<std::int64_t> offsets =
        planOffsets(selection.times, m_plan.speed, m_plan.maxRatePerS);
    Loader loader(reader, selection.rows, m_cancel);
    const std::int64_t start = monotonicNs() + kLead;
    for (const std::int64_t offset : offsets) {
      const auto row = loader.next();
      if (!row || !sleepUntil(start + offset, m_cancel)) break;
      sendOne(*row);
      m_gaps.note(offset, monotonicNs() - start);
      report(false);
    }
    awaitAnswers();
    return end(loader.error());
  }

 private:
  void begin(const ReplaySelection& selection) {
    m_progress.total = selection.matched;
    m_unsendable = selection.matched - selection.rows.size();
    m_progress.refused = m_unsendable;
    report(true);
  }

  void sendOne(const store::EventRow& row) {
    const auto listener = [answers = m_answers](const InjectStatus& status) {
      if (status.state == InjectState::Accepted) ++answers->accepted;
      if (status.state == InjectState::Refused) ++answers->refused;
      if (status.state == InjectState::Processed) ++answers->processed;
      if (status.state == InjectState::TimedOut) ++answers->silent;
    };
    const Result<std::uint64_t> sent = m_injector.inject(requestOf(row, m_plan), listener);
    if (sent) {
      ++m_progress.sent;
    } else {
      ++m_unsendable;
      m_progress.error = sent.error().text();
    }
  }

  /// Every request has an answer, and the consumers have said what they had to say.
  void awaitAnswers() {
    std::int64_t changedNs = monotonicNs();
    const std::int64_t deadline = changedNs + kAnswers;
    std::uint64_t before = 0;
    while (!m_cancel.cancelled() && monotonicNs() < deadline) {
      const std::uint64_t accepted = m_answers->accepted, processed = m_answers->processed;
      const std::uint64_t done = m_answers->refused + m_answers->silent + processed;
      if (done >= m_progress.sent) break;
      if (accepted + processed + done != before) changedNs = monotonicNs();
      before = accepted + processed + done;
      const bool answered = accepted + m_answers->refused >= m_progress.sent;
      if (answered && monotonicNs() - changedNs > kQuiet) break;
      std::this_thread::sleep_for(std::chrono::milliseconds(10));
      report(false);
    }
  }

  void report(bool now) {
    if (!now && monotonicNs() - m_reportedNs < kReport) return;
    m_reportedNs = monotonicNs();
    if (!m_progress.dryRun) {
      m_progress.accepted = m_answers->accepted;
      m_progress.processed = m_answers->processed;
      m_progress.refused = m_unsendable + m_answers->refused;
    }
    if (m_onProgress) m_onProgress(m_progress);
  }

  ReplayProgress end(const std::string& error) {
    m_progress.medianGapErrorNs = m_gaps.medianNs();
    m_progress.cancelled = m_cancel.cancelled();
    m_progress.done = true;
    if (!error.empty()) m_progress.error = error;
    report(true);
    return m_progress;
  }

  const ReplayPlan& m_plan;
  Injector& m_injector;
  const std::function<void(const ReplayProgress&)>& m_onProgress;
  CancelToken m_cancel;
  ReplayProgress m_progress;
  GapErrors m_gaps;
  std::uint64_t m_unsendable = 0;
  std::shared_ptr<Answers> m_answers = std::make_shared<Answers>();
  std::int64_t m_reportedNs = 0;
};

std::string describe(const ReplayPlan& plan, const ReplaySelection& selection) {
  return "{\"filter\":" + jsonString(plan.query.filter.text()) +
         ",\"from\":" + std::to_string(plan.query.range.from) +
         ",\"to\":" + std::to_string(plan.query.range.to) +
         ",\"target\":" + jsonString(plan.targetService) +
         ",\"speed\":" + std::to_string(plan.speed) +
         ",\"matched\":" + std::to_string(selection.matched) +
         ",\"sendable\":" + std::to_string(selection.rows.size()) + "}";
}

std::string describe(const ReplayProgress& progress) {
  return std::string(progress.cancelled ? "cancelled" : "done") + ": " +
         std::to_string(progress.sent) + " sent, " + std::to_string(progress.accepted) +
         " accepted, " + std::to_string(progress.refused) + " refused, " +
         std::to_string(progress.processed) + " processed";
}

Result<void> checkPlan(const ReplayPlan& plan) {
  if (plan.speed != 0 && (plan.speed < 0.1 || plan.speed > 100)) {
    return Error{"The speed is out of range", "replay", "0.1 to 100, or 0 for as fast as allowed"};
  }
  if (plan.maxRatePerS <= 0 || plan.maxRatePerS > 1'000'000) {
    return Error{"The rate cap is out of range", "replay", "1 to 1,000,000 events a second"};
  }
  return {};
}

}  // namespace

Result<ReplayEstimate> estimateReplay(store::StoreReader& reader, const ReplayPlan& plan,
                                      const std::vector<SessionInfo>& sessions,
                                      CancelToken cancel) {
  const Result<void> sane = checkPlan(plan);
  if (!sane) return sane.error();
  const Result<ReplaySelection> selection = selectForReplay(reader, plan, sessions, cancel);
  if (!selection) return selection.error();
  const std::vector<std::int64_t> offsets =
      planOffsets(selection.value().times, plan.speed, plan.maxRatePerS);
  return ReplayEstimate{selection.value().matched, offsets.size(),
                        offsets.empty() ? 0 : offsets.back(), peakRate(offsets),
                        selection.value().obstacles()};
}

Result<ReplayProgress> runReplay(store::StoreReader& reader, const ReplayPlan& plan, bool dryRun,
                                 const std::vector<SessionInfo>& sessions, Injector& injector,
                                 const std::function<void(const ReplayProgress&)>& onProgress,
                                 CancelToken cancel) {
  const Result<void> sane = checkPlan(plan);
  if (!sane) return sane.error();
  const Result<ReplaySelection> selection = selectForReplay(reader, plan, sessions, cancel);
  if (!selection) return selection.error();
  const std::string detail = describe(plan, selection.value());
  Run run(plan, injector, onProgress, std::move(cancel));
  injector.audit("replay", detail, dryRun ? "dry run" : "started");
  if (dryRun) return run.dry(reader, selection.value());
  const ReplayProgress progress = run.send(reader, selection.value());
  injector.audit("replay", detail, describe(progress));
  return progress;
}

}  // namespace rheo::control
