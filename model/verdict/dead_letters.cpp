// SPDX-License-Identifier: Apache-2.0
#include "model/verdict/dead_letters.h"

#include <algorithm>
#include <utility>

#include "model/query/expr.h"

namespace rheo::verdict {
namespace {

using query::Expr;
using query::Field;

class Rewriter {
 public:
  Rewriter(store::StoreReader& reader, const CancelToken& cancel)
      : m_reader(reader), m_cancel(cancel) {}

  Result<Expr> of(const Expr& expr) {
    Expr out = expr;
    for (Expr& child : out.children) {
      auto rewritten = of(child);
      if (!rewritten) return rewritten;
      child = std::move(*rewritten);
    }
    return namesTopics(expr) ? leaf(std::move(out)) : out;
  }

 private:
  static bool namesTopics(const Expr& expr) {
    const bool equal = expr.op == Expr::Op::In ||
                       (expr.op == Expr::Op::Compare && expr.comparison == query::Comparison::Eq);
    return equal && expr.field == Field::Topic && expr.function == query::Function::None;
  }

  Result<Expr> leaf(Expr expr) {
    std::vector<query::Literal> topics, queues;
    for (query::Literal& value : expr.values) {
      const auto isQueue = takesOnlyDeadLetters(value.text);
      if (!isQueue) return isQueue.error();
      (*isQueue ? queues : topics).push_back(std::move(value));
    }
    Expr asked = expr;
    asked.field = Field::DeadLetterTopic;
    asked.values = std::move(queues);
    expr.values = std::move(topics);
    if (asked.values.empty()) return expr;
    if (expr.values.empty()) return asked;
    Expr either;
    either.op = Expr::Op::Or;
    either.children = {std::move(expr), std::move(asked)};
    return either;
  }

  Result<bool> takesOnlyDeadLetters(const std::string& topic) {
    const auto asTopic = count("topic == " + query::quote(topic));
    if (!asTopic) return asTopic.error();
    if (*asTopic > 0) return false;
    const auto asQueue = count("deadLetterTopic == " + query::quote(topic));
    if (!asQueue) return asQueue.error();
    return *asQueue > 0;
  }

  Result<std::uint64_t> count(const std::string& text) {
    const auto filter = query::Filter::parse(text);
    if (!filter) return filter.error();
    const auto summary = m_reader.summary({{}, *filter}, m_cancel);
    if (!summary) return summary.error();
    return summary->events;
  }

  store::StoreReader& m_reader;
  const CancelToken& m_cancel;
};

}  // namespace

Result<query::Filter> askDeadLetters(store::StoreReader& reader, const query::Filter& filter,
                                     const CancelToken& cancel) {
  if (filter.matchesAll()) return filter;
  const auto asked = Rewriter(reader, cancel).of(*filter.root());
  if (!asked) return asked.error();
  return *asked == *filter.root() ? filter : query::Filter::parse(query::print(*asked));
}

}  // namespace rheo::verdict
