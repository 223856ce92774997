// SPDX-License-Identifier: Apache-2.0
#include "model/store/sqlite/recording_copy.h"

#include <algorithm>
#include <limits>

#include "model/store/sqlite/answers.h"
#include "model/store/sqlite/entity_rows.h"
#include "model/store/sqlite/row_scan.h"
#include "model/store/try.h"

namespace rheo::store {
namespace {

constexpr std::size_t kEventsPerCommit = 20'000;
constexpr std::size_t kEntitiesPerCommit = 5'000;

/// Calls `commit` with runs of the list that are not too long.
template <class T, class Commit>
Result<void> inRuns(const std::vector<T>& list, Commit commit) {
  for (std::size_t from = 0; from < list.size(); from += kEntitiesPerCommit) {
    const std::size_t count = std::min(kEntitiesPerCommit, list.size() - from);
    RHEO_TRY(commit(std::span(list).subspan(from, count)));
  }
  return {};
}

}  // namespace

struct RecordingCopy::Source {
  explicit Source(const CancelToken& cancelToken) : cancel(&cancelToken) {}

  Archive archive;
  const CancelToken* cancel;
  std::unique_ptr<EventCursor> cursor;
  std::unique_ptr<query::Matcher> matcher;
  std::vector<Name> names;           ///< code here -> code there + 1; 0 = not asked yet
  std::uint32_t sessionsBefore = 0;  ///< of the sources in front

  Name nameIn(NameTable& out, Name code) {
    if (names.size() <= code) names.resize(std::size_t{code} + 64, 0);
    Name& known = names[code];
    if (known == 0) known = out.intern(archive.names().text(code)) + 1;
    return known - 1;
  }
};

RecordingCopy::RecordingCopy(const Query& query, const CancelToken& cancel)
    : m_query(query), m_cancel(cancel) {}

RecordingCopy::~RecordingCopy() {
  for (const auto& source : m_sources) source->archive.end();
}

Result<void> RecordingCopy::addSource(const std::string& path) {
  auto source = std::make_unique<Source>(m_cancel);
  RHEO_TRY(source->archive.open(path));
  RHEO_TRY(source->archive.begin());
  m_sources.push_back(std::move(source));
  return start(*m_sources.back());
}

Result<void> RecordingCopy::start(Source& source) {
  RowScan scan(source.archive, m_query.filter);
  RowBounds bounds;
  bounds.fromNs = m_query.range.from;
  constexpr auto kMax = std::numeric_limits<TimeNs>::max();
  bounds.toNs = m_query.range.to == kMax ? kMax : m_query.range.to - 1;
  bounds.groups = kAllGroups;
  bounds.cells.resize(source.archive.cells().size());
  for (std::uint32_t cell = 0; cell < bounds.cells.size(); ++cell) {
    bounds.cells[cell] = scan.admits(cell);
  }
  source.matcher = std::make_unique<query::Matcher>(m_query.filter, source.archive.names());
  source.cursor = std::make_unique<EventCursor>(source.archive, source.cancel);
  if (m_query.range.isEmpty()) bounds.lastRow = 0;
  RHEO_TRY(source.cursor->start(std::move(bounds)));
  return settle(source);
}

/// Moves on to the next sighting that matches, starting with the present one.
Result<void> RecordingCopy::settle(Source& source) {
  while (!source.cursor->atEnd() && !(*source.matcher)(source.cursor->event())) {
    RHEO_TRY(source.cursor->next());
  }
  return {};
}

Result<Copied> RecordingCopy::run(StoreWriter& out, bool withPositions) {
  RHEO_TRY(copySessions(out, withPositions));
  RHEO_TRY(copyEvents(out));
  RHEO_TRY(copyGaps(out));
  RHEO_TRY(copySagas(out));
  RHEO_TRY(copyProblems(out));
  RHEO_TRY(copyAudit(out));
  return m_copied;
}

Result<void> RecordingCopy::copySessions(StoreWriter& out, bool withPositions) {
  std::uint32_t before = 0;
  for (const auto& source : m_sources) {
    source->sessionsBefore = before;
    auto sessions = readSessions(source->archive.db());
    if (!sessions) return sessions.error();
    std::uint32_t most = 0;
    for (SessionInfo& session : *sessions) {
      most = std::max(most, session.row);
      session.row += before;
    }
    std::vector<EventBatch> batches;
    if (withPositions) {
      const auto positions = readPositions(source->archive.db());
      if (!positions) return positions.error();
      for (const StreamPosition& p : *positions) {
        EventBatch& batch = batches.emplace_back();
        batch.session = p.session + before;
        batch.stream = p.stream;
        batch.lastPosition = p.position;
        batch.lastSeq = p.seq;
      }
    }
    RHEO_TRY(out.commit({batches, {}, {}, *sessions}));
    before += most;
  }
  return {};
}

void RecordingCopy::take(Source& source, StoreWriter& out, EventBatch& batch) {
  TraceEvent e = source.cursor->event();
  for (Name* name : {&e.service, &e.instance, &e.topic, &e.type, &e.subscription, &e.producer,
                     &e.errorType, &e.deadLetterTopic, &e.sagaType, &e.step, &e.undoes}) {
    *name = *name == 0 ? 0 : source.nameIn(out.names(), *name);
  }
  for (std::string_view* text : {&e.key, &e.sagaKey, &e.payload, &e.attributes}) {
    *text = text->empty() ? std::string_view() : batch.keep(*text);
  }
  if (e.session != 0) e.session += source.sessionsBefore;
  batch.events.push_back(e);
}

Result<void> RecordingCopy::copyEvents(StoreWriter& out) {
  const auto earlier = [](const auto& a, const auto& b) {
    if (a->cursor->atEnd() || b->cursor->atEnd()) return !a->cursor->atEnd() && b->cursor->atEnd();
    return a->cursor->event().timeNs < b->cursor->event().timeNs;
  };
  for (;;) {
    EventBatch batch;
    while (batch.events.size() < kEventsPerCommit) {
      Source& next = **std::min_element(m_sources.begin(), m_sources.end(), earlier);
      if (next.cursor->atEnd()) break;
      take(next, out, batch);
      RHEO_TRY(next.cursor->next());
      RHEO_TRY(settle(next));
    }
    if (batch.events.empty()) return {};
    m_copied.events += batch.events.size();
    RHEO_TRY(out.commit({{&batch, 1}, {}, {}, {}}));
  }
}

Result<void> RecordingCopy::copyGaps(StoreWriter& out) {
  for (const auto& source : m_sources) {
    auto select = source->archive.db().prepare(
        "SELECT session, stream, service, from_ns, to_ns, from_seq, count, reason FROM main.gap "
        "WHERE to_ns >= ? AND from_ns < ? ORDER BY id");
    if (!select) return select.error();
    EventBatch batch;
    select->bind(m_query.range.from, m_query.range.to);
    while (select->next()) {
      Gap gap;
      gap.session = static_cast<std::uint32_t>(select->integer(0)) + source->sessionsBefore;
      gap.stream = static_cast<std::uint32_t>(select->integer(1));
      gap.service = out.names().intern(select->text(2));
      gap.fromNs = select->integer(3);
      gap.toNs = select->integer(4);
      gap.fromSeq = static_cast<std::uint64_t>(select->integer(5));
      gap.count = static_cast<std::uint64_t>(select->integer(6));
      gap.reason = out.names().intern(select->text(7));
      batch.gaps.push_back(gap);
    }
    RHEO_TRY(select->status());
    if (!batch.gaps.empty()) RHEO_TRY(out.commit({{&batch, 1}, {}, {}, {}}));
  }
  return {};
}

Result<void> RecordingCopy::copySagas(StoreWriter& out) {
  std::vector<Saga> sagas;
  for (const auto& source : m_sources) {
    auto found =
        answerSagas(source->archive, m_query, std::numeric_limits<std::size_t>::max(), m_cancel);
    if (!found) return found.error();
    for (const Saga& saga : *found) {
      if (m_cancel.cancelled()) return cancelledError();
      auto whole = answerSaga(source->archive, saga.id);
      if (!whole) return whole.error();
      sagas.push_back(std::move(*whole));
    }
  }
  // Of one that two sources know the later word stands.
  std::stable_sort(sagas.begin(), sagas.end(),
                   [](const Saga& a, const Saga& b) { return a.updatedNs < b.updatedNs; });
  m_copied.sagas = sagas.size();
  return inRuns(sagas, [&](std::span<const Saga> run) { return out.commit({{}, run, {}, {}}); });
}

Result<void> RecordingCopy::copyProblems(StoreWriter& out) {
  std::vector<Problem> problems;
  for (const auto& source : m_sources) {
    auto found = readProblems(source->archive, m_query, m_cancel);
    if (!found) return found.error();
    // Sagas have new ids; the writer finds them by what the problem says.
    for (Problem& problem : *found) problem.sagaId = 0;
    problems.insert(problems.end(), found->begin(), found->end());
  }
  std::stable_sort(problems.begin(), problems.end(),
                   [](const Problem& a, const Problem& b) { return a.timeNs < b.timeNs; });
  m_copied.problems = problems.size();
  return inRuns(problems, [&](std::span<const Problem> run) {
    return out.commit({{}, {}, run, {}});
  });
}

Result<void> RecordingCopy::copyAudit(StoreWriter& out) {
  std::vector<AuditRow> rows;
  for (const auto& source : m_sources) {
    auto found = readAudit(source->archive.db());
    if (!found) return found.error();
    rows.insert(rows.end(), found->begin(), found->end());
  }
  if (m_sources.size() > 1) {
    std::stable_sort(rows.begin(), rows.end(), [](const AuditRow& a, const AuditRow& b) {
      return a.entry.timeNs < b.entry.timeNs;
    });
  }
  for (const AuditRow& row : rows) RHEO_TRY(out.audit(row.entry));
  return {};
}

}  // namespace rheo::store
