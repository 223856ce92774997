// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "model/store/results.h"
#include "model/store/sqlite/event_table.h"

namespace rheo::store {

/// Answers SQL over a recording. Only reads, one statement at a time, and can be cancelled.
class SqlQuery {
 public:
  /// Offers `event`, `hop`, `traffic` and the functions on the archive's connection.
  Result<void> attach(Archive& archive);
  /// Within a snapshot of the archive.
  Result<SqlTable> run(const std::string& statement, std::size_t maxRows,
                       const CancelToken& cancel);

 private:
  Archive* m_archive = nullptr;
  EventTableContext m_events;
  EventTableContext m_hops;
};

}  // namespace rheo::store
