// SPDX-License-Identifier: Apache-2.0
#include "model/query/expr.h"

#include <array>
#include <cstdio>

#include "model/base/time.h"
#include "model/query/units.h"

namespace rheo::query {
namespace {

std::string withUnit(std::int64_t value, std::span<const Unit> units) {
  for (const auto& unit : units) {
    if (value != 0 && value % unit.scale == 0)
      return std::to_string(value / unit.scale) + std::string(unit.name);
  }
  return "0" + std::string(units.back().name);
}

/// Seventeen digits bring every double back; the mark keeps it from reading as an integer.
std::string printReal(double value) {
  char out[40];
  std::snprintf(out, sizeof out, "%.17g", value);
  std::string text = out;
  if (text.find_first_of(".e") == std::string::npos) text += ".0";
  return text;
}

std::string printLiteral(const Literal& value, FieldKind kind) {
  switch (value.kind) {
    case Literal::Kind::Text:
      return quote(value.text);
    case Literal::Kind::Bool:
      return value.boolean ? "true" : "false";
    case Literal::Kind::Real:
      return printReal(value.real);
    case Literal::Kind::Integer:
      break;
  }
  switch (kind) {
    case FieldKind::Duration:
      return printDuration(value.integer);
    case FieldKind::Size:
      return printSize(value.integer);
    case FieldKind::Time:
      return isoTime(value.integer);
    default:
      return std::to_string(value.integer);
  }
}

std::string printPlainField(const Expr& expr) {
  std::string out(infoOf(expr.field).name);
  if (expr.path.empty()) return out;
  if (expr.path.front().index < 0) out += '.';
  return out + printPath(expr.path);
}

std::string printField(const Expr& expr) {
  if (expr.function == Function::None) return printPlainField(expr);
  return std::string(functionName(expr.function)) + '(' + printPlainField(expr) + ')';
}

std::string printIn(const Expr& expr) {
  std::string out = printField(expr) + " in (";
  for (std::size_t i = 0; i < expr.values.size(); ++i) {
    if (i > 0) out += ", ";
    out += printLiteral(expr.values[i], valueKind(expr));
  }
  return out + ")";
}

std::string printJoined(const Expr& expr) {
  std::string out;
  for (const auto& child : expr.children) {
    if (!out.empty()) out += expr.op == Expr::Op::And ? " && " : " || ";
    // An Or under an And needs its parentheses; a chain within a chain keeps its own.
    const bool wrap = child.op == Expr::Op::Or || child.op == expr.op;
    out += wrap ? "(" + print(child) + ")" : print(child);
  }
  return out;
}

std::string printNot(const Expr& child) {
  const bool bare =
      child.op == Expr::Op::Flag || child.op == Expr::Op::Exists || child.op == Expr::Op::Not;
  return bare ? "!" + print(child) : "!(" + print(child) + ")";
}

}  // namespace

bool operator==(const Expr& a, const Expr& b) {
  return a.op == b.op && a.field == b.field && a.function == b.function &&
         a.comparison == b.comparison && a.path == b.path && a.values == b.values &&
         a.children == b.children;
}

std::string_view functionName(Function function) {
  static constexpr std::array<std::string_view, 3> kNames{"", "lower", "length"};
  return kNames[static_cast<std::size_t>(function)];
}

FieldKind valueKind(const Expr& expr) {
  if (expr.function == Function::Length) return FieldKind::Number;
  const FieldKind kind = infoOf(expr.field).kind;
  const bool bare = kind == FieldKind::Payload && expr.path.empty();
  return bare || expr.function == Function::Lower ? FieldKind::Text : kind;
}

std::string_view comparisonText(Comparison comparison) {
  static constexpr std::array<std::string_view, 8> kTexts{
      "==", "!=", "<", "<=", ">", ">=", "~", "!~"};
  return kTexts[static_cast<std::size_t>(comparison)];
}

std::string quote(std::string_view text) {
  std::string out = "\"";
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (c == '"' || c == '\\') {
      out += '\\';
      out += c;
    } else if (c == '\n') {
      out += "\\n";
    } else if (c == '\t') {
      out += "\\t";
    } else if (byte < 0x20) {
      char escaped[8];
      std::snprintf(escaped, sizeof escaped, "\\u%04x", byte);
      out += escaped;
    } else {
      out += c;
    }
  }
  return out + '"';
}

std::string printDuration(std::int64_t ns) {
  return withUnit(ns, durationUnits());
}
std::string printSize(std::int64_t bytes) {
  return withUnit(bytes, sizeUnits());
}

std::string print(const Expr& expr) {
  switch (expr.op) {
    case Expr::Op::And:
    case Expr::Op::Or:
      return printJoined(expr);
    case Expr::Op::Not:
      return printNot(expr.children.front());
    case Expr::Op::Flag:
      return printField(expr);
    case Expr::Op::Exists:
      return "exists(" + printField(expr) + ")";
    case Expr::Op::In:
      return printIn(expr);
    case Expr::Op::Compare:
      break;
  }
  return printField(expr) + ' ' + std::string(comparisonText(expr.comparison)) + ' ' +
         printLiteral(expr.values.front(), valueKind(expr));
}

}  // namespace rheo::query
