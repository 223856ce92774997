// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "model/event/problem.h"
#include "model/event/saga.h"
#include "model/event/session_info.h"
#include "model/store/sqlite/database.h"
#include "model/store/store.h"

/// Rows of the plain tables as values, for the writer (going on) and the reader (answering) alike.
namespace rheo::store {

std::string encodeInjectables(const std::vector<Injectable>& injectables);
std::vector<Injectable> decodeInjectables(std::string_view bytes);

Result<std::vector<SessionInfo>> readSessions(Database& db);
Result<std::vector<StreamPosition>> readPositions(Database& db);

struct AuditRow {
  AuditEntry entry;
  std::string previous;
  std::string hash;
};
Result<std::vector<AuditRow>> readAudit(Database& db);
/// What the hash of an entry must be.
std::string auditHash(const std::string& previous, const AuditEntry& entry);

/// "SELECT <columns> FROM saga", to be continued with WHERE.
std::string sagaSelect();
Saga sagaOf(const Statement& row);
Result<std::vector<SagaStep>> readSteps(Statement& select, std::int64_t saga);
/// Prepared with one parameter, the saga's id.
std::string stepSelect();

/// An id as the tables keep it: hex, or empty for none.
std::string idText(Id128 id);
Id128 idOf(std::string_view text);

}  // namespace rheo::store
