// SPDX-License-Identifier: Apache-2.0
#include "random_expr.h"

#include <array>

#include "model/base/ids.h"
#include "model/event/stage.h"

namespace rheo::test {
namespace {

using namespace rheo::query;

Literal textLiteral(std::string text) {
  Literal value;
  value.text = std::move(text);
  return value;
}

Literal integerLiteral(std::int64_t integer) {
  Literal value;
  value.kind = Literal::Kind::Integer;
  value.integer = integer;
  return value;
}

std::string randomText(Random& random) {
  static constexpr std::array<const char*, 9> kTexts{
      "", "a", "b", "ab", "it's", "quote\"d", "back\\slash", "\xc3\xa9\n", "x\x01"};
  return kTexts[pick(random, kTexts.size())];
}

Literal randomPayloadLiteral(Random& random) {
  Literal value;
  switch (pick(random, 4)) {
    case 0:
      return textLiteral(randomText(random));
    case 1:
      return integerLiteral(static_cast<std::int64_t>(pick(random, 7)) - 3);
    case 2:
      value.kind = Literal::Kind::Bool;
      value.boolean = pick(random, 2) == 1;
      return value;
    default:
      value.kind = Literal::Kind::Real;
      value.real = (static_cast<double>(pick(random, 9)) - 4) / 2;
      return value;
  }
}

Literal randomLiteral(Random& random, const Expr& expr) {
  switch (valueKind(expr)) {
    case FieldKind::Name:
      if (expr.field == Field::Stage)
        return textLiteral(std::string(stageName(static_cast<Stage>(1 + pick(random, 7)))));
      if (expr.field == Field::Kind)
        return textLiteral(std::string(kindName(static_cast<rheo::Kind>(pick(random, 4)))));
      return textLiteral(randomText(random));
    case FieldKind::Id: {
      const std::uint64_t id = pick(random, 4);
      const bool span = expr.field == Field::Span || expr.field == Field::Parent;
      if (id == 0) return textLiteral("");
      return textLiteral(span ? hex64(id) : Id128{id, id}.hex());
    }
    case FieldKind::Payload:
      return randomPayloadLiteral(random);
    case FieldKind::Text:
      return textLiteral(randomText(random));
    default:
      return integerLiteral(static_cast<std::int64_t>(pick(random, 6)));
  }
}

bool isTextual(const Expr& expr) {
  const FieldKind kind = infoOf(expr.field).kind;
  return kind == FieldKind::Name || kind == FieldKind::Text || kind == FieldKind::Id ||
         kind == FieldKind::Payload;
}

Comparison randomComparison(Random& random, const Expr& expr) {
  const bool isText = isTextual(expr) && expr.function != Function::Length;
  const FieldKind kind = infoOf(expr.field).kind;
  for (;;) {
    const auto comparison = static_cast<Comparison>(pick(random, 8));
    const bool equality = comparison == Comparison::Eq || comparison == Comparison::Ne;
    const bool matches = comparison >= Comparison::Matches;
    if (matches && !isText) continue;
    if (!equality && !matches && kind == FieldKind::Id) continue;
    return comparison;
  }
}

PayloadPath randomPath(Random& random) {
  static constexpr std::array<const char*, 4> kNames{"a", "b", "it's", "c-d"};
  PayloadPath path;
  for (std::size_t i = pick(random, 3); i > 0; --i) {
    if (pick(random, 4) == 0) {
      path.push_back({{}, static_cast<std::int32_t>(pick(random, 3))});
    } else {
      path.push_back({kNames[pick(random, kNames.size())], -1});
    }
  }
  return path;
}

void fillCompare(Random& random, Expr& expr) {
  static constexpr std::array<const char*, 6> kPatterns{"a",     "^$",      "b$",
                                                        "[0-9]", "it's|\"", "\\\\"};
  expr.op = Expr::Op::Compare;
  expr.comparison = randomComparison(random, expr);
  if (expr.comparison >= Comparison::Matches) {
    expr.values = {textLiteral(kPatterns[pick(random, kPatterns.size())])};
    expr.regex = std::make_shared<const Regex>(expr.values.front().text);
    return;
  }
  do {
    expr.values = {randomLiteral(random, expr)};
  } while (expr.values.front().kind == Literal::Kind::Bool && expr.comparison > Comparison::Ne);
}

Expr randomLeaf(Random& random) {
  Expr expr;
  const auto all = fields();
  const FieldInfo& info = all[pick(random, all.size())];
  expr.field = info.field;
  expr.op = Expr::Op::Flag;
  if (info.kind == FieldKind::Flag) return expr;
  if (info.kind == FieldKind::Payload) expr.path = randomPath(random);
  if (pick(random, 8) == 0) {
    expr.op = Expr::Op::Exists;
    return expr;
  }
  if (isTextual(expr) && info.kind != FieldKind::Id && pick(random, 4) == 0) {
    expr.function = pick(random, 2) == 0 ? Function::Lower : Function::Length;
  }
  if (pick(random, 4) != 0) {
    fillCompare(random, expr);
    return expr;
  }
  expr.op = Expr::Op::In;
  for (std::size_t i = 1 + pick(random, 3); i > 0; --i)
    expr.values.push_back(randomLiteral(random, expr));
  return expr;
}

}  // namespace

std::size_t pick(Random& random, std::size_t below) {
  return std::uniform_int_distribution<std::size_t>(0, below - 1)(random);
}

query::Expr randomExpr(Random& random, int depth) {
  if (depth == 0 || pick(random, 3) == 0) return randomLeaf(random);
  Expr expr;
  switch (pick(random, 3)) {
    case 0:
      expr.op = Expr::Op::Not;
      expr.children.push_back(randomExpr(random, depth - 1));
      return expr;
    case 1:
      expr.op = Expr::Op::And;
      break;
    default:
      expr.op = Expr::Op::Or;
  }
  for (std::size_t i = 2 + pick(random, 2); i > 0; --i)
    expr.children.push_back(randomExpr(random, depth - 1));
  return expr;
}

}  // namespace rheo::test
