// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <set>
#include <string>
#include <vector>

#include "model/store/store.h"
#include "model/verdict/significance.h"

namespace rheo::verdict {

/// One side's view of an edge.
struct SideEdge {
  bool publish = false;
  std::string from, to, subscription;
  std::uint64_t count = 0;
  std::uint64_t errors = 0;
};

/// What a comparison knows of one recording.
struct RecordingSide {
  std::set<std::string> services, topics, schemas;
  std::map<std::string, SideEdge> edges;  ///< by name
  std::vector<store::SagaVariant> variants;
  TimeRange extent;

  [[nodiscard]] double seconds() const;
};

Result<RecordingSide> readSide(store::StoreReader& reader, const CancelToken& cancel);
/// How often the edge was used, and how unevenly.
Result<Counted> countedOf(store::StoreReader& reader, const RecordingSide& side,
                          const SideEdge& edge, const CancelToken& cancel);
/// End to end, of a delivery.
Result<Histogram> latencyOf(store::StoreReader& reader, const RecordingSide& side,
                            const SideEdge& edge, const CancelToken& cancel);

}  // namespace rheo::verdict
