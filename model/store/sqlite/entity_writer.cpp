// SPDX-License-Identifier: Apache-2.0
#include "model/store/sqlite/entity_writer.h"

#include "model/store/sqlite/entity_rows.h"
#include "model/store/try.h"

namespace rheo::store {

Result<void> EntityWriter::prepare(Database& db) {
  return db.prepareAll({
      {&m_name, "INSERT INTO name VALUES(?, ?)"},
      {&m_cell, "INSERT INTO cell VALUES(?, ?, ?, ?, ?, ?, ?, ?)"},
      {&m_session,
       "INSERT OR REPLACE INTO session VALUES(nullif(?, 0), ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, "
       "?)"},
      {&m_sessionState,
       "INSERT OR REPLACE INTO session_state VALUES(last_insert_rowid(), ?, ?, ?)"},
      {&m_position,
       "INSERT INTO position VALUES(?1, ?2, ?3, ?4) ON CONFLICT DO UPDATE SET position = "
       "max(position, ?3), seq = max(seq, ?4)"},
      {&m_gap,
       "INSERT INTO gap(session, stream, service, from_ns, to_ns, from_seq, count, reason) "
       "VALUES(?, ?, ?, ?, ?, ?, ?, ?)"},
      {&m_saga,
       "INSERT INTO saga(type, key, state, started_ns, updated_ns, ended_ns, deadline_ns, "
       "stuck_at, variant, trace_id, event_count) VALUES(?1, ?2, ?3, ?4, ?5, nullif(?6, 0), "
       "nullif(?7, 0), ?8, ?9, ?10, "
       "?11) ON CONFLICT(type, key, started_ns) DO UPDATE SET state = ?3, updated_ns = ?5, "
       "ended_ns = nullif(?6, 0), deadline_ns = nullif(?7, 0), stuck_at = ?8, variant = ?9, "
       "trace_id = ?10, event_count "
       "= ?11 RETURNING id"},
      {&m_deleteSteps, "DELETE FROM saga_step WHERE saga = ?"},
      {&m_step,
       "INSERT OR REPLACE INTO saga_step VALUES(?, ?, ?, ?, ?, ?, ?, ?, nullif(?, 0), nullif(?, "
       "0), nullif(?, 0), ?)"},
      {&m_problem,
       "INSERT INTO problem(kind, severity, time_ns, count, service, topic, subscription, type, "
       "detail, event_id, saga) VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"},
      {&m_sagaId,
       "SELECT id FROM saga WHERE type = ? AND key = ? ORDER BY started_ns DESC LIMIT 1"},
      {&m_lastAudit, "SELECT hash FROM audit ORDER BY id DESC LIMIT 1"},
      {&m_audit,
       "INSERT INTO audit(time_ns, actor, action, detail, outcome, previous, hash) VALUES(?, ?, ?, "
       "?, ?, ?, ?)"},
      {&m_revision, "UPDATE meta SET value = value + 1 WHERE key = 'revision'"},
  });
}

Result<void> EntityWriter::names(const NameTable& names, Name from, Name to) {
  for (Name code = from; code < to; ++code) RHEO_TRY(m_name.run(code, names.text(code)));
  return {};
}

Result<void> EntityWriter::cells(const CellTable& cells, std::uint32_t from) {
  for (std::uint32_t id = from; id < cells.size(); ++id) {
    const Cell& c = cells.at(id);
    RHEO_TRY(m_cell.run(id, static_cast<int>(c.stage), c.service, c.topic, c.type, c.subscription,
                        c.producer, c.deadLetterTopic));
  }
  return {};
}

Result<void> EntityWriter::session(const SessionInfo& s) {
  RHEO_TRY(m_session.run(s.row, idText(s.id), s.service, s.instance, s.version, s.host, s.pid,
                         s.startedNs, s.lastSeenNs, s.clockOffsetNs, s.emitted, s.dropped,
                         static_cast<int>(s.state), Blob{encodeInjectables(s.injectables)}));
  return m_sessionState.run(s.clockUncertaintyNs, s.leftOut, s.limits);  // of that very row
}

Result<void> EntityWriter::position(const EventBatch& batch) {
  if (batch.lastPosition == 0 && batch.lastSeq == 0) return {};
  return m_position.run(batch.session, batch.stream, batch.lastPosition, batch.lastSeq);
}

Result<void> EntityWriter::gap(const Gap& g, const NameTable& names) {
  return m_gap.run(g.session, g.stream, names.text(g.service), g.fromNs, g.toNs, g.fromSeq, g.count,
                   names.text(g.reason));
}

Result<void> EntityWriter::saga(const Saga& s) {
  const std::string traceId = idText(s.traceId);  // bound by reference until the statement has run
  m_saga.bind(s.type, s.key, sagaStateName(s.state), s.startedNs, s.updatedNs, s.endedNs,
              s.deadlineNs, s.stuckAt, s.variant, traceId, s.eventCount);
  std::int64_t id = 0;
  while (m_saga.next()) id = m_saga.integer(0);
  RHEO_TRY(m_saga.status());
  m_saga.reset();
  RHEO_TRY(m_deleteSteps.run(id));
  for (const SagaStep& step : s.steps) {
    RHEO_TRY(m_step.run(id, step.index, step.name, step.service, step.undoes, step.errorType,
                        stepStateName(step.state), int{step.attempt}, step.waitingSinceNs,
                        step.startedNs, step.endedNs, idText(step.eventId)));
  }
  return {};
}

/// The saga that a problem is about: rows are handed out here, so only here they are known. Its
/// detail is "Type key".
Result<std::int64_t> EntityWriter::sagaOf(const Problem& p) {
  const bool aboutSaga = p.kind == ProblemKind::StuckSaga || p.kind == ProblemKind::SagaFailed;
  const auto space = p.detail.find(' ');
  if (p.sagaId != 0 || !aboutSaga || space == std::string::npos) return p.sagaId;
  const std::string_view detail = p.detail;
  m_sagaId.bind(detail.substr(0, space), detail.substr(space + 1));
  const std::int64_t id = m_sagaId.next() ? m_sagaId.integer(0) : 0;
  RHEO_TRY(m_sagaId.status());
  m_sagaId.reset();
  return id;
}

Result<void> EntityWriter::problem(const Problem& p) {
  const auto saga = sagaOf(p);
  if (!saga) return saga.error();
  return m_problem.run(problemKindName(p.kind), severityName(p.severity), p.timeNs, p.count,
                       p.service, p.topic, p.subscription, p.type, p.detail, idText(p.eventId),
                       *saga);
}

Result<void> EntityWriter::audit(const AuditEntry& e) {
  m_lastAudit.reset();
  const std::string previous(m_lastAudit.next() ? m_lastAudit.text(0) : std::string_view());
  RHEO_TRY(m_lastAudit.status());
  m_lastAudit.reset();
  return m_audit.run(e.timeNs, e.actor, e.action, e.detail, e.outcome, previous,
                     auditHash(previous, e));
}

Result<void> EntityWriter::revision() {
  return m_revision.run();
}

}  // namespace rheo::store
