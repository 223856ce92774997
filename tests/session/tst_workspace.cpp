// SPDX-License-Identifier: Apache-2.0
#include <QTemporaryDir>
#include <QTest>
#include <mutex>

#include "model/session/workspace.h"
#include "probes/wire/wire.hpp"
#include "sources/fake_probe.h"

using namespace rheo;

namespace {

const wire::WireId kSession{11, 12};

std::string hello() {
  wire::Hello message;
  message.session = kSession;
  message.service = "orders";
  message.instance = "orders-1";
  message.injectables = {{"orders", "OrderPlaced", "{}"}};
  return wire::encode(message);
}

/// Published sightings with positions first .. first + count - 1.
std::string batch(std::uint64_t first, std::uint64_t count) {
  wire::BatchWriter writer;
  writer.begin(kSession, 1, first);
  writer.define(1, "orders");
  writer.define(2, "OrderPlaced");
  for (std::uint64_t i = first; i < first + count; ++i) {
    wire::EventView event;
    event.topic = 1;
    event.type = 2;
    event.seq = i;
    event.timeNs = nowNs();
    event.eventId = {1, i};
    event.traceId = {2, i};
    writer.add(event);
  }
  return writer.finish();
}

/// Waits for an ACK of that position.
bool acked(test::FakeProbe& probe, std::uint64_t position) {
  for (int i = 0; i < 100; ++i) {
    const auto frame = probe.receive(5000);
    wire::Ack ack;
    const char* reason = "";
    if (!frame) return false;
    if (!wire::decode(*frame, ack, reason)) continue;
    for (const wire::StreamState& stream : ack.streams) {
      if (stream.lastPosition >= position) return true;
    }
  }
  return false;
}

struct Recording {
  QTemporaryDir dir;
  RecordOptions options;
  Recording() {
    options.path = dir.filePath(QStringLiteral("run.rheo")).toStdString();
    options.endpoints = {"ipc://" + dir.filePath(QStringLiteral("s/c.ipc")).toStdString()};
  }
  std::unique_ptr<Workspace> start() const {
    auto workspace = Workspace::record(options);
    if (!workspace) qWarning("%s", workspace.error().text().c_str());
    return workspace ? std::move(workspace).value() : nullptr;
  }
};

std::uint64_t stored(const Workspace& workspace) {
  const auto reader = workspace.reader();
  return reader.ok() ? reader.value()->lastRow() : 0;
}

}  // namespace

class TestWorkspace : public QObject {
  Q_OBJECT
 private Q_SLOTS:
  void recordsAndAcknowledgesWhatAProbeSays();
  void goesOnWithARecordingWithoutLossOrRepetition();
  void stopIsCompleteAndMayBeRepeated();
  void aBusyEndpointLeavesNoFileBehind();
  void aSecondRecorderOfTheSameFileIsRefused();
  void injectsAndHearsTheAnswer();
  void withoutControlThereIsNoInjector();
  void opensWhatWasRecorded();
  void namesAFileThatIsNoRecording();
};

void TestWorkspace::recordsAndAcknowledgesWhatAProbeSays() {
  const Recording recording;
  const auto workspace = recording.start();
  QVERIFY(workspace);
  test::FakeProbe probe(recording.options.endpoints[0]);
  QVERIFY(probe.send(hello()));
  QVERIFY(probe.send(batch(1, 100)));
  QVERIFY(acked(probe, 100));
  QCOMPARE(stored(*workspace), std::uint64_t(100));
  const LiveStatus status = workspace->status();
  QVERIFY(status.recording);
  QCOMPARE(status.events, std::uint64_t(100));
  QCOMPARE(status.sessions.size(), std::size_t(1));
  QCOMPARE(status.sessions[0].service, std::string("orders"));
  QVERIFY(status.sizeBytes > 0);
  QVERIFY(status.trouble.empty());
}

void TestWorkspace::goesOnWithARecordingWithoutLossOrRepetition() {
  const Recording recording;
  {
    const auto workspace = recording.start();
    test::FakeProbe probe(recording.options.endpoints[0]);
    QVERIFY(probe.send(hello()));
    QVERIFY(probe.send(batch(1, 10)));
    QVERIFY(acked(probe, 10));
  }
  const auto workspace = recording.start();
  QVERIFY(workspace);
  QCOMPARE(workspace->status().events, std::uint64_t(10));
  test::FakeProbe probe(recording.options.endpoints[0]);
  QVERIFY(probe.send(hello()));
  const auto frame = probe.receive(5000);
  wire::Resync resync;
  const char* reason = "";
  QVERIFY(frame && wire::decode(*frame, resync, reason));
  QCOMPARE(resync.streams.at(0).lastPosition, std::uint64_t(10));
  QVERIFY(probe.send(batch(6, 10)));
  QVERIFY(acked(probe, 15));
  QCOMPARE(stored(*workspace), std::uint64_t(15));
  QCOMPARE(workspace->status().events, std::uint64_t(15));
  QCOMPARE(workspace->status().sessions.size(), std::size_t(1));
}

void TestWorkspace::stopIsCompleteAndMayBeRepeated() {
  const Recording recording;
  const auto workspace = recording.start();
  test::FakeProbe probe(recording.options.endpoints[0]);
  QVERIFY(probe.send(hello()));
  QVERIFY(probe.receive(5000).has_value());
  QVERIFY(probe.send(batch(1, 50)));
  QVERIFY(acked(probe, 50));
  QVERIFY(workspace->stop().ok());
  QVERIFY(workspace->stop().ok());
  QVERIFY(!workspace->status().recording);
  QVERIFY(workspace->injector() == nullptr);
  QVERIFY(!workspace->audit({1, "me", "inject", "{}", "sent"}).ok());
  QCOMPARE(stored(*workspace), std::uint64_t(50));
}

void TestWorkspace::aBusyEndpointLeavesNoFileBehind() {
  const Recording first;
  const auto workspace = first.start();
  Recording second;
  second.options.endpoints = first.options.endpoints;
  const auto refused = Workspace::record(second.options);
  QVERIFY(!refused.ok());
  QVERIFY(refused.error().text().find("already") != std::string::npos);
  QVERIFY(!QFile::exists(QString::fromStdString(second.options.path)));
}

void TestWorkspace::aSecondRecorderOfTheSameFileIsRefused() {
  const Recording recording;
  const auto workspace = recording.start();
  QVERIFY(workspace);
  RecordOptions options = recording.options;
  options.endpoints = {"tcp://127.0.0.1:*"};
  const auto refused = Workspace::record(options);
  QVERIFY(!refused.ok());
  QVERIFY(refused.error().text().find("run.rheo") != std::string::npos);
}

void TestWorkspace::injectsAndHearsTheAnswer() {
  const Recording recording;
  const auto workspace = recording.start();
  test::FakeProbe probe(recording.options.endpoints[0]);
  QVERIFY(probe.send(hello()));
  QVERIFY(probe.receive(5000).has_value());
  control::InjectRequest request;
  request.topic = "orders";
  request.type = "OrderPlaced";
  request.payload = "{\"total\":1}";
  std::mutex mutex;
  std::vector<control::InjectStatus> told;
  const auto id = workspace->injector()->inject(request, [&](const control::InjectStatus& status) {
    const std::lock_guard lock(mutex);
    told.push_back(status);
  });
  QVERIFY2(id.ok(), id.ok() ? "" : id.error().text().c_str());
  wire::Inject inject;
  const char* reason = "";
  for (auto frame = probe.receive(5000); frame; frame = probe.receive(5000)) {
    if (wire::decode(*frame, inject, reason)) break;
  }
  QCOMPARE(inject.payload, request.payload);
  wire::InjectResult result;
  result.session = kSession;
  result.id = inject.id;
  result.eventId = {1, 7};
  QVERIFY(probe.send(wire::encode(result)));
  wire::BatchWriter writer;
  writer.begin(kSession, 1, 1);
  wire::EventView event;
  event.stage = wire::Stage::Processed;
  event.seq = 1;
  event.timeNs = nowNs();
  event.eventId = {1, 7};
  writer.add(event);
  QVERIFY(probe.send(writer.finish()));
  const auto states = [&] {
    const std::lock_guard lock(mutex);
    QString all;
    for (const auto& each : told) all += QString::number(static_cast<int>(each.state));
    return all;
  };
  QTRY_COMPARE(states(), QStringLiteral("12"));
  const auto reader = workspace->reader();
  const auto audits = reader.value()->sql("SELECT count(*) FROM audit", 1, {});
  if (audits.ok()) QVERIFY(std::stoi(audits.value().rows.at(0).at(0)) >= 2);
}

void TestWorkspace::withoutControlThereIsNoInjector() {
  Recording recording;
  recording.options.allowControl = false;
  const auto workspace = recording.start();
  QVERIFY(workspace && workspace->injector() == nullptr);
}

void TestWorkspace::opensWhatWasRecorded() {
  const Recording recording;
  {
    const auto workspace = recording.start();
    test::FakeProbe probe(recording.options.endpoints[0]);
    QVERIFY(probe.send(hello()));
    QVERIFY(probe.send(batch(1, 10)));
    QVERIFY(acked(probe, 10));
  }
  const auto opened = Workspace::open(recording.options.path);
  QVERIFY(opened.ok());
  QCOMPARE(opened.value()->status().events, std::uint64_t(10));
  QVERIFY(!opened.value()->status().recording);
  QVERIFY(opened.value()->injector() == nullptr);
  QVERIFY(!opened.value()->audit({}).ok());
}

void TestWorkspace::namesAFileThatIsNoRecording() {
  const QTemporaryDir dir;
  QFile file(dir.filePath(QStringLiteral("other.rheo")));
  QVERIFY(file.open(QIODevice::WriteOnly));
  file.write("not a database at all, but long enough to look like a file of some kind");
  file.close();
  const auto opened = Workspace::open(file.fileName().toStdString());
  QVERIFY(!opened.ok());
  QVERIFY(opened.error().text().find("other.rheo") != std::string::npos);
}

QTEST_APPLESS_MAIN(TestWorkspace)
#include "tst_workspace.moc"
