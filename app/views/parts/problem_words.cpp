// SPDX-License-Identifier: Apache-2.0
#include "app/views/parts/problem_words.h"

#include <QCoreApplication>
#include <QStringList>

#include "app/shell/theme/format.h"

namespace rheo::ui {
namespace {

QString say(const char* text) {
  return QCoreApplication::translate("rheo::ui::Problems", text);
}

struct Parts {
  QString events;  // "12 events of OrderShipped"
  QString service, topic, detail, to;
};

Parts partsOf(const Problem& problem) {
  const auto text = [](const std::string& s) { return QString::fromStdString(s); };
  Parts parts;
  parts.service = text(problem.service);
  parts.topic = text(problem.topic);
  parts.detail = text(problem.detail);
  const auto what = text(problem.type.empty() ? problem.topic : problem.type);
  const auto count =
      problem.count == 1 ? say("1 event") : say("%1 events").arg(formatExact(problem.count));
  parts.events = what.isEmpty() ? count : say("%1 of %2").arg(count, what);
  parts.to = parts.service.isEmpty() ? text(problem.subscription) : parts.service;
  return parts;
}

QString withDetail(const QString& sentence, const QString& detail) {
  return detail.isEmpty() ? sentence : sentence + QStringLiteral(": ") + detail;
}

QString flowSentence(const Problem& problem, const Parts& p) {
  const bool one = problem.count == 1;
  switch (problem.kind) {
    case ProblemKind::Failure:
      return withDetail(say("%1 failed in %2").arg(p.events, p.to), p.detail);
    case ProblemKind::DeadLetter:
      return withDetail((one ? say("%1 was given up by %2 and dead-lettered")
                             : say("%1 were given up by %2 and dead-lettered"))
                            .arg(p.events, p.to),
                        p.detail);
    case ProblemKind::Duplicate:
      return (one ? say("%1 was delivered twice to %2") : say("%1 were delivered twice to %2"))
          .arg(p.events, p.to);
    case ProblemKind::OutOfOrder:
      return (one ? say("%1 reached %2 out of order") : say("%1 reached %2 out of order"))
          .arg(p.events, p.to);
    case ProblemKind::Unconsumed:
      return (one ? say("%1 on %2, nobody listens") : say("%1 on %2, nobody listens"))
          .arg(p.events, p.topic);
    case ProblemKind::SchemaViolation:
      return withDetail(
          (one ? say("%1 does not fit its schema") : say("%1 do not fit their schema"))
              .arg(p.events),
          p.detail);
    case ProblemKind::SlowConsumer:
      return p.topic.isEmpty() ? say("%1 falls behind").arg(p.to)
                               : say("%1 falls behind on %2").arg(p.to, p.topic);
    default:
      return {};
  }
}

}  // namespace

std::optional<ProblemKind> problemKindFromName(std::string_view name) {
  for (int i = static_cast<int>(ProblemKind::Failure);
       i <= static_cast<int>(ProblemKind::SagaFailed); ++i) {
    const auto kind = static_cast<ProblemKind>(i);
    if (problemKindName(kind) == name) return kind;
  }
  return std::nullopt;
}

QString problemKindText(ProblemKind kind) {
  switch (kind) {
    case ProblemKind::Failure:
      return say("Failure");
    case ProblemKind::DeadLetter:
      return say("Dead letter");
    case ProblemKind::Duplicate:
      return say("Duplicate");
    case ProblemKind::OutOfOrder:
      return say("Out of order");
    case ProblemKind::Unconsumed:
      return say("Nobody listens");
    case ProblemKind::StuckSaga:
      return say("Stuck saga");
    case ProblemKind::SchemaViolation:
      return say("Schema violation");
    case ProblemKind::BreakingChange:
      return say("Breaking change");
    case ProblemKind::SlowConsumer:
      return say("Slow consumer");
    case ProblemKind::ClockSkew:
      return say("Clock skew");
    case ProblemKind::Gap:
      return say("Loss");
    case ProblemKind::SagaFailed:
      return say("Failed saga");
  }
  return say("Unknown problem");
}

QString problemSentence(const Problem& problem) {
  const auto p = partsOf(problem);
  const auto flow = flowSentence(problem, p);
  if (!flow.isEmpty()) return flow;
  const auto many = formatExact(problem.count);
  switch (problem.kind) {
    case ProblemKind::StuckSaga:
      return p.detail.isEmpty() ? say("%1 sagas are stuck").arg(many)
                                : say("Saga %1 is stuck").arg(p.detail);
    case ProblemKind::SagaFailed:
      return p.detail.isEmpty() ? say("%1 sagas failed").arg(many)
                                : say("Saga %1 failed").arg(p.detail);
    case ProblemKind::BreakingChange:
      return withDetail(say("%1 changed in a way that breaks its consumers")
                            .arg(QString::fromStdString(problem.type)),
                        p.detail);
    case ProblemKind::ClockSkew:
      return withDetail(say("The clock of %1 disagrees with the others").arg(p.service), p.detail);
    case ProblemKind::Gap:
      return withDetail(say("%1 events of %2 were lost").arg(many, p.service), p.detail);
    default:
      return withDetail(problemKindText(problem.kind), p.detail);
  }
}

QString problemPlace(const Problem& problem) {
  QStringList parts;
  for (const auto* name : {&problem.service, &problem.topic, &problem.subscription}) {
    const auto text = QString::fromStdString(*name);
    if (!text.isEmpty() && !parts.contains(text)) parts << text;
  }
  return parts.join(QStringLiteral(" \u00b7 "));
}

}  // namespace rheo::ui
