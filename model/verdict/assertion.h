// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "model/base/result.h"
#include "model/query/expr.h"
#include "model/query/filter.h"

namespace rheo::verdict {

/// A promise about a recording (README.md has the grammar):
///   count(topic == "orders.dlq") == 0
///   p99(latency, topic == "payments") < 200ms
///   rate(failed) < 1%
///   saga("OrderFulfilment").stuck == 0
///   every(type == "OrderPlaced") leads_to(type == "OrderConfirmed") within 5s
struct Assertion {
  enum class Kind : std::uint8_t { Count, Rate, Quantile, Saga, LeadsTo };

  std::string text;
  Kind kind = Kind::Count;
  query::Filter filter;  ///< what is counted or measured; of LeadsTo: every
  query::Filter other;   ///< of Rate: of which; of LeadsTo: to what
  bool hasOther = false;
  double quantile = 0;                        ///< 0 .. 1
  query::Field part = query::Field::Latency;  ///< Latency, Publish, Wait or Processing
  std::string sagaType;
  std::string sagaState;  ///< "stuck", ..., "total"
  query::Comparison comparison = query::Comparison::Eq;
  double limit = 0;           ///< a count, a share (1 % is 0.01), or ns
  std::int64_t withinNs = 0;  ///< of LeadsTo; 0 = ever
};

/// The error says the column (from 1) and what was expected there.
Result<Assertion> parseAssertion(std::string_view text);

}  // namespace rheo::verdict
