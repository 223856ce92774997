// SPDX-License-Identifier: Apache-2.0
#include "app/cli/session_report.h"

#include <QJsonObject>
#include <QStringList>
#include <algorithm>

namespace rheo::cli {
namespace {

QString fromUtf8(const std::string& text) {
  return QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size()));
}

QString stateName(SessionState state) {
  switch (state) {
    case SessionState::Live:
      return QStringLiteral("live");
    case SessionState::Ended:
      return QStringLiteral("ended");
    case SessionState::Vanished:
      break;
  }
  return QStringLiteral("vanished");
}

QJsonObject toJson(const SessionInfo& session) {
  const bool isMeasured = session.clockUncertaintyNs >= 0;
  return {
      {QStringLiteral("service"), fromUtf8(session.service)},
      {QStringLiteral("instance"), fromUtf8(session.instance)},
      {QStringLiteral("state"), stateName(session.state)},
      {QStringLiteral("emitted"), qint64(session.emitted)},
      {QStringLiteral("dropped"), qint64(session.dropped)},
      {QStringLiteral("leftOut"), qint64(session.leftOut)},
      {QStringLiteral("limits"), fromUtf8(session.limits)},
      {QStringLiteral("clockOffsetNs"), qint64(session.clockOffsetNs)},
      {QStringLiteral("clockUncertaintyNs"),
       isMeasured ? QJsonValue(qint64(session.clockUncertaintyNs)) : QJsonValue()},
  };
}

}  // namespace

QJsonArray sessionsToJson(const std::vector<SessionInfo>& sessions) {
  QJsonArray array;
  for (const SessionInfo& session : sessions) array.append(toJson(session));
  return array;
}

std::uint64_t leftOutOf(const std::vector<SessionInfo>& sessions) {
  std::uint64_t sum = 0;
  for (const SessionInfo& session : sessions) sum += session.leftOut;
  return sum;
}

QString leftOutText(const std::vector<SessionInfo>& sessions) {
  QStringList parts;
  for (const SessionInfo& session : sessions) {
    if (session.leftOut == 0 && session.limits.empty()) continue;
    QString part = QStringLiteral("%1 %2").arg(fromUtf8(session.service)).arg(session.leftOut);
    if (!session.limits.empty()) part += QStringLiteral(" (%1)").arg(fromUtf8(session.limits));
    parts += part;
  }
  if (parts.isEmpty()) return {};
  return QStringLiteral("%1: %2").arg(leftOutOf(sessions)).arg(parts.join(QStringLiteral(", ")));
}

}  // namespace rheo::cli
