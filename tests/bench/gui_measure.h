// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QHash>
#include <QString>
#include <vector>

#include "app/shell/timed_application.h"

namespace rheo::ui::bench {

using Span = TimedApplication::Frame;

double rssMiB();
double quantile(const std::vector<Span>& spans, double Span::*what, double q);

/// The application that also knows which widgets the main thread worked for: CPU time of every
/// event, without what other events did inside of it.
class ProfiledApplication : public TimedApplication {
  Q_OBJECT

 public:
  using TimedApplication::TimedApplication;
  bool notify(QObject* receiver, QEvent* event) override;
  void setProfiling(bool on) { m_on = on; }
  /// The dearest kinds of event, dearest first; forgets them.
  QString takeProfile(int lines);

 private:
  struct Cost {
    double totalMs = 0, longestMs = 0;
    quint64 times = 0;
  };
  bool m_on = false;
  double m_insideMs = 0;  // of events handled within the one on the stack
  QHash<QString, Cost> m_costs;
};

}  // namespace rheo::ui::bench
