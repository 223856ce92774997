// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>

#include "model/base/name_table.h"
#include "model/store/cell_table.h"
#include "model/store/sqlite/database.h"
#include "model/store/store.h"

namespace rheo::store {

/// Writes the plain tables: names, cells, sessions, positions, gaps, sagas, problems, audit.
class EntityWriter {
 public:
  Result<void> prepare(Database& db);

  Result<void> names(const NameTable& names, Name from, Name to);
  Result<void> cells(const CellTable& cells, std::uint32_t from);
  Result<void> session(const SessionInfo& session);
  Result<void> position(const EventBatch& batch);
  Result<void> gap(const Gap& gap, const NameTable& names);
  Result<void> saga(const Saga& saga);
  Result<void> problem(const Problem& problem);
  Result<void> audit(const AuditEntry& entry);
  Result<void> revision();

 private:
  Result<std::int64_t> sagaOf(const Problem& problem);

  Statement m_name, m_cell, m_session, m_sessionState, m_position, m_gap, m_saga, m_deleteSteps,
      m_step;
  Statement m_problem, m_sagaId, m_lastAudit, m_audit, m_revision;
};

}  // namespace rheo::store
