// SPDX-License-Identifier: Apache-2.0
// The byte-by-byte part of the splitter: where a value ends, and where to go on after a broken one.
#include <array>

#include "model/sources/files/nested_scan.h"
#include "model/sources/files/record_splitter.h"

namespace rheo::files {
namespace {

/// What ends a run of uninteresting bytes inside a string.
constexpr std::array<bool, 256> stops() {
  std::array<bool, 256> table{};
  for (const unsigned char c : {'"', '\\', '\n'}) table[c] = true;
  return table;
}
constexpr std::array<bool, 256> kStops = stops();

bool endsPlain(char c) {
  return c == ',' || c == '}' || c == ']' || c == ' ' || c == '\n' || c == '\r' || c == '\t' ||
         c == '{' || c == '[' || c == '"';
}

}  // namespace

/// `at` counts from the window's start, as m_at does: both move when the window does.
RecordSplitter::Scan RecordSplitter::scanValue(std::size_t& at) {
  const char first = m_window.data()[at];
  if (first == '{' || first == '[') return scanNested(at);
  if (first == '"') return scanString(++at);
  while (true) {
    while (at < m_window.size() && !endsPlain(m_window.data()[at])) ++at;
    if (at < m_window.size()) break;
    const std::size_t length = at - m_at;
    const bool grown = more();
    at = m_at + length;  // the window may have moved even when nothing was added
    if (!grown) break;
  }
  if (at != m_at && at - m_at <= 64) return Scan::Done;
  if (at == m_at) ++at;
  m_what = "no JSON value";
  return Scan::Broken;
}

/// From behind the opening quote to behind the closing one.
RecordSplitter::Scan RecordSplitter::scanString(std::size_t& at) {
  while (true) {
    const char* data = m_window.data();
    const std::size_t size = m_window.size();
    while (at < size && !kStops[static_cast<unsigned char>(data[at])]) ++at;
    if (at < size && data[at] == '"') {
      ++at;
      return Scan::Done;
    }
    if (at < size && data[at] == '\n') {
      m_what = "a line break inside a text";
      return Scan::Broken;
    }
    if (at + 1 < size) {
      at += 2;  // an escape and what it escapes
      continue;
    }
    const std::size_t length = at - m_at;
    if (length > kMostBytes) {
      m_what = "a record of more than 64 MiB";
      return Scan::Broken;
    }
    const bool grown = more();
    at = m_at + length;
    if (!grown) return Scan::Ended;
  }
}

/// From an opening bracket to behind its closing one.
RecordSplitter::Scan RecordSplitter::scanNested(std::size_t& at) {
  NestedScan scan;
  while (true) {
    const NestedScan::Found found = scan.run(m_window.data(), m_window.size(), at, m_lines);
    m_brokenLines = m_brokenLines || scan.sawLineBreak();
    switch (found) {
      case NestedScan::Found::End:
        return Scan::Done;
      case NestedScan::Found::LineBreakInText:
        m_what = "a line break inside a text";
        return Scan::Broken;
      case NestedScan::Found::LineBreak:
        m_what = "the line ends inside a record";
        return Scan::Broken;
      case NestedScan::Found::NeedsMore:
        break;
    }
    const std::size_t length = at - m_at;
    if (length > kMostBytes) {
      m_what = "a record of more than 64 MiB";
      return Scan::Broken;
    }
    const bool grown = more();
    at = m_at + length;
    if (!grown) return Scan::Ended;
  }
}

RecordSplitter::Found RecordSplitter::broken(std::string what, std::size_t begin) {
  m_what = std::move(what);
  m_offset = m_window.offset() + begin;
  m_record = {};
  m_place = std::move(m_stack);
  m_stack.clear();
  m_skipping = true;
  return Found::Broken;
}

/// Goes on behind the next line break: the only place where a new document can be told from the
/// middle of a broken one.
void RecordSplitter::resync() {
  m_skipping = false;
  while (true) {
    for (; m_at < m_window.size(); ++m_at) {
      if (m_window.data()[m_at] != '\n') continue;
      m_sawLineBreak = true;
      ++m_at;
      return;
    }
    m_window.mark(m_at);
    if (!more()) {
      m_ended = true;
      return;
    }
  }
}

std::string RecordSplitter::where() const {
  const std::vector<Frame>& stack = m_place.empty() ? m_stack : m_place;
  std::string text;
  if (m_documents > 1) text = "document " + std::to_string(m_documents);
  for (const Frame& frame : stack) {
    if (frame.isArray) {
      text += '[' + std::to_string(frame.index) + ']';
    } else if (!frame.key.empty()) {
      if (!text.empty()) text += m_documents > 1 && &frame == &stack.front() ? ": " : ".";
      text += frame.key;
    }
  }
  return text;
}

}  // namespace rheo::files
