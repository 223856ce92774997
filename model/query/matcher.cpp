// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "model/query/filter.h"
#include "model/query/leaf.h"

namespace rheo::query {
namespace {

/// The filter's tree with its leaves bound to names; siblings stand cheapest first, which changes
/// no answer because a leaf is only ever true or false.
struct Node {
  Expr::Op op = Expr::Op::And;
  int cost = 0;
  std::vector<Leaf> leaf;  ///< one for a leaf, none for an operator
  std::vector<Node> children;

  bool operator()(const TraceEvent& event) {
    switch (op) {
      case Expr::Op::And:
        return std::all_of(children.begin(), children.end(), [&](Node& n) { return n(event); });
      case Expr::Op::Or:
        return std::any_of(children.begin(), children.end(), [&](Node& n) { return n(event); });
      case Expr::Op::Not:
        return !children.front()(event);
      default:
        return leaf.front()(event);
    }
  }
};

Node bind(const Expr& expr, const NameTable& names) {
  Node node;
  node.op = expr.op;
  if (expr.children.empty()) {
    node.leaf.emplace_back(expr, names);
    node.cost = node.leaf.front().cost();
    return node;
  }
  for (const auto& child : expr.children) {
    node.children.push_back(bind(child, names));
    node.cost = std::max(node.cost, node.children.back().cost);
  }
  std::stable_sort(node.children.begin(), node.children.end(),
                   [](const Node& a, const Node& b) { return a.cost < b.cost; });
  return node;
}

}  // namespace

struct Matcher::Impl {
  Filter filter;  ///< keeps the expressions alive that the leaves point into
  Node root;
};

Matcher::Matcher(const Filter& filter, const NameTable& names)
    : m_impl(std::make_unique<Impl>(Impl{filter, {}})) {
  if (!filter.matchesAll()) m_impl->root = bind(*filter.root(), names);
}
Matcher::~Matcher() = default;
Matcher::Matcher(Matcher&&) noexcept = default;
Matcher& Matcher::operator=(Matcher&&) noexcept = default;

bool Matcher::operator()(const TraceEvent& event) {
  return m_impl->filter.matchesAll() || m_impl->root(event);
}

}  // namespace rheo::query
