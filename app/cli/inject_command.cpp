// SPDX-License-Identifier: Apache-2.0
#include <QCommandLineParser>
#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTextStream>
#include <algorithm>
#include <mutex>

#include "app/cli/await_target.h"
#include "app/cli/command.h"
#include "app/cli/recording_options.h"

namespace rheo::cli {
namespace {

constexpr int kTurnMs = 20;

struct Names {
  const QString service = QStringLiteral("service");
  const QString topic = QStringLiteral("topic");
  const QString type = QStringLiteral("type");
  const QString key = QStringLiteral("key");
  const QString payload = QStringLiteral("payload");
  const QString attributes = QStringLiteral("attributes");
  const QString wait = QStringLiteral("wait");
};

void addOptions(QCommandLineParser& parser, const Names& names) {
  parser.addOptions({
      {names.service, QStringLiteral("Service to inject into; default: whichever takes the type."),
       QStringLiteral("name")},
      {names.topic, QStringLiteral("Topic of the event."), QStringLiteral("name")},
      {names.type, QStringLiteral("Type of the event."), QStringLiteral("name")},
      {names.key, QStringLiteral("Partition or entity key."), QStringLiteral("text")},
      {names.payload, QStringLiteral("Payload: JSON, or @FILE."), QStringLiteral("json")},
      {names.attributes, QStringLiteral("Attributes: a JSON object."), QStringLiteral("json")},
      {names.wait, QStringLiteral("Longest wait for the service to connect. Default: 10"),
       QStringLiteral("seconds"), QStringLiteral("10")},
  });
}

/// The payload as given or as the file holds it; nothing after a complaint.
std::optional<std::string> readPayload(const QString& value) {
  if (!value.startsWith(u'@')) return value.toStdString();
  QFile file(value.mid(1));
  if (file.open(QIODevice::ReadOnly)) return file.read(2 << 20).toStdString();
  complain(
      QStringLiteral("--payload: cannot read '%1': %2").arg(file.fileName(), file.errorString()),
      kUsage);
  return std::nullopt;
}

std::optional<control::InjectRequest> readRequest(const QCommandLineParser& parser,
                                                  const Names& names) {
  for (const QString& needed : {names.topic, names.type, names.payload}) {
    if (!parser.isSet(needed)) {
      complain(QStringLiteral("--%1 is missing").arg(needed), kUsage);
      return std::nullopt;
    }
  }
  const auto payload = readPayload(parser.value(names.payload));
  if (!payload) return std::nullopt;
  control::InjectRequest request;
  request.service = parser.value(names.service).toStdString();
  request.topic = parser.value(names.topic).toStdString();
  request.type = parser.value(names.type).toStdString();
  request.key = parser.value(names.key).toStdString();
  request.payload = *payload;
  request.attributes = parser.value(names.attributes).toStdString();
  return request;
}

void print(const control::InjectStatus& status) {
  const std::string_view state = control::injectStateName(status.state);
  QJsonObject line{{QStringLiteral("state"), QLatin1String(state.data(), qsizetype(state.size()))}};
  if (!status.eventId.isNull()) {
    line[QStringLiteral("event")] = QString::fromStdString(status.eventId.hex());
    line[QStringLiteral("trace")] = QString::fromStdString(status.traceId.hex());
  }
  if (!status.reason.empty()) {
    line[QStringLiteral("reason")] = QString::fromStdString(status.reason);
  }
  QTextStream(stdout) << QJsonDocument(line).toJson(QJsonDocument::Compact) << '\n';
}

/// What became of the request; told on another thread.
struct Course {
  std::mutex mutex;
  control::InjectState state = control::InjectState::Sent;
  control::InjectState now() {
    const std::lock_guard lock(mutex);
    return state;
  }
};

bool isOver(control::InjectState state) {
  return state == control::InjectState::Processed || state == control::InjectState::Refused ||
         state == control::InjectState::TimedOut;
}

int follow(Workspace& workspace, StopSignals& signals, const control::InjectRequest& request) {
  const auto course = std::make_shared<Course>();
  const auto sent =
      workspace.injector()->inject(request, [course](const control::InjectStatus& status) {
        print(status);
        const std::lock_guard lock(course->mutex);
        course->state = status.state;
      });
  if (!sent) return complain(QString::fromStdString(sent.error().text()), kFailed);
  while (!isOver(course->now()) && !signals.wait(kTurnMs)) {
  }
  return course->now() == control::InjectState::Processed ? kOk : kFailed;
}

}  // namespace

int runInject(const QStringList& arguments) {
  const Names names;
  QCommandLineParser parser;
  parser.setApplicationDescription(QStringLiteral(
      "Hands one event to a live service whose probe declared its type injectable, and says what\n"
      "becomes of it: accepted, then processed, or refused. Records meanwhile."));
  const RecordingOptions recording(parser);
  addOptions(parser, names);
  if (const auto exit = parse(parser, "inject", arguments)) return *exit;
  const auto request = readRequest(parser, names);
  const auto options = request ? recording.read() : std::nullopt;
  const auto wait = options ? number(parser, names.wait, 0, 3600) : std::nullopt;
  if (!wait) return kUsage;
  StopSignals signals;
  const std::unique_ptr<Workspace> workspace = startRecording(*options);
  if (!workspace) return kFailed;
  awaitSession(*workspace, signals, *wait, [&request](const SessionInfo& session) {
    const bool meant = request->service.empty() || session.service == request->service;
    return meant && std::any_of(session.injectables.begin(), session.injectables.end(),
                                [&request](const Injectable& each) {
                                  return each.topic == request->topic && each.type == request->type;
                                });
  });
  const int outcome = follow(*workspace, signals, *request);
  return finishRecording(*workspace) ? outcome : kFailed;
}

}  // namespace rheo::cli
