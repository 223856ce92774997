// SPDX-License-Identifier: Apache-2.0
#include "app/views/sagas/saga_words.h"

#include <QCoreApplication>
#include <algorithm>

#include "app/shell/theme/format.h"
#include "app/views/parts/filter_text.h"

namespace rheo::ui {
namespace {

QString tr(const char* text) {
  return QCoreApplication::translate("rheo::ui::SagasView", text);
}

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
  return tr("variant %1 of %2 (%3 of sagas)")
      .arg(better + 1)
      .arg(count)
      .arg(formatPercent(own, total));
}

QString outcomeWords(const Saga& saga, TimeNs now) {
  const QString took = formatDuration(ageOf(saga, now));
  switch (saga.state) {
    case SagaState::Running:
      return tr("running for %1").arg(took);
    case SagaState::Stuck:
      return tr("%1 for %2")
          .arg(stateWords(saga), formatDuration(std::max<std::int64_t>(0, now - saga.updatedNs)));
    case SagaState::Compensating:
      return tr("compensating for %1").arg(took);
    case SagaState::Completed:
      return tr("completed in %1").arg(took);
    case SagaState::Compensated:
      return tr("compensated in %1").arg(took);
    case SagaState::Failed:
      return tr("failed after %1").arg(took);
    case SagaState::TimedOut:
      return tr("timed out after %1").arg(took);
  }
  return took;
}

QString stepStateWord(const SagaStep& step) {
  switch (step.state) {
    case StepState::Running:
      return tr("no end seen");
    case StepState::Done:
      return tr("done");
    case StepState::Failed:
      return tr("failed");
    case StepState::Compensating:
      return tr("being undone");
    case StepState::Compensated:
      return step.undoes.empty() ? tr("undone") : tr("done");
  }
  return {};
}

}  // namespace

QString stateWords(const Saga& saga) {
  if (saga.state != SagaState::Stuck || saga.stuckAt.empty()) return sagaStateText(saga.state);
  return tr("stuck at %1").arg(QString::fromStdString(saga.stuckAt));
}

std::int64_t ageOf(const Saga& saga, TimeNs now) {
  const TimeNs end = saga.endedNs > 0 ? saga.endedNs : std::max(now, saga.updatedNs);
  return std::max<std::int64_t>(0, end - saga.startedNs);
}

QString summaryOf(const Saga& saga, TimeNs now, const std::vector<store::SagaVariant>& variants) {
  QStringList parts{outcomeWords(saga, now)};
  parts << (saga.eventCount == 1 ? tr("1 event")
                                 : tr("%1 events").arg(formatExact(saga.eventCount)));
  const QString variant = variantWords(saga, variants);
  if (!variant.isEmpty()) parts << variant;
  return parts.join(QStringLiteral(" · "));
}

QString pathWords(const std::string& path) {
  QStringList words;
  const QStringList names = QString::fromStdString(path).split(u'>', Qt::SkipEmptyParts);
  for (QString name : names) {
    if (name.startsWith(u'!')) name = QStringLiteral("✕ ") + name.mid(1);
    if (name.startsWith(u'~')) name = tr("undo %1").arg(name.mid(1));
    words << name;
  }
  return words.join(QStringLiteral(" › "));
}

QString variantTitle(const store::SagaVariant& variant, const std::string& usualPath) {
  if (variant.path == usualPath && variant.state == SagaState::Completed) {
    return tr("straight through");
  }
  const PathParts own = partsOf(variant.path), usual = partsOf(usualPath);
  QStringList words;
  for (const QString& name : own.failed) {
    words
        << (own.retried.contains(name) ? tr("%1 failed, retries too") : tr("%1 failed")).arg(name);
  }
  for (const QString& name : own.retried) {
    if (!own.failed.contains(name)) words << tr("%1 retried").arg(name);
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
    if (!extra.isEmpty()) words << tr("with %1").arg(extra.join(separator));
    if (!missing.isEmpty() && isTerminal(variant.state)) {
      words << tr("without %1").arg(missing.join(separator));
    }
    if (!isTerminal(variant.state) && !own.forward.isEmpty()) {
      words << tr("as far as %1").arg(own.forward.last());
    }
    if (words.isEmpty()) words << tr("in another order");
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
  add(tr("Service"), QString::fromStdString(step.service));
  add(tr("State"), stepStateWord(step));
  if (!step.errorType.empty()) add(tr("Error"), QString::fromStdString(step.errorType));
  if (!step.undoes.empty()) add(tr("Undoes"), QString::fromStdString(step.undoes));
  if (step.attempt > 1) add(tr("Attempt"), QString::number(step.attempt));
  add(tr("Began after"), formatDuration(step.startedNs - saga.startedNs));
  if (step.endedNs > 0) add(tr("Took"), formatDuration(step.endedNs - step.startedNs));
  if (step.waitingSinceNs > 0 && step.waitingSinceNs < step.startedNs) {
    add(tr("Waited before"), formatDuration(step.startedNs - step.waitingSinceNs));
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
