// SPDX-License-Identifier: Apache-2.0
#include "model/query/sql.h"

#include <array>
#include <cstdio>

namespace rheo::query {
namespace {

constexpr std::array<std::string_view, 37> kColumns{"topic",
                                                    "type",
                                                    "service",
                                                    "instance",
                                                    "subscription",
                                                    "producer",
                                                    "stage",
                                                    "kind",
                                                    "key",
                                                    "error_type",
                                                    "dead_letter_topic",
                                                    "saga_type",
                                                    "saga_key",
                                                    "step",
                                                    "undoes",
                                                    "attempt",
                                                    "schema_version",
                                                    "payload_size",
                                                    "latency_ns",
                                                    "publish_ns",
                                                    "wait_ns",
                                                    "processing_ns",
                                                    "time_ns",
                                                    "event_id",
                                                    "trace_id",
                                                    "span_id",
                                                    "parent_span_id",
                                                    "causation_id",
                                                    "session",
                                                    "failed",
                                                    "duplicate",
                                                    "out_of_order",
                                                    "injected",
                                                    "replayed",
                                                    "truncated",
                                                    "payload",
                                                    "attributes"};
static_assert(kColumns.size() == static_cast<std::size_t>(Field::Attributes) + 1);

std::string sqlQuote(std::string_view text) {
  std::string out = "'";
  for (const char c : text) {
    out += c;
    if (c == '\'') out += c;
  }
  return out + '\'';
}

std::string sqlValue(const Literal& value) {
  switch (value.kind) {
    case Literal::Kind::Text:
      return sqlQuote(value.text);
    case Literal::Kind::Integer:
      return std::to_string(value.integer);
    case Literal::Kind::Bool:
      return value.boolean ? "1" : "0";
    case Literal::Kind::Real:
      break;
  }
  char out[40];
  std::snprintf(out, sizeof out, "%.17g", value.real);
  std::string text = out;
  if (text.find_first_of(".e") == std::string::npos) text += ".0";
  return text;
}

std::string_view sqlOperator(Comparison comparison) {
  switch (comparison) {
    case Comparison::Eq:
      return " = ";
    case Comparison::Ne:
      return " <> ";
    default:
      return comparisonText(comparison);
  }
}

std::string memberOf(const Expr& expr, std::string_view function) {
  return std::string(function) + "(" + std::string(columnOf(expr.field)) + ", " +
         sqlQuote(printPath(expr.path)) + ")";
}

/// The field's text, for the functions: NULL where a path leads to something else.
std::string textOf(const Expr& expr) {
  const std::string column(columnOf(expr.field));
  if (infoOf(expr.field).kind != FieldKind::Payload) return "ifnull(" + column + ", '')";
  if (!expr.path.empty()) return memberOf(expr, "payload_text");
  return "ifnull(CAST(" + column + " AS TEXT), '')";
}

/// What stands left of the operator. A text that is missing is the empty text, a version not said
/// is 0; equality with something else is left bare so that the virtual table can push it down.
std::string operand(const Expr& expr, const Literal& value, bool bareIfFilled) {
  if (expr.function == Function::Lower) return "lower(" + textOf(expr) + ")";
  if (expr.function == Function::Length) return "length(CAST(" + textOf(expr) + " AS BLOB))";
  std::string column(columnOf(expr.field));
  switch (infoOf(expr.field).kind) {
    case FieldKind::Payload:
      if (expr.path.empty()) return textOf(expr);
      return memberOf(expr, value.kind == Literal::Kind::Text   ? "payload_text"
                            : value.kind == Literal::Kind::Bool ? "payload_bool"
                                                                : "payload_number");
    case FieldKind::Name:
    case FieldKind::Text:
    case FieldKind::Id:
      return bareIfFilled && !value.text.empty() ? column : textOf(expr);
    case FieldKind::Number:
      return expr.field == Field::Version ? "ifnull(schema_version, 0)" : column;
    default:
      return column;
  }
}

std::string exists(const Expr& expr) {
  switch (infoOf(expr.field).kind) {
    case FieldKind::Payload:
      if (expr.path.empty()) break;
      return "coalesce(" + memberOf(expr, "payload_text") + ", " +
             memberOf(expr, "payload_number") + ", " + memberOf(expr, "payload_bool") +
             ") IS NOT NULL";
    case FieldKind::Name:
    case FieldKind::Text:
    case FieldKind::Id:
      break;
    default:
      return "ifnull(" + std::string(columnOf(expr.field)) +
             (expr.field == Field::Version ? ", 0) <> 0" : ", '') <> ''");
  }
  return textOf(expr) + " <> ''";
}

std::string compare(const Expr& expr, Comparison comparison, const Literal& value) {
  const std::string left = operand(expr, value, comparison == Comparison::Eq);
  if (comparison == Comparison::Matches || comparison == Comparison::NotMatches) {
    const std::string found = "regexp_match(" + sqlQuote(value.text) + ", " + left + ")";
    return comparison == Comparison::Matches ? found : "NOT " + found;
  }
  return left + std::string(sqlOperator(comparison)) + sqlValue(value);
}

/// One IN where the operand is the same for all values, so that it can be pushed down.
std::string in(const Expr& expr) {
  bool same = true;
  for (const auto& value : expr.values) {
    same = same && operand(expr, value, true) == operand(expr, expr.values.front(), true);
  }
  std::string out;
  for (const auto& value : expr.values) {
    if (same) {
      out += (out.empty() ? "" : ", ") + sqlValue(value);
    } else {
      out += (out.empty() ? "" : " OR ") + compare(expr, Comparison::Eq, value);
    }
  }
  if (same) return operand(expr, expr.values.front(), true) + " IN (" + out + ")";
  return "(" + out + ")";
}

std::string joined(const Expr& expr) {
  std::string out;
  for (const auto& child : expr.children) {
    out += (out.empty() ? "(" : expr.op == Expr::Op::And ? " AND " : " OR ") + sqlOf(child);
  }
  return out + ")";
}

}  // namespace

std::string_view columnOf(Field field) {
  return kColumns[static_cast<std::size_t>(field)];
}

std::string sqlOf(const Expr& expr) {
  switch (expr.op) {
    case Expr::Op::And:
    case Expr::Op::Or:
      return joined(expr);
    case Expr::Op::Not:
      // A comparison with an unknown value is NULL in SQL and false to us; only under NOT does the
      // difference show.
      return "NOT ifnull(" + sqlOf(expr.children.front()) + ", 0)";
    case Expr::Op::Flag:
      return std::string(columnOf(expr.field)) + " = 1";
    case Expr::Op::Exists:
      return exists(expr);
    case Expr::Op::In:
      return in(expr);
    case Expr::Op::Compare:
      break;
  }
  return compare(expr, expr.comparison, expr.values.front());
}

}  // namespace rheo::query
