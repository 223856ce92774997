// SPDX-License-Identifier: Apache-2.0
#include "model/sources/files/record_splitter.h"

#include <array>
#include <bit>
#include <utility>

namespace rheo::files {
namespace {

enum Class : std::uint8_t { kOther, kSpace, kNewline, kQuote, kOpen, kClose, kComma, kColon };

constexpr std::array<std::uint8_t, 256> classes() {
  std::array<std::uint8_t, 256> table{};
  table[' '] = table['\t'] = table['\r'] = kSpace;
  table['\n'] = kNewline;
  table['"'] = kQuote;
  table['{'] = table['['] = kOpen;
  table['}'] = table[']'] = kClose;
  table[','] = kComma;
  table[':'] = kColon;
  return table;
}
constexpr auto kClasses = classes();

std::uint8_t classOf(char c) {
  return kClasses[static_cast<unsigned char>(c)];
}

/// "a[].b" -> "a", "[]", "b".
std::vector<std::string_view> partsOf(std::string_view path) {
  std::vector<std::string_view> parts;
  for (std::size_t at = 0; at < path.size();) {
    if (path[at] == '.') ++at;
    std::size_t end = path[at] == '[' ? at + 2 : path.find_first_of(".[", at);
    if (end == std::string_view::npos) end = path.size();
    parts.push_back(path.substr(at, end - at));
    at = end;
  }
  return parts;
}

}  // namespace

RecordSplitter::RecordSplitter(TextWindow& window, std::vector<RecordRule> rules, bool lines)
    : m_window(window), m_rules(std::move(rules)), m_lines(lines) {
  for (const RecordRule& rule : m_rules) m_parts.push_back(partsOf(rule.path));
}

/// False at the end. Keeps every index that counts from the window's start right.
bool RecordSplitter::more() {
  const bool grown = m_window.grow();
  m_at -= m_window.takeShift();
  return grown;
}

/// The next byte that means something, -1 at the end.
int RecordSplitter::peek() {
  while (true) {
    for (; m_at < m_window.size(); ++m_at) {
      const char c = m_window.data()[m_at];
      const std::uint8_t kind = classOf(c);
      if (kind == kNewline) {
        m_sawLineBreak = true;
        if (m_stack.empty()) continue;
        if (m_lines) return '\n';
        m_brokenLines = true;
      } else if (kind != kSpace) {
        return static_cast<unsigned char>(c);
      }
    }
    m_window.mark(m_at);
    if (!more()) return -1;
  }
}

RecordSplitter::Found RecordSplitter::next() {
  m_place.clear();
  while (!m_ended) {
    if (m_skipping) resync();
    const int c = peek();
    if (c < 0) {
      m_ended = true;
      if (!m_stack.empty()) return broken("the file ends inside a document", m_at);
      break;
    }
    const Found found = step(static_cast<char>(c));
    if (found != Found::End) return found;
  }
  return Found::End;
}

/// Found::End here means: nothing to tell, go on.
RecordSplitter::Found RecordSplitter::step(char c) {
  if (c == '\n') return broken("the line ends inside a document", m_at);
  if (m_stack.empty()) {
    // Some writers put a comma, a NUL or a byte-order mark between documents.
    if (c == ',' || c == '\0' || c == '\x1E' || c == '\xEF' || c == '\xBB' || c == '\xBF') {
      ++m_at;
      return Found::End;
    }
    if (m_documents > 0 && m_sawLineBreak && !m_brokenLines) m_lines = true;
    m_sawLineBreak = false;
    ++m_documents;
    return value();
  }
  Frame& top = m_stack.back();
  switch (classOf(c)) {
    case kComma:
      ++m_at;
      ++top.index;
      top.wantsKey = !top.isArray;
      return Found::End;
    case kClose:
      return close(c);
    case kQuote:
      return top.wantsKey ? readKey() : value();
    case kColon:
      ++m_at;
      return Found::End;
    default:
      return top.wantsKey ? broken("a member without a name", m_at) : value();
  }
}

RecordSplitter::RuleSet RecordSplitter::childRules() const {
  if (m_stack.empty()) return (RuleSet{1} << m_rules.size()) - 1;
  const Frame& top = m_stack.back();
  return top.isArray ? top.ofElements : matching(top);
}

/// The rules of the innermost frame that go on with its key, or with "[]".
RecordSplitter::RuleSet RecordSplitter::matching(const Frame& frame) const {
  const std::size_t depth = m_stack.size();
  RuleSet rules = 0;
  for (std::size_t i = 0; i < m_rules.size(); ++i) {
    const RuleSet bit = RuleSet{1} << i;
    if ((frame.rules & bit) == 0 || m_parts[i].size() < depth) continue;
    const std::string_view part = m_parts[i][depth - 1];
    if (frame.isArray ? part == "[]" : part == frame.key) rules |= bit;
  }
  return rules;
}

RecordSplitter::RuleSet RecordSplitter::complete(RuleSet rules, bool atEnd) const {
  RuleSet found = 0;
  for (; rules != 0; rules &= rules - 1) {
    const auto i = static_cast<std::size_t>(std::countr_zero(rules));
    if (m_parts[i].size() == m_stack.size() && m_rules[i].atEnd == atEnd) found |= RuleSet{1} << i;
  }
  return found;
}

RecordSplitter::Found RecordSplitter::value() {
  const RuleSet rules = childRules();
  const RuleSet whole = complete(rules, false);
  const RuleSet ends = complete(rules, true);
  const char first = m_window.data()[m_at];
  const RuleSet deeper = rules & ~whole & ~ends;
  if (whole == 0 && (deeper | ends) != 0 && classOf(first) == kOpen) {
    return open(first, rules, ends);
  }
  if (whole != 0 && m_taker != nullptr) {
    m_offset = m_window.offset() + m_at;
    const std::size_t size =
        m_taker->take(m_rules[static_cast<std::size_t>(std::countr_zero(whole))].kind,
                      {m_window.data() + m_at, m_window.size() - m_at});
    m_at += size;
    if (size != 0) return Found::Taken;
  }
  m_window.mark(m_at);
  std::size_t at = m_at;
  const Scan scanned = scanValue(at);
  const std::size_t begin = m_at;
  m_at = at;
  if (scanned == Scan::Broken) return broken(m_what, begin);
  if (scanned == Scan::Ended) {
    m_ended = true;
    return broken("the file ends inside a record", begin);
  }
  if (whole == 0) return Found::End;
  m_kind = m_rules[static_cast<std::size_t>(std::countr_zero(whole))].kind;
  m_record = {m_window.data() + begin, at - begin};
  m_offset = m_window.offset() + begin;
  return Found::Record;
}

RecordSplitter::Found RecordSplitter::open(char bracket, RuleSet rules, RuleSet ends) {
  if (m_stack.size() >= kMostDepth) return broken("nested too deep", m_at);
  Frame frame;
  frame.isArray = bracket == '[';
  frame.wantsKey = !frame.isArray;
  frame.rules = rules;
  frame.ends = ends;
  m_stack.push_back(std::move(frame));
  // Arrays are long: what holds for one element holds for all.
  if (bracket == '[') m_stack.back().ofElements = matching(m_stack.back());
  ++m_at;
  return Found::End;
}

RecordSplitter::Found RecordSplitter::close(char bracket) {
  const Frame top = std::move(m_stack.back());
  if (top.isArray != (bracket == ']')) {
    m_stack.push_back(top);
    return broken("a bracket does not match", m_at);
  }
  m_stack.pop_back();
  m_offset = m_window.offset() + m_at;
  ++m_at;
  if (top.ends == 0) return Found::End;
  m_kind = m_rules[static_cast<std::size_t>(std::countr_zero(top.ends))].kind;
  m_record = {};
  return Found::Record;
}

/// Keys are compared as written: nobody escapes the letters of a field's name.
RecordSplitter::Found RecordSplitter::readKey() {
  m_window.mark(m_at);
  std::size_t at = m_at + 1;
  const Scan scanned = scanString(at);
  const std::size_t begin = m_at;
  m_at = at;
  if (scanned == Scan::Broken) return broken(m_what, begin);
  if (scanned == Scan::Ended) {
    m_ended = true;
    return broken("the file ends inside a name", begin);
  }
  Frame& top = m_stack.back();
  // Nobody's rule names a longer one, and nothing from outside may take memory here.
  const std::size_t size = at - begin - 2;
  top.key.assign(m_window.data() + begin + 1, size < 256 ? size : 256);
  top.wantsKey = false;
  return Found::End;
}

}  // namespace rheo::files
