// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "model/query/field.h"
#include "model/query/payload_path.h"
#include "model/query/regex.h"

namespace rheo::query {

enum class Comparison : std::uint8_t { Eq, Ne, Lt, Le, Gt, Ge, Matches, NotMatches };
/// As written: "==", "!=", "<", "<=", ">", ">=", "~", "!~".
std::string_view comparisonText(Comparison comparison);

/// A value as the field wants it: durations, sizes and times are integers (ns, bytes, Unix ns), ids
/// are lower-case hex text.
struct Literal {
  enum class Kind : std::uint8_t { Text, Integer, Real, Bool };
  Kind kind = Kind::Text;
  std::string text;
  std::int64_t integer = 0;
  double real = 0;
  bool boolean = false;

  friend bool operator==(const Literal&, const Literal&) = default;
};

/// What is taken of a field's text before it is compared: itself, its ASCII letters in lower case,
/// or how many bytes it has.
enum class Function : std::uint8_t { None, Lower, Length };
/// As written: "lower", "length"; empty for None.
std::string_view functionName(Function function);

/// A node of a parsed filter. Invariants (the parser keeps them): And and Or have two children or
/// more, Not has one, leaves none; Compare has one value, In one or more, of kinds that suit the
/// field.
struct Expr {
  enum class Op : std::uint8_t { And, Or, Not, Compare, In, Flag, Exists };
  Op op = Op::Flag;
  Field field = Field::Topic;
  Function function = Function::None;  ///< only of text; only for Compare and In
  Comparison comparison = Comparison::Eq;
  PayloadPath path;  ///< only for payload and attributes; empty = the text
  std::vector<Literal> values;
  std::vector<Expr> children;
  std::shared_ptr<const Regex> regex;  ///< for Matches and NotMatches; follows from values

  friend bool operator==(const Expr& a, const Expr& b);
};

/// How the values are written that a Compare or an In holds against the field.
FieldKind valueKind(const Expr& expr);
/// The canonical text: parsing it gives an equal expression.
std::string print(const Expr& expr);
/// A string in double quotes, escaped as the filter language wants it.
std::string quote(std::string_view text);
/// "250ms": the largest unit that holds the value exactly.
std::string printDuration(std::int64_t ns);
std::string printSize(std::int64_t bytes);

}  // namespace rheo::query
