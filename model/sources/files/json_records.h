// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "model/json/json.h"
#include "model/sources/files/intake.h"
#include "model/sources/files/record_splitter.h"

namespace rheo::files {

/// Walks the records of a JSON file, counts what is broken, stops when the intake does.
class JsonTexts {
 public:
  JsonTexts(TextWindow& window, Intake& intake, std::vector<RecordRule> rules, bool lines)
      : m_window(window), m_intake(intake), m_splitter(window, std::move(rules), lines) {}
  virtual ~JsonTexts() = default;
  JsonTexts(const JsonTexts&) = delete;
  JsonTexts& operator=(const JsonTexts&) = delete;

  Result<void> run();

 protected:
  /// A record's text, followed by JsonParser::kPadding readable bytes. For one that turns out bad:
  /// reject().
  virtual Result<void> text(int kind, std::string_view padded) = 0;
  /// Offers records to somebody who may take them before they are cut out.
  void offerTo(RecordTaker& taker) { m_splitter.offerTo(taker); }
  /// What came of a record that was taken that way.
  virtual Result<void> taken() { return {}; }
  /// The value at an atEnd rule is over.
  virtual Result<void> ended(int) { return {}; }

  void reject(std::string what) {
    m_intake.broken(m_splitter.offset(), m_splitter.where(), std::move(what));
  }
  Intake& intake() { return m_intake; }
  /// Where the record in hand starts.
  [[nodiscard]] std::uint64_t offset() const { return m_splitter.offset(); }

 private:
  TextWindow& m_window;
  Intake& m_intake;
  RecordSplitter m_splitter;
};

/// The same for who wants records parsed.
class JsonRecords : public JsonTexts {
 public:
  using JsonTexts::JsonTexts;

 protected:
  virtual Result<void> record(int kind, JsonValue value) = 0;
  /// The text of the record in hand.
  [[nodiscard]] std::string_view recordText() const { return m_text; }

 private:
  Result<void> text(int kind, std::string_view padded) final;

  std::string_view m_text;
  JsonParser m_parser;
};

}  // namespace rheo::files
