// SPDX-License-Identifier: Apache-2.0
#include "app/views/sagas/saga_words.h"

#include <QCoreApplication>
#include <algorithm>

#include "app/shell/theme/format.h"
#include "app/views/parts/filter_text.h"

namespace rheo::ui {
namespace {

/// Where `lupdate` finds these words.
struct SagaWords {
  Q_DECLARE_TR_FUNCTIONS(rheo::ui::SagasView)
};

/// A path taken apart; names in order of appearance, each once.
struct PathParts {
  QStringList forward;
  QStringList failed;   ///< and not done later
  QStringList retried;  ///< tried more than once
};

PathParts partsOf(const std::string& path) {
  PathParts parts;
  const QStringList names = QString::fromStdString(path).split(u'>', Qt::SkipEmptyParts);
  for (QString name : names) {
    if (name.startsWith(u'~')) continue;
    const bool failed = name.startsWith(u'!');
    if (failed) name.remove(0, 1);
    if (!parts.forward.contains(name)) {
      parts.forward << name;
    } else if (!parts.retried.contains(name)) {
      parts.retried << name;
    }
    parts.failed.removeAll(name);
    if (failed) parts.failed << name;
  }
  return parts;
}

/// "variant 3 of 7 (4 % of sagas)" among those of its type, the most frequent first.
QString variantWords(const Saga& saga, const std::vector<store::SagaVariant>& variants) {
  std::uint64_t total = 0, own = 0;
  int better = 0, count = 0;
  for (const auto& variant : variants) {
    if (variant.type != saga.type) continue;
    total += variant.count;
    ++count;
    if (variant.path == saga.variant) own += variant.count;
  }
  if (own == 0) return {};
  for (const auto& variant : variants) {
    const bool other = variant.type == saga.type && variant.path != saga.variant;
    better += other && variant.count > own ? 1 : 0;
  }
  return SagaWords::tr("variant %1 of %2 (%3 of sagas)")
      .arg(better + 1)
      .arg(count)
      .arg(formatPercent(own, total));
}

QString outcomeWords(const Saga& saga, TimeNs now) {
  const QString took = formatDuration(ageOf(saga, now));
  switch (saga.state) {
    case SagaState::Running:
      return SagaWords::tr("running for %1").arg(took);
    case SagaState::Stuck:
      return SagaWords::tr("%1 for %2")
          .arg(stateWords(saga), formatDuration(std::max<std::int64_t>(0, now - saga.updatedNs)));
    case SagaState::Compensating:
      return SagaWords::tr("compensating for %1").arg(took);
    case SagaState::Completed:
      return SagaWords::tr("completed in %1").arg(took);
    case SagaState::Compensated:
      return SagaWords::tr("compensated in %1").arg(took);
    case SagaState::Failed:
      return SagaWords::tr("failed after %1").arg(took);
    case SagaState::TimedOut:
      return SagaWords::tr("timed out after %1").arg(took);
  }
  return took;
}

QString stepStateWord(const SagaStep& step) {
  switch (step.state) {
    case StepState::Running:
      return SagaWords::tr("no end seen");
    case StepState::Done:
      return SagaWords::tr("done");
    case StepState::Failed:
      return SagaWords::tr("failed");
    case StepState::Compensating:
      return SagaWords::tr("being undone");
    case StepState::Compensated:
      return step.undoes.empty() ? SagaWords::tr("undone") : SagaWords::tr("done");
  }
  return {};
}

}  // namespace

QString stateWords(const Saga& saga) {
  if (saga.state != SagaState::Stuck || saga.stuckAt.empty()) return sagaStateText(saga.state);
  return SagaWords::tr("stuck at %1").arg(QString::fromStdString(saga.stuckAt));
}

std::int64_t ageOf(const Saga& saga, TimeNs now) {
  const TimeNs end = saga.endedNs > 0 ? saga.endedNs : std::max(now, saga.updatedNs);
  return std::max<std::int64_t>(0, end - saga.startedNs);
}

QString summaryOf(const Saga& saga, TimeNs now, const std::vector<store::SagaVariant>& variants) {
  QStringList parts{outcomeWords(saga, now)};
  parts << (saga.eventCount == 1 ? SagaWords::tr("1 event")
                                 : SagaWords::tr("%1 events").arg(formatExact(saga.eventCount)));
  const QString variant = variantWords(saga, variants);
  if (!variant.isEmpty()) parts << variant;
  return parts.join(QStringLiteral(" · "));
}

QString pathWords(const std::string& path) {
  QStringList words;
  const QStringList names = QString::fromStdString(path).split(u'>', Qt::SkipEmptyParts);
  for (QString name : names) {
    if (name.startsWith(u'!')) name = QStringLiteral("✕ ") + name.mid(1);
    if (name.startsWith(u'~')) name = SagaWords::tr("undo %1").arg(name.mid(1));
    words << name;
  }
  return words.join(QStringLiteral(" › "));
}

QString variantTitle(const store::SagaVariant& variant, const std::string& usualPath) {
  if (variant.path == usualPath && variant.state == SagaState::Completed) {
    return SagaWords::tr("straight through");
  }
  const PathParts own = partsOf(variant.path), usual = partsOf(usualPath);
  QStringList words;
  for (const QString& name : own.failed) {
    words << (own.retried.contains(name) ? SagaWords::tr("%1 failed, retries too")
                                         : SagaWords::tr("%1 failed"))
                 .arg(name);
  }
  for (const QString& name : own.retried) {
    if (!own.failed.contains(name)) words << SagaWords::tr("%1 retried").arg(name);
  }
  if (words.isEmpty()) {
    QStringList missing, extra;
    for (const QString& name : usual.forward) {
      if (!own.forward.contains(name)) missing << name;
    }
    for (const QString& name : own.forward) {
      if (!usual.forward.contains(name)) extra << name;
    }
    const QString separator = QStringLiteral(", ");
    if (!extra.isEmpty()) words << SagaWords::tr("with %1").arg(extra.join(separator));
    if (!missing.isEmpty() && isTerminal(variant.state)) {
      words << SagaWords::tr("without %1").arg(missing.join(separator));
    }
    if (!isTerminal(variant.state) && !own.forward.isEmpty()) {
      words << SagaWords::tr("as far as %1").arg(own.forward.last());
    }
    if (words.isEmpty()) words << SagaWords::tr("in another order");
  }
  if (variant.state != SagaState::Failed || own.failed.isEmpty()) {
    words << sagaStateText(variant.state);
  }
  return words.join(QStringLiteral(", "));
}

QStringList describeStep(const Saga& saga, const SagaStep& step) {
  QStringList lines{QString::fromStdString(step.name)};
  const auto add = [&lines](const QString& name, const QString& value) {
    lines << name + u'\t' + value;
  };
  add(SagaWords::tr("Service"), QString::fromStdString(step.service));
  add(SagaWords::tr("State"), stepStateWord(step));
  if (!step.errorType.empty()) add(SagaWords::tr("Error"), QString::fromStdString(step.errorType));
  if (!step.undoes.empty()) add(SagaWords::tr("Undoes"), QString::fromStdString(step.undoes));
  if (step.attempt > 1) add(SagaWords::tr("Attempt"), QString::number(step.attempt));
  add(SagaWords::tr("Began after"), formatDuration(step.startedNs - saga.startedNs));
  if (step.endedNs > 0) add(SagaWords::tr("Took"), formatDuration(step.endedNs - step.startedNs));
  if (step.waitingSinceNs > 0 && step.waitingSinceNs < step.startedNs) {
    add(SagaWords::tr("Waited before"), formatDuration(step.startedNs - step.waitingSinceNs));
  }
  return lines;
}

Selection selectionOf(const Saga& saga) {
  Selection selection;
  selection.kind = Selection::Kind::Saga;
  selection.sagaId = saga.id;
  selection.filter =
      QStringLiteral("saga == %1 && sagaKey == %2")
          .arg(quoted(QString::fromStdString(saga.type)), quoted(QString::fromStdString(saga.key)));
  return selection;
}

Selection selectionOf(const Saga& saga, const SagaStep& step) {
  if (step.eventId.isNull()) return selectionOf(saga);
  Selection selection;
  selection.kind = Selection::Kind::Event;
  selection.eventId = step.eventId;
  selection.sagaId = saga.id;
  selection.filter =
      QStringLiteral("event == ") + quoted(QString::fromStdString(step.eventId.hex()));
  return selection;
}

}  // namespace rheo::ui
