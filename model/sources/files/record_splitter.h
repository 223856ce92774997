// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <bitset>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "model/sources/files/text_window.h"

namespace rheo::files {

/// Where records are in a JSON document: "resourceSpans[].scopeSpans[].spans[]". "" is every
/// top-level value, "[]" every element of a top-level array.
struct RecordRule {
  std::string_view path;
  int kind = 0;
  bool atEnd = false;  ///< tell when the value there is over, instead of handing it over whole
};

/// Who can take some records at once, without being told where they end.
class RecordTaker {
 public:
  virtual ~RecordTaker() = default;
  /// The text starts with a record, and may end in it; JsonParser::kPadding bytes follow. Returns
  /// the record's size when it was taken, and 0 when it must be cut out first.
  virtual std::size_t take(int kind, std::string_view text) = 0;
};

/// Cuts a stream of JSON documents, one or many, into records without holding more than one of
/// them. It knows brackets and strings only; whether a record is good JSON, its reader finds out.
class RecordSplitter {
 public:
  enum class Found : std::uint8_t { Record, Taken, Broken, End };

  /// Longest record; longer ones are broken ones.
  static constexpr std::size_t kMostBytes = 64u << 20;
  static constexpr std::size_t kMostDepth = 32;  ///< of what is descended into, not of records

  /// `lines`: a document is a line (otherwise that shows when the second one starts).
  RecordSplitter(TextWindow& window, std::vector<RecordRule> rules, bool lines);

  /// Records are offered to it first.
  void offerTo(RecordTaker& taker) { m_taker = &taker; }
  /// The next record; what the accessors tell is valid until the next call.
  Found next();
  [[nodiscard]] int kind() const { return m_kind; }
  [[nodiscard]] std::string_view bytes() const { return m_record; }  ///< padded for JsonParser
  [[nodiscard]] std::uint64_t offset() const { return m_offset; }
  [[nodiscard]] const std::string& what() const { return m_what; }  ///< why it is broken
  /// "resourceSpans[0].scopeSpans[2].spans[17]"
  [[nodiscard]] std::string where() const;

 private:
  using RuleSet = std::uint32_t;
  struct Frame {
    bool isArray = false;
    bool wantsKey = false;
    std::string key;
    std::uint64_t index = 0;
    RuleSet rules = 0;
    RuleSet ends = 0;
    RuleSet ofElements = 0;  ///< of an array: the rules that go on inside
  };
  enum class Scan : std::uint8_t { Done, Broken, Ended };

  bool more();
  int peek();
  Found step(char c);
  Found value();
  Found open(char bracket, RuleSet deeper, RuleSet ends);
  Found close(char bracket);
  Found readKey();
  [[nodiscard]] RuleSet childRules() const;
  [[nodiscard]] RuleSet matching(const Frame& frame) const;
  [[nodiscard]] RuleSet complete(RuleSet rules, bool atEnd) const;
  Scan scanValue(std::size_t& at);
  Scan scanString(std::size_t& at);
  Scan scanNested(std::size_t& at);
  Found broken(std::string what, std::size_t begin);
  void resync();

  TextWindow& m_window;
  RecordTaker* m_taker = nullptr;
  std::vector<RecordRule> m_rules;
  std::vector<std::vector<std::string_view>> m_parts;  ///< of each rule's path
  std::vector<Frame> m_stack;
  std::size_t m_at = 0;
  std::uint64_t m_documents = 0;
  bool m_lines = false;  ///< a line each: a line break ends a broken document
  bool m_sawLineBreak = false;
  bool m_brokenLines = false;  ///< a line break was inside a document: no document is a line
  bool m_skipping = false;
  bool m_ended = false;

  int m_kind = 0;
  std::string_view m_record;
  std::uint64_t m_offset = 0;
  std::string m_what;
  std::vector<Frame> m_place;  ///< the stack when a document broke
};

}  // namespace rheo::files
