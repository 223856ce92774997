// SPDX-License-Identifier: Apache-2.0
#include "model/query/filter.h"

#include <algorithm>

#include "model/query/parser.h"
#include "model/query/sql.h"

namespace rheo::query {
namespace {

template <class Predicate>
bool anyLeaf(const Expr& expr, const Predicate& predicate) {
  if (expr.children.empty()) return predicate(expr);
  return std::any_of(expr.children.begin(), expr.children.end(),
                     [&](const Expr& child) { return anyLeaf(child, predicate); });
}

bool isDimension(Field field) {
  switch (field) {
    case Field::Topic:
    case Field::Type:
    case Field::Service:
    case Field::Subscription:
    case Field::Producer:
    case Field::Stage:
    case Field::Failed:
      return true;
    default:
      return false;
  }
}

}  // namespace

Result<Filter> Filter::parse(std::string_view text, FilterError* error) {
  Filter filter;
  filter.m_text = text;
  if (text.find_first_not_of(" \t\r\n") == std::string_view::npos) return filter;
  auto root = std::make_shared<Expr>();
  FilterError wrong;
  if (parseExpr(text, *root, wrong)) {
    filter.m_root = std::move(root);
    return filter;
  }
  if (error != nullptr) *error = wrong;
  return Error{wrong.message, "column " + std::to_string(wrong.column + 1),
               wrong.suggestion.empty() ? std::string() : "Try: " + wrong.suggestion};
}

bool Filter::isDimensional() const {
  return !m_root || !anyLeaf(*m_root, [](const Expr& leaf) { return !isDimension(leaf.field); });
}

bool Filter::needsPayload() const {
  return m_root && anyLeaf(*m_root, [](const Expr& leaf) { return leaf.field == Field::Payload; });
}

std::string Filter::toSql() const {
  return m_root ? sqlOf(*m_root) : "1";
}

}  // namespace rheo::query
