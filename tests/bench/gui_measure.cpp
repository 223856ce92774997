// SPDX-License-Identifier: Apache-2.0
#include "tests/bench/gui_measure.h"

#include <QEvent>
#include <QFile>
#include <QMetaEnum>
#include <algorithm>
#include <utility>

namespace rheo::ui::bench {

double rssMiB() {
  QFile status(QStringLiteral("/proc/self/status"));
  if (!status.open(QIODevice::ReadOnly)) return 0;
  for (const QByteArray& line : status.readAll().split('\n')) {
    if (line.startsWith("VmRSS:"))
      return line.mid(6).simplified().split(' ').first().toDouble() / 1024;
  }
  return 0;
}

double quantile(const std::vector<Span>& spans, double Span::*what, double q) {
  std::vector<double> sorted;
  sorted.reserve(spans.size());
  for (const Span& span : spans) sorted.push_back(span.*what);
  if (sorted.empty()) return 0;
  std::sort(sorted.begin(), sorted.end());
  const auto at = static_cast<std::size_t>(q * static_cast<double>(sorted.size()));
  return sorted[std::min(sorted.size() - 1, at)];
}

bool ProfiledApplication::notify(QObject* receiver, QEvent* event) {
  if (!m_on) return TimedApplication::notify(receiver, event);
  const QString kind = QLatin1String(receiver->metaObject()->className()) + u' ' +
                       QLatin1String(QMetaEnum::fromType<QEvent::Type>().valueToKey(event->type()));
  const double outside = std::exchange(m_insideMs, 0);
  const double before = threadCpuMs();
  const bool handled = TimedApplication::notify(receiver, event);
  const double whole = threadCpuMs() - before;
  Cost& cost = m_costs[kind];
  cost.totalMs += whole - m_insideMs;
  cost.longestMs = std::max(cost.longestMs, whole - m_insideMs);
  ++cost.times;
  m_insideMs = outside + whole;
  return handled;
}

QString ProfiledApplication::takeProfile(int lines) {
  const auto costs = std::exchange(m_costs, {});
  std::vector<std::pair<QString, Cost>> order(costs.keyValueBegin(), costs.keyValueEnd());
  std::sort(order.begin(), order.end(),
            [](const auto& a, const auto& b) { return a.second.totalMs > b.second.totalMs; });
  order.resize(std::min(order.size(), static_cast<std::size_t>(lines)));
  QString text;
  for (const auto& [kind, cost] : order) {
    text += QStringLiteral("    %1 ms in %2, longest %3 ms: %4\n")
                .arg(cost.totalMs, 7, 'f', 1)
                .arg(cost.times, 6)
                .arg(cost.longestMs, 5, 'f', 1)
                .arg(kind);
  }
  return text;
}

}  // namespace rheo::ui::bench
