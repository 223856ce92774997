// SPDX-License-Identifier: Apache-2.0
#include "model/store/sqlite/row_scan.h"

#include <cstring>

#include <algorithm>
#include <string>

#include "model/query/expr.h"
#include "model/store/try.h"

namespace rheo::store {
namespace {

using query::Expr;
using query::Field;

unsigned groupOf(Field field) {
  switch (field) {
    case Field::Key:
    case Field::SagaKey:
    case Field::Attributes:
      return kText;
    case Field::Event:
    case Field::Trace:
    case Field::Span:
    case Field::Parent:
    case Field::Cause:
    case Field::Session:
      return kIds;
    case Field::Payload:
      return kPayload;
    default:
      return kHot;
  }
}

unsigned groupsOf(const Expr* expr) {
  if (expr == nullptr) return kHot;
  unsigned groups = expr->children.empty() ? groupOf(expr->field) : unsigned{kHot};
  for (const Expr& child : expr->children) groups |= groupsOf(&child);
  return groups;
}

/// The part of a filter that cells can answer: itself, or the conditions of a top-level "and" that
/// ask for dimensions only.
query::Filter cellPart(const query::Filter& filter) {
  if (filter.matchesAll() || filter.isDimensional()) return filter;
  if (filter.root()->op != Expr::Op::And) return {};
  std::string text;
  for (const Expr& child : filter.root()->children) {
    const std::string printed = "(" + query::print(child) + ")";
    const auto parsed = query::Filter::parse(printed);
    if (parsed && parsed->isDimensional()) text += (text.empty() ? "" : " && ") + printed;
  }
  auto part = query::Filter::parse(text);
  return part ? std::move(part).value() : query::Filter();
}

/// Text that every payload has which the filter lets through: that of `payload ~ "..."` where the
/// pattern is plain and nothing but "and" stands above it.
std::string needleOf(const Expr* expr) {
  if (expr == nullptr) return {};
  if (expr->op == Expr::Op::And) {
    std::string longest;
    for (const Expr& child : expr->children) {
      std::string needle = needleOf(&child);
      if (needle.size() > longest.size()) longest = std::move(needle);
    }
    return longest;
  }
  const bool asks = expr->op == Expr::Op::Compare && expr->field == Field::Payload &&
                    expr->function == query::Function::None && expr->path.empty() &&
                    expr->comparison == query::Comparison::Matches;
  if (!asks) return {};
  const std::string& pattern = expr->values.front().text;
  return pattern.find_first_of("\\^$.|?*+()[]{}") == std::string::npos ? pattern : std::string();
}

bool contains(std::string_view text, std::string_view needle) {
  return ::memmem(text.data(), text.size(), needle.data(), needle.size()) != nullptr;
}

}  // namespace

RowScan::RowScan(Archive& archive, const query::Filter& filter)
    : m_archive(archive),
      m_all(filter.matchesAll()),
      m_dimensional(filter.matchesAll() || filter.isDimensional()),
      m_groups(groupsOf(filter.root())),
      m_matcher(filter, archive.names()),
      m_cellMatcher(cellPart(filter), archive.names()),
      m_needle(needleOf(filter.root())),
      m_admitted(archive.cells().size(), -1) {}

bool RowScan::admits(std::uint32_t cell) {
  if (m_all) return true;
  std::int8_t& admitted = m_admitted[cell];
  if (admitted < 0) admitted = m_cellMatcher(eventOf(m_archive.cells().at(cell))) ? 1 : 0;
  return admitted == 1;
}

bool RowScan::admitsAny(const std::vector<std::uint32_t>& cells) {
  return std::any_of(cells.begin(), cells.end(), [&](std::uint32_t cell) { return admits(cell); });
}

RowScan::Chunks RowScan::candidates(TimeRange range, std::uint64_t firstRow) {
  Chunks found;
  const auto& chunks = m_archive.chunks();
  auto at = std::partition_point(chunks.begin(), chunks.end(), [firstRow](const ChunkInfo& chunk) {
    return chunk.firstRow + chunk.count <= firstRow;
  });
  for (; at != chunks.end(); ++at) {
    const ChunkInfo& chunk = *at;
    if (chunk.toNs < range.from || chunk.fromNs >= range.to || !admitsAny(chunk.cells)) continue;
    found.push_back(&chunk);
  }
  return found;
}

bool RowScan::admitsWhole(const ChunkInfo& chunk, TimeRange range) {
  return m_dimensional && range.contains(chunk.fromNs) && range.contains(chunk.toNs) &&
         std::all_of(chunk.cells.begin(), chunk.cells.end(),
                     [this](std::uint32_t cell) { return admits(cell); });
}

/// The rows of one chunk, descending.
Result<void> RowScan::findIn(const ChunkInfo& chunk, TimeRange range, bool passing,
                             std::size_t limit, std::vector<std::uint64_t>& rows) {
  if (admitsWhole(chunk, range)) {
    for (std::size_t i = chunk.count; i-- > 0 && rows.size() < limit;) {
      rows.push_back(chunk.firstRow + i);
    }
    return {};
  }
  const unsigned groups = m_dimensional ? unsigned{kHot} : m_groups | kHot;
  auto columns = passing ? m_archive.passing(chunk, groups) : m_archive.columns(chunk, groups);
  if (!columns) return columns.error();
  (void)runChunk(chunk, **columns, {range, 0, true},
                 [&](std::uint64_t row, std::uint32_t, const TraceEvent&) {
                   rows.push_back(row);
                   return rows.size() < limit;
                 });
  return {};
}

/// One chunk after the other until `visit` returns false. A short pass is over before it could be
/// in anybody's way.
template <class Visit>
Result<void> RowScan::eachOf(const Chunks& chunks, Visit visit, const CancelToken& cancel) {
  const bool isLong = chunks.size() >= Archive::kPassingChunks;
  for (std::size_t n = 0; n < chunks.size(); ++n) {
    if (cancel.cancelled()) return cancelledError();
    if (isLong && m_archive.isAskedToGiveWay()) RHEO_TRY(m_archive.giveWay());
    const Result<bool> goOn = visit(n, isLong);
    if (!goOn && m_archive.isGone(*chunks[n])) continue;
    if (!goOn) return goOn.error();
    if (!*goOn) return {};
  }
  return {};
}

Result<void> RowScan::find(TimeRange range, const StoreReader::FoundFn& found,
                           const CancelToken& cancel) {
  Chunks open = candidates(range);
  std::reverse(open.begin(), open.end());
  std::vector<std::uint64_t> rows;
  const auto visit = [&](std::size_t n, bool passing) -> Result<bool> {
    rows.clear();
    RHEO_TRY(findIn(*open[n], range, passing, kMaxChunkEvents + 1, rows));
    return found(rows, static_cast<double>(n + 1) / static_cast<double>(open.size()));
  };
  return eachOf(open, visit, cancel);
}

Result<std::vector<std::uint64_t>> RowScan::newestRows(TimeRange range, std::size_t limit,
                                                       const CancelToken& cancel) {
  std::vector<std::uint64_t> rows;
  Chunks open = candidates(range);
  std::reverse(open.begin(), open.end());
  const auto visit = [&](std::size_t n, bool passing) -> Result<bool> {
    if (rows.size() >= limit) return false;
    RHEO_TRY(findIn(*open[n], range, passing, limit, rows));
    return true;
  };
  RHEO_TRY(eachOf(open, visit, cancel));
  std::reverse(rows.begin(), rows.end());
  return rows;
}

Result<void> RowScan::run(const Walk& walk, unsigned groups, const Each& each,
                          const CancelToken& cancel) {
  Chunks open = candidates(walk.range, walk.firstRow);
  if (walk.backwards) std::reverse(open.begin(), open.end());
  groups |= m_dimensional ? unsigned{kHot} : m_groups;
  const auto visit = [&](std::size_t n, bool passing) -> Result<bool> {
    const ChunkInfo& chunk = *open[n];
    auto columns = passing ? m_archive.passing(chunk, groups) : m_archive.columns(chunk, groups);
    if (!columns) return columns.error();
    return runChunk(chunk, **columns, walk, each);
  };
  return eachOf(open, visit, cancel);
}

bool RowScan::runChunk(const ChunkInfo& chunk, const Columns& columns, const Walk& walk,
                       const Each& each) {
  // One look at all payloads end to end is far cheaper than one at each.
  if (!m_needle.empty() && !contains(columns.payload.bytes, m_needle)) return true;
  const std::size_t first = walk.firstRow > chunk.firstRow ? walk.firstRow - chunk.firstRow : 0;
  const bool isInside = walk.range.contains(chunk.fromNs) && walk.range.contains(chunk.toNs);
  TraceEvent event;
  std::size_t before = chunk.count;
  for (std::size_t n = first; n < chunk.count; ++n) {
    const std::size_t i = walk.backwards ? chunk.count - 1 - (n - first) : n;
    if (!admits(columns.cell[i])) continue;
    if (!isInside && !walk.range.contains(columns.time[i])) continue;
    columns.read(i, before, m_archive.cells(), event);
    before = i;
    if (!m_dimensional && !m_matcher(event)) continue;
    if (!each(chunk.firstRow + i, columns.cell[i], event)) return false;
  }
  return true;
}

}  // namespace rheo::store
