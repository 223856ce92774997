// SPDX-License-Identifier: Apache-2.0
#include <QCommandLineParser>
#include <QDateTime>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTextStream>

#include "app/cli/command.h"
#include "app/cli/session_report.h"
#include "model/event/call_topic.h"
#include "model/store/store.h"

namespace rheo::cli {
namespace {

/// ISO 8601 in UTC, to the nanosecond.
QString isoTime(TimeNs ns) {
  const TimeNs seconds = ns >= 0 ? ns / kSecond : (ns - kSecond + 1) / kSecond;
  const QString date = QDateTime::fromSecsSinceEpoch(seconds, Qt::UTC)
                           .toString(QStringLiteral("yyyy-MM-ddTHH:mm:ss"));
  return date + QStringLiteral(".%1Z").arg(ns - seconds * kSecond, 9, 10, QLatin1Char('0'));
}

QString fromUtf8(const std::string& text) {
  return QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size()));
}

/// The summary's topics, apart: those that somebody publishes to, and who is called.
struct Topics {
  explicit Topics(const store::Summary& summary) {
    for (const std::string& topic : summary.topics) {
      if (isRealTopic(topic)) real.push_back(topic);
      if (isCallTopic(topic)) called.emplace_back(calledOn(topic));
    }
  }
  std::vector<std::string> real, called;
};

QJsonArray listOf(const std::vector<std::string>& texts) {
  QJsonArray array;
  for (const auto& text : texts) array.append(fromUtf8(text));
  return array;
}

QJsonObject countsOf(const std::map<std::string, std::uint64_t>& counts) {
  QJsonObject object;
  for (const auto& [name, count] : counts) object.insert(fromUtf8(name), qint64(count));
  return object;
}

QByteArray toJson(const store::Summary& s, const std::vector<SessionInfo>& sessions) {
  const bool empty = s.events == 0;
  const Topics topics(s);
  QJsonObject object{
      {QStringLiteral("events"), qint64(s.events)},
      {QStringLiteral("hops"), qint64(s.hops)},
      {QStringLiteral("services"), listOf(s.services)},
      {QStringLiteral("topics"), listOf(topics.real)},
      {QStringLiteral("calls"), listOf(topics.called)},
      {QStringLiteral("sagas"), countsOf(s.sagas)},
      {QStringLiteral("problems"), countsOf(s.problems)},
      {QStringLiteral("gaps"), qint64(s.gaps)},
      {QStringLiteral("lost"), qint64(s.lost)},
      {QStringLiteral("leftOut"), qint64(leftOutOf(sessions))},
      {QStringLiteral("sessions"), sessionsToJson(sessions)},
      {QStringLiteral("from"), empty ? QJsonValue() : QJsonValue(isoTime(s.fromNs))},
      {QStringLiteral("to"), empty ? QJsonValue() : QJsonValue(isoTime(s.toNs))},
  };
  if (s.removed != 0) object.insert(QStringLiteral("removed"), qint64(s.removed));
  return QJsonDocument(object).toJson(QJsonDocument::Indented);
}

QString joined(const std::map<std::string, std::uint64_t>& counts) {
  QStringList parts;
  for (const auto& [name, count] : counts) {
    parts += QStringLiteral("%1 %2").arg(count).arg(fromUtf8(name));
  }
  return parts.isEmpty() ? QStringLiteral("none") : parts.join(QStringLiteral(", "));
}

QString joined(const std::vector<std::string>& texts) {
  QStringList parts;
  for (const auto& text : texts) parts += fromUtf8(text);
  return parts.isEmpty() ? QStringLiteral("none") : parts.join(QStringLiteral(", "));
}

void printText(const store::Summary& s, const std::vector<SessionInfo>& sessions,
               QTextStream& out) {
  const auto line = [&](const char* label, const QString& value) {
    out << QString::fromLatin1(label).leftJustified(10) << value << '\n';
  };
  if (s.events != 0) {
    line("from", isoTime(s.fromNs));
    line("to", isoTime(s.toNs));
  }
  line("events", QString::number(s.events));
  if (s.removed != 0) line("removed", QStringLiteral("%1 by retention").arg(s.removed));
  line("hops", QString::number(s.hops));
  line("services", joined(s.services));
  const Topics topics(s);
  line("topics", joined(topics.real));
  if (!topics.called.empty()) line("calls", QStringLiteral("to ") + joined(topics.called));
  line("sagas", joined(s.sagas));
  line("problems", joined(s.problems));
  line("gaps", QStringLiteral("%1 (%2 lost)").arg(s.gaps).arg(s.lost));
  const QString leftOut = leftOutText(sessions);
  if (!leftOut.isEmpty()) line("left out", leftOut);
}

}  // namespace

int runInfo(const QStringList& arguments) {
  QCommandLineParser parser;
  parser.setApplicationDescription(QStringLiteral("Summarises a recording."));
  const QCommandLineOption json(QStringLiteral("json"), QStringLiteral("Print JSON."));
  const QCommandLineOption help = parser.addHelpOption();
  parser.addOption(json);
  parser.addPositionalArgument(QStringLiteral("FILE"), QStringLiteral("The recording."));
  if (!parser.parse(QStringList{QStringLiteral("rheo info")} + arguments)) {
    return complain(parser.errorText() + QStringLiteral(". `rheo info --help` lists the options"),
                    kUsage);
  }
  if (parser.isSet(help)) {
    QTextStream(stdout) << parser.helpText();
    return kOk;
  }
  if (parser.positionalArguments().size() != 1) {
    return complain(QStringLiteral("info wants one recording: rheo info FILE"), kUsage);
  }
  auto reader = store::openReader(parser.positionalArguments().constFirst().toStdString());
  if (!reader) return complain(fromUtf8(reader.error().text()), kFailed);
  const auto summary = (*reader)->summary({}, {});
  if (!summary) return complain(fromUtf8(summary.error().text()), kFailed);
  const auto sessions = (*reader)->sessions();
  if (!sessions) return complain(fromUtf8(sessions.error().text()), kFailed);
  QTextStream out(stdout);
  if (parser.isSet(json)) {
    out << toJson(*summary, *sessions);
  } else {
    printText(*summary, *sessions, out);
  }
  return kOk;
}

}  // namespace rheo::cli
