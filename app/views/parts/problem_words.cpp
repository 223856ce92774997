// SPDX-License-Identifier: Apache-2.0
#include "app/views/parts/problem_words.h"

#include <QCoreApplication>
#include <QStringList>

#include "app/shell/theme/format.h"

namespace rheo::ui {
namespace {

/// Where `lupdate` finds these words.
struct ProblemWords {
  Q_DECLARE_TR_FUNCTIONS(rheo::ui::Problems)
};

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
  const auto count = problem.count == 1
                         ? ProblemWords::tr("1 event")
                         : ProblemWords::tr("%1 events").arg(formatExact(problem.count));
  parts.events = what.isEmpty() ? count : ProblemWords::tr("%1 of %2").arg(count, what);
  parts.to = parts.service.isEmpty() ? text(problem.subscription) : parts.service;
  return parts;
}

/// What the model of files says of a trace, where `lupdate` finds it.
[[maybe_unused]] constexpr const char* kTraceFaults[] = {
    QT_TRANSLATE_NOOP("rheo::ui::Problems", "a span's parent is missing"),
    QT_TRANSLATE_NOOP("rheo::ui::Problems", "a span is its own ancestor"),
    QT_TRANSLATE_NOOP("rheo::ui::Problems", "a span without a start"),
    QT_TRANSLATE_NOOP("rheo::ui::Problems", "a span ends before it starts"),
    QT_TRANSLATE_NOOP("rheo::ui::Problems", "a span takes no time"),
    QT_TRANSLATE_NOOP("rheo::ui::Problems", "two spans with one id"),
    QT_TRANSLATE_NOOP("rheo::ui::Problems", "a trace has several roots"),
    QT_TRANSLATE_NOOP("rheo::ui::Problems", "tags of a span were cut: too long"),
    QT_TRANSLATE_NOOP("rheo::ui::Problems", "more than 1024 links"),
};

QString traceSentence(const Problem& problem) {
  const QString fault = ProblemWords::tr(problem.detail.c_str());
  const QString service = QString::fromStdString(problem.service);
  return problem.count == 1 ? ProblemWords::tr("In traces of %1: %2").arg(service, fault)
                            : ProblemWords::tr("In traces of %1, %2 times: %3")
                                  .arg(service, formatExact(problem.count), fault);
}

QString withDetail(const QString& sentence, const QString& detail) {
  return detail.isEmpty() ? sentence : sentence + QStringLiteral(": ") + detail;
}

QString flowSentence(const Problem& problem, const Parts& p) {
  const bool one = problem.count == 1;
  switch (problem.kind) {
    case ProblemKind::Failure:
      return withDetail(ProblemWords::tr("%1 failed in %2").arg(p.events, p.to), p.detail);
    case ProblemKind::DeadLetter:
      return withDetail((one ? ProblemWords::tr("%1 was given up by %2 and dead-lettered")
                             : ProblemWords::tr("%1 were given up by %2 and dead-lettered"))
                            .arg(p.events, p.to),
                        p.detail);
    case ProblemKind::Duplicate:
      return (one ? ProblemWords::tr("%1 was delivered twice to %2")
                  : ProblemWords::tr("%1 were delivered twice to %2"))
          .arg(p.events, p.to);
    case ProblemKind::OutOfOrder:
      return (one ? ProblemWords::tr("%1 reached %2 out of order")
                  : ProblemWords::tr("%1 reached %2 out of order"))
          .arg(p.events, p.to);
    case ProblemKind::Unconsumed:
      return (one ? ProblemWords::tr("%1 on %2, nobody listens")
                  : ProblemWords::tr("%1 on %2, nobody listens"))
          .arg(p.events, p.topic);
    case ProblemKind::SchemaViolation:
      return withDetail((one ? ProblemWords::tr("%1 does not fit its schema")
                             : ProblemWords::tr("%1 do not fit their schema"))
                            .arg(p.events),
                        p.detail);
    case ProblemKind::SlowConsumer:
      return p.topic.isEmpty() ? ProblemWords::tr("%1 falls behind").arg(p.to)
                               : ProblemWords::tr("%1 falls behind on %2").arg(p.to, p.topic);
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
      return ProblemWords::tr("Failure");
    case ProblemKind::DeadLetter:
      return ProblemWords::tr("Dead letter");
    case ProblemKind::Duplicate:
      return ProblemWords::tr("Duplicate");
    case ProblemKind::OutOfOrder:
      return ProblemWords::tr("Out of order");
    case ProblemKind::Unconsumed:
      return ProblemWords::tr("Nobody listens");
    case ProblemKind::StuckSaga:
      return ProblemWords::tr("Stuck saga");
    case ProblemKind::SchemaViolation:
      return ProblemWords::tr("Schema violation");
    case ProblemKind::BreakingChange:
      return ProblemWords::tr("Breaking change");
    case ProblemKind::SlowConsumer:
      return ProblemWords::tr("Slow consumer");
    case ProblemKind::ClockSkew:
      return ProblemWords::tr("Clock skew");
    case ProblemKind::Gap:
      return ProblemWords::tr("Loss");
    case ProblemKind::TraceFault:
      return ProblemWords::tr("Faulty trace");
    case ProblemKind::SagaFailed:
      return ProblemWords::tr("Failed saga");
  }
  return ProblemWords::tr("Unknown problem");
}

QString problemSentence(const Problem& problem) {
  const auto p = partsOf(problem);
  const auto flow = flowSentence(problem, p);
  if (!flow.isEmpty()) return flow;
  const auto many = formatExact(problem.count);
  switch (problem.kind) {
    case ProblemKind::StuckSaga:
      return p.detail.isEmpty() ? ProblemWords::tr("%1 sagas are stuck").arg(many)
                                : ProblemWords::tr("Saga %1 is stuck").arg(p.detail);
    case ProblemKind::SagaFailed:
      return p.detail.isEmpty() ? ProblemWords::tr("%1 sagas failed").arg(many)
                                : ProblemWords::tr("Saga %1 failed").arg(p.detail);
    case ProblemKind::BreakingChange:
      return withDetail(ProblemWords::tr("%1 changed in a way that breaks its consumers")
                            .arg(QString::fromStdString(problem.type)),
                        p.detail);
    case ProblemKind::ClockSkew:
      return withDetail(
          ProblemWords::tr("The clock of %1 disagrees with the others").arg(p.service), p.detail);
    case ProblemKind::Gap:
      return withDetail(ProblemWords::tr("%1 events of %2 were lost").arg(many, p.service),
                        p.detail);
    case ProblemKind::TraceFault:
      return traceSentence(problem);
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
