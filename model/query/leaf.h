// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <memory>
#include <string_view>
#include <vector>

#include "model/base/name_table.h"
#include "model/event/trace_event.h"
#include "model/query/expr.h"

namespace rheo::query {

/// One leaf bound to a recording's names. Interned fields are answered from memory: each code is
/// compared once.
class Leaf {
 public:
  Leaf(const Expr& expr, const NameTable& names);

  [[nodiscard]] bool operator()(const TraceEvent& event);
  /// Rough price of one evaluation; cheap leaves are asked first.
  [[nodiscard]] int cost() const;

 private:
  [[nodiscard]] bool byName(Name code);
  [[nodiscard]] bool byText(std::string_view text) const;
  [[nodiscard]] bool compareAsText(std::string_view text) const;
  [[nodiscard]] bool byId(const TraceEvent& event) const;
  [[nodiscard]] bool byHop(const TraceEvent& event) const;
  [[nodiscard]] bool byPayload(const TraceEvent& event) const;
  [[nodiscard]] bool byInteger(std::int64_t value) const;

  const Expr* m_expr;
  const NameTable* m_names;
  FieldKind m_kind;
  std::vector<std::uint8_t> m_known;  ///< per name code: 0 not asked yet, 1 no, 2 yes
  std::uint32_t m_mask = 0;           ///< stage, kind: bit per value
  std::vector<Id128> m_ids;
};

}  // namespace rheo::query
