// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <string>

#include "model/query/leaf.h"

namespace rheo::query {
namespace {

template <class T>
bool ordered(Comparison comparison, const T& a, const T& b) {
  switch (comparison) {
    case Comparison::Eq:
      return a == b;
    case Comparison::Ne:
      return a != b;
    case Comparison::Lt:
      return a < b;
    case Comparison::Le:
      return a <= b;
    case Comparison::Gt:
      return a > b;
    case Comparison::Ge:
      return a >= b;
    default:
      return false;
  }
}

/// Integers with integers exactly, anything else in the 64-bit mantissa of long double: exact too.
bool compareNumber(Comparison comparison, std::int64_t a, const Literal& b) {
  if (b.kind == Literal::Kind::Integer) return ordered(comparison, a, b.integer);
  return ordered(comparison, static_cast<long double>(a), static_cast<long double>(b.real));
}

bool compareNumber(Comparison comparison, double a, const Literal& b) {
  if (b.kind == Literal::Kind::Real) return ordered(comparison, a, b.real);
  return ordered(comparison, static_cast<long double>(a), static_cast<long double>(b.integer));
}

bool compareText(const Expr& expr, Comparison comparison, std::string_view text,
                 const Literal& value) {
  if (comparison == Comparison::Matches) return expr.regex->matches(text);
  if (comparison == Comparison::NotMatches) return !expr.regex->matches(text);
  return ordered(comparison, text, std::string_view(value.text));
}

/// False when the value is missing, or of another kind than the literal.
bool comparePayload(const Expr& expr, Comparison comparison, const PayloadValue& found,
                    const Literal& value) {
  switch (found.kind) {
    case PayloadValue::Kind::Text:
      return value.kind == Literal::Kind::Text && compareText(expr, comparison, found.text, value);
    case PayloadValue::Kind::Bool:
      return value.kind == Literal::Kind::Bool && ordered(comparison, found.boolean, value.boolean);
    case PayloadValue::Kind::Integer:
    case PayloadValue::Kind::Real:
      if (value.kind != Literal::Kind::Integer && value.kind != Literal::Kind::Real) return false;
      return found.kind == PayloadValue::Kind::Integer
                 ? compareNumber(comparison, found.integer, value)
                 : compareNumber(comparison, found.real, value);
    case PayloadValue::Kind::Missing:
      break;
  }
  return false;
}

/// The comparison itself, or equality with any value of the list.
template <class Test>
bool anyValue(const Expr& expr, const Test& test) {
  if (expr.op == Expr::Op::Compare) return test(expr.comparison, expr.values.front());
  return std::any_of(expr.values.begin(), expr.values.end(),
                     [&](const Literal& value) { return test(Comparison::Eq, value); });
}

bool flagOf(Field field, const TraceEvent& event) {
  switch (field) {
    case Field::Failed:
      return isError(event.stage);
    case Field::Duplicate:
      return (event.flags & kDuplicate) != 0;
    case Field::OutOfOrder:
      return (event.flags & kOutOfOrder) != 0;
    case Field::Injected:
      return (event.flags & kInjected) != 0;
    case Field::Replayed:
      return (event.flags & kReplayed) != 0;
    case Field::Truncated:
      return (event.flags & kPayloadTruncated) != 0;
    default:
      return false;
  }
}

Name nameOf(Field field, const TraceEvent& event) {
  switch (field) {
    case Field::Topic:
      return event.topic;
    case Field::Type:
      return event.type;
    case Field::Service:
      return event.service;
    case Field::Instance:
      return event.instance;
    case Field::Subscription:
      return event.subscription;
    case Field::Producer:
      return event.producer;
    case Field::Error:
      return event.errorType;
    case Field::DeadLetterTopic:
      return event.deadLetterTopic;
    case Field::Saga:
      return event.sagaType;
    case Field::Step:
      return event.step;
    default:
      return event.undoes;
  }
}

Id128 idOf(Field field, const TraceEvent& event) {
  switch (field) {
    case Field::Event:
      return event.eventId;
    case Field::Trace:
      return event.traceId;
    case Field::Cause:
      return event.causationId;
    case Field::Span:
      return {0, event.spanId};
    default:
      return {0, event.parentSpanId};
  }
}

/// As SQLite's lower(): ASCII letters only.
std::string lowered(std::string_view text) {
  std::string out(text);
  for (char& c : out) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  return out;
}

bool isSpan(Field field) {
  return field == Field::Span || field == Field::Parent;
}

std::int64_t integerOf(Field field, const TraceEvent& event) {
  switch (field) {
    case Field::Attempt:
      return event.attempt;
    case Field::Version:
      return event.schemaVersion;
    case Field::Size:
      return event.payloadSize;
    case Field::Session:
      return event.session;
    default:
      return event.timeNs;
  }
}

}  // namespace

Leaf::Leaf(const Expr& expr, const NameTable& names)
    : m_expr(&expr), m_names(&names), m_kind(infoOf(expr.field).kind) {
  for (std::uint32_t i = 0; i < 32; ++i) {
    const bool isStage = expr.field == Field::Stage;
    if (!isStage && expr.field != Field::Kind) break;
    const auto text = isStage ? stageName(static_cast<Stage>(i)) : kindName(static_cast<Kind>(i));
    if (byText(text)) m_mask |= 1u << i;
  }
  if (m_kind != FieldKind::Id) return;
  for (const auto& value : expr.values) {
    const auto span = parseHex64(value.text);
    m_ids.push_back(isSpan(expr.field) ? Id128{0, span.value_or(0)}
                                       : Id128::fromHex(value.text).value_or(Id128{}));
  }
}

int Leaf::cost() const {
  if (m_kind == FieldKind::Payload) return m_expr->regex ? 4 : 3;
  if (m_kind == FieldKind::Text || (m_kind == FieldKind::Id && m_expr->regex)) return 2;
  return m_kind == FieldKind::Duration ? 1 : 0;
}

bool Leaf::byText(std::string_view text) const {
  if (m_expr->op == Expr::Op::Exists) return !text.empty();
  if (m_expr->function == Function::Length)
    return byInteger(static_cast<std::int64_t>(text.size()));
  if (m_expr->function == Function::Lower) return compareAsText(lowered(text));
  return compareAsText(text);
}

bool Leaf::compareAsText(std::string_view text) const {
  return anyValue(*m_expr, [&](Comparison comparison, const Literal& value) {
    return compareText(*m_expr, comparison, text, value);
  });
}

bool Leaf::byName(Name code) {
  if (code >= m_known.size()) {
    const Name size = m_names->size();
    if (code >= size) return byText({});  // never handed out: a name that is missing
    m_known.resize(size, 0);
  }
  std::uint8_t& known = m_known[code];
  if (known == 0) known = byText(m_names->text(code)) ? 2 : 1;
  return known == 2;
}

bool Leaf::byId(const TraceEvent& event) const {
  const Id128 id = idOf(m_expr->field, event);
  if (m_expr->op == Expr::Op::Exists) return !id.isNull();
  if (m_expr->regex)
    return byText(id.isNull() ? std::string() : isSpan(m_expr->field) ? hex64(id.lo) : id.hex());
  const bool listed = std::find(m_ids.begin(), m_ids.end(), id) != m_ids.end();
  return listed != (m_expr->op == Expr::Op::Compare && m_expr->comparison == Comparison::Ne);
}

bool Leaf::byInteger(std::int64_t integer) const {
  return anyValue(*m_expr, [&](Comparison comparison, const Literal& value) {
    return compareNumber(comparison, integer, value);
  });
}

bool Leaf::byHop(const TraceEvent& event) const {
  if (!endsHop(event.stage)) return false;
  const HopParts parts = hopParts(event);
  const std::int64_t part = m_expr->field == Field::Latency   ? parts.totalNs
                            : m_expr->field == Field::Publish ? parts.publishNs
                            : m_expr->field == Field::Wait    ? parts.waitNs
                                                              : parts.processingNs;
  return part >= 0 && (m_expr->op == Expr::Op::Exists || byInteger(part));
}

bool Leaf::byPayload(const TraceEvent& event) const {
  const std::string_view json =
      m_expr->field == Field::Attributes ? event.attributes : event.payload;
  if (m_expr->path.empty()) return byText(json);
  const PayloadValue found = payloadAt(json, m_expr->path);
  if (m_expr->op == Expr::Op::Exists) return found.kind != PayloadValue::Kind::Missing;
  if (m_expr->function != Function::None) {
    return found.kind == PayloadValue::Kind::Text && byText(found.text);
  }
  return anyValue(*m_expr, [&](Comparison comparison, const Literal& value) {
    return comparePayload(*m_expr, comparison, found, value);
  });
}

bool Leaf::operator()(const TraceEvent& event) {
  switch (m_kind) {
    case FieldKind::Name:
      if (m_expr->field == Field::Stage)
        return (m_mask >> (static_cast<std::uint32_t>(event.stage) & 31) & 1) != 0;
      if (m_expr->field == Field::Kind)
        return (m_mask >> (static_cast<std::uint32_t>(event.kind) & 31) & 1) != 0;
      return byName(nameOf(m_expr->field, event));
    case FieldKind::Text:
      return byText(m_expr->field == Field::Key ? event.key : event.sagaKey);
    case FieldKind::Number:
    case FieldKind::Size:
    case FieldKind::Time: {
      const std::int64_t value = integerOf(m_expr->field, event);
      if (m_expr->op != Expr::Op::Exists) return byInteger(value);
      return m_expr->field != Field::Version || value != 0;
    }
    case FieldKind::Duration:
      return byHop(event);
    case FieldKind::Id:
      return byId(event);
    case FieldKind::Flag:
      return flagOf(m_expr->field, event);
    case FieldKind::Payload:
      return byPayload(event);
  }
  return false;
}

}  // namespace rheo::query
