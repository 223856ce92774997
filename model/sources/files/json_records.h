// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "model/json/json.h"
#include "model/sources/files/intake.h"
#include "model/sources/files/record_splitter.h"

namespace rheo::files {

/// Walks the records of a JSON file: parses each, counts what is broken, stops when the intake
/// does.
class JsonRecords {
 public:
  JsonRecords(TextWindow& window, Intake& intake, std::vector<RecordRule> rules, bool lines)
      : m_window(window), m_intake(intake), m_splitter(window, std::move(rules), lines) {}
  virtual ~JsonRecords() = default;
  JsonRecords(const JsonRecords&) = delete;
  JsonRecords& operator=(const JsonRecords&) = delete;

  Result<void> run();

 protected:
  /// A good record. For one that turns out bad: reject().
  virtual Result<void> record(int kind, JsonValue value) = 0;
  /// The value at an atEnd rule is over.
  virtual Result<void> ended(int) { return {}; }
  /// True to have the record's text kept for later instead of being parsed now.
  virtual bool postpone(int, std::string_view, std::uint64_t) { return false; }

  void reject(std::string what) {
    m_intake.broken(m_splitter.offset(), m_splitter.where(), std::move(what));
  }
  Intake& intake() { return m_intake; }
  /// The text of the record in hand.
  [[nodiscard]] std::string_view recordText() const { return m_splitter.bytes(); }
  JsonParser& parser() { return m_parser; }

 private:
  TextWindow& m_window;
  Intake& m_intake;
  RecordSplitter m_splitter;
  JsonParser m_parser;
};

}  // namespace rheo::files
