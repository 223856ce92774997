// SPDX-License-Identifier: Apache-2.0
// The recorder's audit door: entries of any thread are stored by the one that owns the writer.
#include "model/pipeline/recorder.h"

namespace rheo {

namespace {
constexpr std::size_t kMostAudits = 10'000;
}

std::future<Result<void>> Recorder::queueAudit(store::AuditEntry entry) {
  AuditJob job{std::move(entry), {}};
  std::future<Result<void>> done = job.done.get_future();
  const std::lock_guard lock(m_mutex);
  if (!m_running) {
    job.done.set_value(Error{"The recording is not running", "audit", ""});
  } else if (m_audits.size() >= kMostAudits) {
    job.done.set_value(Error{"Too many audit entries wait to be stored", "audit", "Slow down"});
  } else {
    m_audits.push_back(std::move(job));
  }
  return done;
}

Result<void> Recorder::audit(const store::AuditEntry& entry) {
  return queueAudit(entry).get();
}

void Recorder::auditLater(store::AuditEntry entry) {
  const std::string what = entry.action;
  std::future<Result<void>> done = queueAudit(std::move(entry));
  if (done.wait_for(std::chrono::seconds(0)) != std::future_status::ready) return;
  const Result<void> refused = done.get();
  if (!refused) {
    journal(m_listeners.journal, JournalEntry::Level::Error,
            "Could not audit '" + what + "': " + refused.error().text());
  }
}

void Recorder::runAudits() {
  std::deque<AuditJob> jobs;
  {
    const std::lock_guard lock(m_mutex);
    jobs.swap(m_audits);
  }
  for (AuditJob& job : jobs) {
    Result<void> done = m_writer.audit(job.entry);
    if (!done) {
      journal(m_listeners.journal, JournalEntry::Level::Error,
              "Could not audit '" + job.entry.action + "': " + done.error().text());
    }
    job.done.set_value(std::move(done));
  }
}

}  // namespace rheo
