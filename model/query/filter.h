// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "model/base/name_table.h"
#include "model/base/result.h"
#include "model/event/trace_event.h"

namespace rheo::query {

struct Expr;  // model/query/expr.h

/// Where a filter's text is wrong, and what may have been meant.
struct FilterError {
  std::size_t column = 0;  ///< 0-based byte offset
  std::size_t length = 1;
  std::string message;     ///< "unknown field 'topc'"
  std::string suggestion;  ///< "topic", or empty
};

/// A parsed filter: `topic == "orders" && type ~ "Order.*" && latency > 250ms && payload.total >=
/// 100 && !duplicate`. The grammar is in model/query/README.md. Immutable, cheap to copy,
/// thread-safe.
class Filter {
 public:
  /// Matches everything.
  Filter() = default;
  /// Parses; an empty or blank text matches everything. On an error fills `error` (if given) and
  /// returns Error.
  static Result<Filter> parse(std::string_view text, FilterError* error = nullptr);

  [[nodiscard]] bool matchesAll() const { return m_root == nullptr; }
  [[nodiscard]] const std::string& text() const { return m_text; }
  [[nodiscard]] const Expr* root() const { return m_root.get(); }
  /// True if only topic, type, service, subscription, producer, stage and failed are asked for, so
  /// that rollup cells answer it without reading events.
  [[nodiscard]] bool isDimensional() const;
  /// True if the payload is asked for, so that a scan must read payload blobs.
  [[nodiscard]] bool needsPayload() const;
  /// An SQL expression over the columns of the virtual table `event`; "1" for everything.
  [[nodiscard]] std::string toSql() const;

 private:
  std::string m_text;
  std::shared_ptr<const Expr> m_root;
};

/// A filter bound to one recording's names: remembers per name code whether a leaf matches,
/// compiles regexes once. One per thread and scan.
class Matcher {
 public:
  Matcher(const Filter& filter, const NameTable& names);
  ~Matcher();
  Matcher(Matcher&&) noexcept;
  Matcher& operator=(Matcher&&) noexcept;

  [[nodiscard]] bool operator()(const TraceEvent& event);

 private:
  struct Impl;
  std::unique_ptr<Impl> m_impl;
};

struct Completion {
  std::string text;             ///< what to insert
  std::string detail;           ///< what it is
  std::size_t replaceFrom = 0;  ///< byte offset where the replaced word starts
};

/// What may stand at `cursor`: fields, operators, and values known to the recording's names, best
/// first.
std::vector<Completion> complete(std::string_view text, std::size_t cursor, const NameTable* names);

}  // namespace rheo::query
