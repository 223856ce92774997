// SPDX-License-Identifier: Apache-2.0
// CSV with a header (RFC 4180; comma, semicolon or tab). Columns are the fields of our own lines,
// in their own names or the usual other ones; columns nobody knows become attributes.
#include <algorithm>
#include <array>

#include "model/json/json_writer.h"
#include "model/sources/files/readers.h"
#include "model/sources/files/sighting_fields.h"

namespace rheo::files {
namespace {

constexpr std::size_t kMostRecord = 16u << 20;
constexpr std::size_t kMostColumns = 4096;

constexpr std::array<std::pair<std::string_view, std::string_view>, 17> kAliases{{
    {"time_ns", "time"},
    {"timestamp", "time"},
    {"published_ns", "published"},
    {"broker_ns", "broker"},
    {"duration_ns", "durationNs"},
    {"event_id", "event"},
    {"id", "event"},
    {"trace_id", "trace"},
    {"causation_id", "cause"},
    {"span_id", "span"},
    {"parent_span_id", "parent"},
    {"error_type", "error"},
    {"dead_letter_topic", "deadLetterTopic"},
    {"saga_type", "saga"},
    {"saga_key", "sagaKey"},
    {"consumer_group", "subscription"},
    {"event_type", "type"},
}};

std::string_view fieldOf(std::string_view column) {
  for (const auto& [alias, field] : kAliases) {
    if (column == alias) return field;
  }
  return column;
}

/// True if a quote stands in front of a formula, or of such a quote.
bool isGuarded(std::string_view cell) {
  const std::size_t first = cell.find_first_not_of('\'');
  return first != 0 && first != std::string_view::npos &&
         std::string_view("=+-@\t\r").find(cell[first]) != std::string_view::npos;
}

class Csv {
 public:
  Csv(TextWindow& window, Intake& intake, const std::vector<ColumnMeaning>* told)
      : m_window(window), m_intake(intake), m_told(told) {}
  Result<void> run();

 private:
  bool readRecord();
  int get();
  void readHeader();
  [[nodiscard]] std::string meaningOf(const std::string& column) const;
  Result<void> readRow();

  TextWindow& m_window;
  Intake& m_intake;
  const std::vector<ColumnMeaning>* m_told;
  std::size_t m_at = 0;
  char m_separator = ',';
  std::uint64_t m_line = 1;
  std::uint64_t m_recordAt = 0;
  std::uint64_t m_recordLine = 1;
  std::vector<std::string> m_cells;
  std::vector<std::string> m_columns;
  std::vector<std::string> m_meanings;  ///< of each column: a field, "attribute" or "ignore"
  std::string m_wrong;
  SightingFields m_fields;
};

int Csv::get() {
  if (m_at == m_window.size()) {
    m_window.mark(m_at);
    const bool grown = m_window.grow();
    m_at -= m_window.takeShift();
    if (!grown) return -1;
  }
  return static_cast<unsigned char>(m_window.data()[m_at++]);
}

/// False at the end. A quote that never ends takes the rest of the line only.
bool Csv::readRecord() {
  m_cells.assign(1, {});
  m_wrong.clear();
  m_recordAt = m_window.offset() + m_at;
  m_recordLine = m_line;
  bool quoted = false, justClosed = false, any = false;
  std::size_t bytes = 0;
  for (int c = get(); c >= 0; c = get()) {
    any = true;
    if (++bytes > kMostRecord) m_wrong = "a row of more than 16 MiB";
    if (c == '\n') ++m_line;
    // Inside a quoted cell, two quotes in a row stand for one.
    const bool again = justClosed && c == '"';
    justClosed = quoted && c == '"';
    if (justClosed) {
      quoted = false;
    } else if (!quoted && c == '"') {
      if (again) m_cells.back() += '"';
      quoted = true;
    } else if (!quoted && c == '\n') {
      return true;
    } else if (!quoted && c == m_separator) {
      if (m_cells.size() < kMostColumns) m_cells.emplace_back();
    } else if (m_wrong.empty() && (quoted || c != '\r')) {
      m_cells.back() += static_cast<char>(c);
    }
  }
  if (quoted) m_wrong = "a quote that never ends";
  return any;
}

void Csv::readHeader() {
  while (m_window.size() == 0 && m_window.grow()) {
  }
  std::string_view head(m_window.data(), m_window.size());
  if (head.starts_with("\xEF\xBB\xBF")) {
    m_at = 3;
    head.remove_prefix(3);
  }
  const std::string_view line = head.substr(0, head.find('\n'));
  for (const char candidate : {'\t', ';', ','}) {
    if (line.find(candidate) != std::string_view::npos) m_separator = candidate;
  }
  if (readRecord()) m_columns = m_cells;
  for (const std::string& column : m_columns) {
    m_meanings.push_back(meaningOf(column));
    m_intake.column(column, m_meanings.back());
  }
}

std::string Csv::meaningOf(const std::string& column) const {
  if (m_told != nullptr) {
    for (const ColumnMeaning& each : *m_told) {
      if (each.column == column) return each.field;
    }
  }
  const std::string_view field = fieldOf(column);
  return isSightingField(field) ? std::string(field) : "attribute";
}

Result<void> Csv::readRow() {
  m_fields.clear();
  std::string attributes;
  JsonWriter json(attributes);
  bool any = false, hasStage = false;
  json.beginObject();
  for (std::size_t i = 0; i < std::min(m_cells.size(), m_columns.size()); ++i) {
    std::string& cell = m_cells[i];
    if (cell.empty()) continue;
    // What our export put in front of a formula (see README.md).
    if (isGuarded(cell)) cell.erase(0, 1);
    const std::string& field = m_meanings[i];
    if (field == "ignore") continue;
    hasStage = hasStage || field == "stage";
    if (field == "payload") {
      m_fields.payload(cell);
    } else if (field == "payloadBase64") {
      m_fields.payloadBase64(cell);
    } else if (field == "attributes") {
      m_fields.attributes(cell);
    } else if (!m_fields.take(field, FieldValue::of(cell))) {
      json.member(m_columns[i], cell);
      any = true;
    }
  }
  json.endObject();
  // A list of events is a list of what was published.
  if (!hasStage) (void)m_fields.take("stage", FieldValue::of("published"));
  if (any && m_fields.sighting().event.attributes.empty()) m_fields.attributes(attributes);
  if (const FileSighting* sighting = m_fields.finish()) return m_intake.sighting(*sighting);
  m_intake.broken(m_recordAt, "line " + std::to_string(m_recordLine), m_fields.wrong());
  return {};
}

Result<void> Csv::run() {
  readHeader();
  while (m_intake.goOn() && readRecord()) {
    if (m_cells.size() == 1 && m_cells[0].empty() && m_wrong.empty()) continue;
    if (m_wrong.empty() && m_cells.size() != m_columns.size()) {
      m_wrong = std::to_string(m_cells.size()) + " cells where the header has " +
                std::to_string(m_columns.size());
    }
    if (!m_wrong.empty()) {
      m_intake.broken(m_recordAt, "line " + std::to_string(m_recordLine), m_wrong);
    } else if (const auto taken = readRow(); !taken) {
      return taken;
    }
  }
  if (m_window.failed()) return m_window.error();
  return {};
}

}  // namespace

Result<void> readCsv(TextWindow& window, Intake& intake, const ReadOptions& options) {
  return Csv(window, intake, options.columns).run();
}

}  // namespace rheo::files
