// SPDX-License-Identifier: Apache-2.0
#include "model/store/sqlite/entity_rows.h"

#include <array>

#include "model/store/byte_buffer.h"
#include "model/store/sha256.h"
#include "model/store/try.h"

namespace rheo::store {
namespace {

constexpr std::uint64_t kMaxInjectables = 10'000;

void putText(std::string& out, std::string_view text) {
  putVarint(out, text.size());
  out.append(text);
}

StepState stepStateFrom(std::string_view name) {
  for (const auto state :
       {StepState::Done, StepState::Failed, StepState::Compensating, StepState::Compensated}) {
    if (stepStateName(state) == name) return state;
  }
  return StepState::Running;
}

SessionInfo sessionOf(const Statement& row) {
  SessionInfo s;
  s.row = static_cast<std::uint32_t>(row.integer(0));
  s.id = idOf(row.text(1));
  s.service = row.text(2);
  s.instance = row.text(3);
  s.version = row.text(4);
  s.host = row.text(5);
  s.pid = static_cast<std::uint64_t>(row.integer(6));
  s.startedNs = row.integer(7);
  s.lastSeenNs = row.integer(8);
  s.clockOffsetNs = row.integer(9);
  s.emitted = static_cast<std::uint64_t>(row.integer(10));
  s.dropped = static_cast<std::uint64_t>(row.integer(11));
  const auto state = row.integer(12);
  s.state = state >= 0 && state <= 2 ? static_cast<SessionState>(state) : SessionState::Ended;
  s.injectables = decodeInjectables(row.blob(13));
  s.clockUncertaintyNs = row.integer(14);
  s.leftOut = static_cast<std::uint64_t>(row.integer(15));
  s.limits = row.text(16);
  return s;
}

}  // namespace

std::string idText(Id128 id) {
  return id.isNull() ? std::string() : id.hex();
}

Id128 idOf(std::string_view text) {
  return Id128::fromHex(text).value_or(Id128{});
}

std::string encodeInjectables(const std::vector<Injectable>& injectables) {
  std::string out;
  putVarint(out, injectables.size());
  for (const Injectable& i : injectables) {
    putText(out, i.topic);
    putText(out, i.type);
    putText(out, i.example);
  }
  return out;
}

std::vector<Injectable> decodeInjectables(std::string_view bytes) {
  std::vector<Injectable> out;
  ByteTaker in(bytes);
  const std::uint64_t count = in.varint();
  for (std::uint64_t i = 0; i < count && i < kMaxInjectables && in.ok(); ++i) {
    std::array<std::string, 3> texts;
    for (std::string& text : texts) text = in.take(in.varint());
    if (in.ok()) out.push_back({texts[0], texts[1], texts[2]});
  }
  return out;
}

std::string auditHash(const std::string& previous, const AuditEntry& e) {
  // Lengths in front of the texts, so that moving a byte from one field to the next shows.
  std::string chained = previous + std::to_string(e.timeNs);
  for (const std::string* text : {&e.actor, &e.action, &e.detail, &e.outcome}) {
    chained += ' ' + std::to_string(text->size()) + ':' + *text;
  }
  return sha256Hex(chained);
}

Result<std::vector<AuditRow>> readAudit(Database& db) {
  auto select = db.prepare(
      "SELECT time_ns, actor, action, detail, outcome, previous, hash FROM main.audit ORDER BY id");
  if (!select) return select.error();
  std::vector<AuditRow> rows;
  while (select->next()) {
    const auto text = [&](int column) { return std::string(select->text(column)); };
    rows.push_back({{select->integer(0), text(1), text(2), text(3), text(4)}, text(5), text(6)});
  }
  RHEO_TRY(select->status());
  return rows;
}

Result<std::vector<SessionInfo>> readSessions(Database& db) {
  const auto version = db.integer("PRAGMA user_version");
  if (!version) return version.error();
  const std::string more =
      *version < 3 ? "-1, 0, ''" : "coalesce(clock_uncertainty_ns, -1), left_out, limits";
  const std::string join = *version < 3 ? "" : "LEFT JOIN main.session_state ON session = row ";
  auto select = db.prepare(
      "SELECT row, id, service, instance, version, host, pid, started_ns, last_seen_ns, "
      "clock_offset_ns, emitted, dropped, state, injectables, " +
      more + " FROM main.session " + join + "ORDER BY row");
  if (!select) return select.error();
  std::vector<SessionInfo> sessions;
  while (select->next()) sessions.push_back(sessionOf(*select));
  RHEO_TRY(select->status());
  return sessions;
}

Result<std::vector<StreamPosition>> readPositions(Database& db) {
  auto select = db.prepare(
      "SELECT session, stream, position, seq FROM main.position ORDER BY session, stream");
  if (!select) return select.error();
  std::vector<StreamPosition> positions;
  while (select->next()) {
    positions.push_back({static_cast<std::uint32_t>(select->integer(0)),
                         static_cast<std::uint32_t>(select->integer(1)),
                         static_cast<std::uint64_t>(select->integer(2)),
                         static_cast<std::uint64_t>(select->integer(3))});
  }
  RHEO_TRY(select->status());
  return positions;
}

std::string sagaSelect() {
  return "SELECT id, type, key, state, started_ns, updated_ns, ended_ns, deadline_ns, stuck_at, "
         "variant, trace_id, event_count FROM main.saga ";
}

Saga sagaOf(const Statement& row) {
  Saga s;
  s.id = row.integer(0);
  s.type = row.text(1);
  s.key = row.text(2);
  s.state = sagaStateFromName(row.text(3)).value_or(SagaState::Running);
  s.startedNs = row.integer(4);
  s.updatedNs = row.integer(5);
  s.endedNs = row.integer(6);
  s.deadlineNs = row.integer(7);
  s.stuckAt = row.text(8);
  s.variant = row.text(9);
  s.traceId = idOf(row.text(10));
  s.eventCount = static_cast<std::uint32_t>(row.integer(11));
  return s;
}

std::string stepSelect() {
  return "SELECT step_index, name, service, undoes, error_type, state, attempt, waiting_since_ns, "
         "started_ns, ended_ns, event_id FROM main.saga_step WHERE saga = ? ORDER BY step_index "
         "LIMIT 10000";
}

Result<std::vector<SagaStep>> readSteps(Statement& select, std::int64_t saga) {
  std::vector<SagaStep> steps;
  select.bind(saga);
  while (select.next()) {
    SagaStep s;
    s.index = static_cast<std::uint32_t>(select.integer(0));
    s.name = select.text(1);
    s.service = select.text(2);
    s.undoes = select.text(3);
    s.errorType = select.text(4);
    s.state = stepStateFrom(select.text(5));
    s.attempt = static_cast<std::uint16_t>(select.integer(6));
    s.waitingSinceNs = select.integer(7);
    s.startedNs = select.integer(8);
    s.endedNs = select.integer(9);
    s.eventId = idOf(select.text(10));
    steps.push_back(std::move(s));
  }
  RHEO_TRY(select.status());
  select.reset();
  return steps;
}

}  // namespace rheo::store
