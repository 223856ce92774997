// SPDX-License-Identifier: Apache-2.0
#include "model/verdict/assertion.h"

#include <charconv>
#include <cmath>
#include <optional>
#include <vector>

#include "model/event/saga.h"
#include "model/query/units.h"

namespace rheo::verdict {
namespace {

constexpr std::size_t kMostBytes = 16 * 1024;
constexpr std::string_view kForms =
    "count(...), rate(...), p99(latency, ...), saga(\"Type\").state or every(...) leads_to(...)";

bool isWordChar(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
}

/// Walks the text; the first thing that is wrong stays.
class Parser {
 public:
  explicit Parser(std::string_view text) : m_text(text) { m_result.text = text; }
  Result<Assertion> run();

 private:
  struct Argument {
    std::string_view text;
    std::size_t column = 0;
  };

  void skipSpaces() {
    while (m_at < m_text.size() &&
           std::string_view(" \t\r\n").find(m_text[m_at]) != std::string_view::npos)
      ++m_at;
  }
  bool fail(std::size_t column, const std::string& what) {
    if (!m_error) m_error = Error{what, "column " + std::to_string(column + 1), ""};
    return false;
  }
  bool expect(std::string_view token) {
    skipSpaces();
    if (m_text.substr(m_at).starts_with(token)) {
      m_at += token.size();
      return true;
    }
    return fail(m_at, "expected '" + std::string(token) + "'");
  }
  std::string_view word();
  bool arguments(std::vector<Argument>& to);
  bool filter(const Argument& argument, query::Filter& to);
  bool measure(std::string_view name, std::size_t column);
  bool rate(const std::vector<Argument>& arguments);
  bool quantile(std::string_view name, std::size_t column, const std::vector<Argument>& arguments);
  bool saga(const std::vector<Argument>& arguments);
  bool leadsTo(const std::vector<Argument>& arguments);
  bool comparison();
  bool limit();
  std::optional<double> number(std::string_view& unit);

  std::string_view m_text;
  std::size_t m_at = 0;
  Assertion m_result;
  std::optional<Error> m_error;
};

std::string_view Parser::word() {
  skipSpaces();
  const std::size_t begin = m_at;
  while (m_at < m_text.size() && isWordChar(m_text[m_at])) ++m_at;
  return m_text.substr(begin, m_at - begin);
}

/// From "(" to its ")", cut at the commas between; strings and brackets inside are respected.
bool Parser::arguments(std::vector<Argument>& to) {
  if (!expect("(")) return false;
  int depth = 0;
  char quote = 0;
  std::size_t begin = m_at;
  for (; m_at < m_text.size(); ++m_at) {
    const char c = m_text[m_at];
    if (quote != 0) {
      if (c == '\\') ++m_at;
      if (c == quote) quote = 0;
      continue;
    }
    if (c == '"' || c == '\'') quote = c;
    if (c == '(' || c == '[') ++depth;
    const bool ends = depth == 0 && (c == ')' || c == ',');
    if (ends) to.push_back({m_text.substr(begin, m_at - begin), begin});
    if (ends && c == ',') begin = m_at + 1;
    if (depth == 0 && c == ')') {
      ++m_at;
      return true;
    }
    if (c == ')' || c == ']') --depth;
  }
  return fail(begin, "a ')' is missing");
}

bool Parser::filter(const Argument& argument, query::Filter& to) {
  query::FilterError error;
  const auto parsed = query::Filter::parse(argument.text, &error);
  if (!parsed) {
    std::string what = error.message;
    if (!error.suggestion.empty()) what += "; did you mean '" + error.suggestion + "'?";
    return fail(argument.column + error.column, what);
  }
  to = *parsed;
  return true;
}

bool Parser::rate(const std::vector<Argument>& list) {
  m_result.kind = Assertion::Kind::Rate;
  m_result.hasOther = list.size() == 2;
  if (list.size() > 2) return fail(list[2].column, "rate() takes a filter, and of what");
  return filter(list[0], m_result.filter) &&
         (!m_result.hasOther || filter(list[1], m_result.other));
}

bool Parser::quantile(std::string_view name, std::size_t column,
                      const std::vector<Argument>& list) {
  m_result.kind = Assertion::Kind::Quantile;
  const std::string_view digits = name.substr(1);
  double percent = 0;
  const auto end = digits.data() + digits.size();
  const auto [stop, error] = std::from_chars(digits.data(), end, percent);
  if (error != std::errc() || stop != end || percent > 100) {
    return fail(column, "expected a percentile such as p99");
  }
  m_result.quantile = percent / 100;
  std::string part(list[0].text);
  part.erase(0, part.find_first_not_of(" \t"));
  part.erase(part.find_last_not_of(" \t") + 1);
  const auto field = query::fieldFromName(part);
  if (!field || field->kind != query::FieldKind::Duration) {
    return fail(list[0].column, "expected latency, publish, wait or processing");
  }
  m_result.part = field->field;
  if (list.size() > 2) return fail(list[2].column, "a percentile takes a part and a filter");
  return list.size() < 2 || filter(list[1], m_result.filter);
}

bool Parser::saga(const std::vector<Argument>& list) {
  m_result.kind = Assertion::Kind::Saga;
  std::string_view type = list[0].text;
  const std::size_t first = type.find_first_not_of(" \t");
  type = first == std::string_view::npos ? std::string_view() : type.substr(first);
  type = type.substr(0, type.find_last_not_of(" \t") + 1);
  if (type.size() < 2 || type.front() != '"' || type.back() != '"' || list.size() != 1) {
    return fail(list[0].column, "expected the saga's type in double quotes");
  }
  m_result.sagaType = type.substr(1, type.size() - 2);
  if (!expect(".")) return false;
  const std::size_t column = m_at;
  m_result.sagaState = word();
  if (m_result.sagaState == "total" || sagaStateFromName(m_result.sagaState)) return true;
  return fail(column,
              "expected total or a state: running, stuck, compensating, completed, "
              "compensated, failed, timedOut");
}

bool Parser::leadsTo(const std::vector<Argument>& list) {
  m_result.kind = Assertion::Kind::LeadsTo;
  if (list.size() != 1) return fail(list[1].column, "every() takes one filter");
  if (!filter(list[0], m_result.filter) || !expect("leads_to")) return false;
  std::vector<Argument> target;
  if (!arguments(target)) return false;
  if (target.size() != 1) return fail(target[1].column, "leads_to() takes one filter");
  if (!filter(target[0], m_result.other)) return false;
  skipSpaces();
  if (m_at == m_text.size()) return true;
  if (!expect("within")) return false;
  skipSpaces();
  const std::size_t column = m_at;
  std::string_view unit;
  const auto value = number(unit);
  const query::Unit* scale = query::findUnit(query::durationUnits(), unit);
  if (!value || scale == nullptr || *value < 0)
    return fail(column, "expected a duration such as 5s");
  const double ns = *value * static_cast<double>(scale->scale);
  if (!(ns < 9.2e18)) return fail(column, "the duration is too long");
  m_result.withinNs = std::max<std::int64_t>(1, std::llround(ns));
  return true;
}

bool Parser::measure(std::string_view name, std::size_t column) {
  std::vector<Argument> list;
  if (!arguments(list)) return false;
  if (name == "count") {
    if (list.size() > 1) return fail(list[1].column, "count() takes one filter");
    return filter(list[0], m_result.filter);
  }
  if (name == "rate") return rate(list);
  if (name == "saga") return saga(list);
  if (name == "every") return leadsTo(list);
  if (name.size() > 1 && name[0] == 'p') return quantile(name, column, list);
  return fail(column, "expected " + std::string(kForms));
}

bool Parser::comparison() {
  using query::Comparison;
  skipSpaces();
  for (const Comparison each : {Comparison::Eq, Comparison::Ne, Comparison::Le, Comparison::Ge,
                                Comparison::Lt, Comparison::Gt}) {
    const std::string_view text = query::comparisonText(each);
    if (!m_text.substr(m_at).starts_with(text)) continue;
    m_at += text.size();
    m_result.comparison = each;
    return true;
  }
  return fail(m_at, "expected ==, !=, <, <=, > or >=");
}

std::optional<double> Parser::number(std::string_view& unit) {
  double value = 0;
  const char* begin = m_text.data() + m_at;
  const auto [stop, error] = std::from_chars(begin, m_text.data() + m_text.size(), value);
  if (error != std::errc()) return std::nullopt;
  m_at += static_cast<std::size_t>(stop - begin);
  if (m_at < m_text.size() && m_text[m_at] == '%') {
    unit = m_text.substr(m_at++, 1);
  } else {
    unit = word();
  }
  return value;
}

bool Parser::limit() {
  skipSpaces();
  const std::size_t column = m_at;
  std::string_view unit;
  const auto value = number(unit);
  if (!value) return fail(column, "expected a number");
  m_result.limit = *value;
  switch (m_result.kind) {
    case Assertion::Kind::Quantile: {
      const query::Unit* scale = query::findUnit(query::durationUnits(), unit);
      if (scale == nullptr) return fail(column, "expected a duration such as 200ms");
      m_result.limit *= static_cast<double>(scale->scale);
      return true;
    }
    case Assertion::Kind::Rate:
      if (unit == "%") m_result.limit /= 100;
      return unit.empty() || unit == "%" || fail(column, "expected a share such as 1% or 0.01");
    default:
      return unit.empty() || fail(column, "a count has no unit");
  }
}

Result<Assertion> Parser::run() {
  skipSpaces();
  const std::size_t column = m_at;
  const std::string_view name = word();
  bool good = m_text.size() <= kMostBytes || fail(0, "longer than 16 KiB");
  good = good && (!name.empty() || fail(column, "expected " + std::string(kForms)));
  good = good && measure(name, column);
  if (good && m_result.kind != Assertion::Kind::LeadsTo) good = comparison() && limit();
  skipSpaces();
  if (good && m_at != m_text.size()) good = fail(m_at, "expected the end");
  if (!good) return *m_error;
  return m_result;
}

}  // namespace

Result<Assertion> parseAssertion(std::string_view text) {
  return Parser(text).run();
}

}  // namespace rheo::verdict
