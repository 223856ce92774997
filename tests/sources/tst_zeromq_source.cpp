// SPDX-License-Identifier: Apache-2.0
#include <sys/stat.h>

#include <QElapsedTimer>
#include <QTemporaryDir>
#include <QTest>

#include "model/sources/endpoint.h"
#include "model/sources/zeromq_source.h"
#include "sources/fake_probe.h"
#include "sources/fake_sink.h"

using namespace rheo;
using namespace rheo::sources;

namespace {

const wire::WireId kSession{3, 4};

std::string helloFrame() {
  wire::Hello hello;
  hello.session = kSession;
  hello.service = "orders";
  return wire::encode(hello);
}

std::string batchFrame(std::uint64_t first, std::uint32_t count) {
  wire::BatchWriter writer;
  writer.begin(kSession, 1, first);
  for (std::uint32_t i = 0; i < count; ++i) {
    wire::EventView event;
    event.seq = first + i;
    event.timeNs = nowNs();
    writer.add(event);
  }
  return writer.finish();
}

std::optional<wire::FrameKind> kindOf(const std::optional<std::string>& frame) {
  wire::FrameKind kind{};
  const char* reason = "";
  if (!frame || !wire::peek(*frame, kind, reason)) return std::nullopt;
  return kind;
}

std::unique_ptr<ZeroMqSource> listen(EventSink& sink, const std::string& endpoint,
                                     JournalFn journal = {}) {
  ZeroMqOptions options;
  options.endpoints = {endpoint};
  options.journal = std::move(journal);
  auto source = ZeroMqSource::start(sink, std::move(options));
  if (!source) qWarning("%s", source.error().text().c_str());
  return source ? std::move(source).value() : nullptr;
}

}  // namespace

class TestZeroMqSource : public QObject {
  Q_OBJECT
 private Q_SLOTS:
  void refusesEndpoints_data();
  void refusesEndpoints();
  void namesABusyPort();
  void namesABusySocketAndReusesADeadOne();
  void makesTheSocketsDirectoryPrivate();
  void takesWhatAProbeSaysAndAcknowledges();
  void listensOnSeveralEndpoints();
  void aFullSinkStopsTheReadingAndLosesNothing();
  void messagesOfSeveralFramesAreDropped();
  void acknowledgesAfterItStoppedReading();
  void noiseDoesNotStopIt();
};

void TestZeroMqSource::refusesEndpoints_data() {
  QTest::addColumn<QByteArray>("endpoint");
  QTest::addColumn<QByteArray>("hint");
  const auto row = [](const char* name, const QByteArray& endpoint, const char* hint) {
    QTest::newRow(name) << endpoint << QByteArray(hint);
  };
  row("beyond", "tcp://0.0.0.0:5571", "127.0.0.1:5571");
  row("any", "tcp://*:5571", "127.0.0.1:5571");
  row("lookalike", "tcp://127.evil.example.com:5571", "127.0.0.1");
  row("no port", "tcp://127.0.0.1", "5571");
  row("port", "tcp://127.0.0.1:99999", "5571");
  row("kind", "http://127.0.0.1:80", "ipc://");
  row("path", "ipc://", "ipc://");
  row("long", "ipc:///" + QByteArray(200, 'x'), "107");
}

void TestZeroMqSource::refusesEndpoints() {
  QFETCH(QByteArray, endpoint);
  QFETCH(QByteArray, hint);
  test::FakeSink sink;
  ZeroMqOptions options;
  options.endpoints = {endpoint.toStdString()};
  const auto source = ZeroMqSource::start(sink, std::move(options));
  QVERIFY(!source.ok());
  const QByteArray text = QByteArray::fromStdString(source.error().text());
  QVERIFY2(text.contains(endpoint), text.constData());
  QVERIFY2(text.contains(hint), text.constData());
}

void TestZeroMqSource::namesABusyPort() {
  test::FakeSink sink;
  const auto first = listen(sink, "tcp://127.0.0.1:*");
  QVERIFY(first);
  ZeroMqOptions options;
  options.endpoints = first->endpoints();
  const auto second = ZeroMqSource::start(sink, std::move(options));
  QVERIFY(!second.ok());
  QVERIFY(second.error().text().find(first->endpoints()[0]) != std::string::npos);
  QVERIFY(second.error().text().find("in use") != std::string::npos);
}

void TestZeroMqSource::namesABusySocketAndReusesADeadOne() {
  const QTemporaryDir dir;
  const std::string endpoint = "ipc://" + dir.filePath(QStringLiteral("c.ipc")).toStdString();
  test::FakeSink sink;
  auto first = listen(sink, endpoint);
  QVERIFY(first);
  ZeroMqOptions options;
  options.endpoints = {endpoint};
  const auto second = ZeroMqSource::start(sink, options);
  QVERIFY(!second.ok());
  QVERIFY(second.error().text().find("already") != std::string::npos);
  first.reset();
  QVERIFY(listen(sink, endpoint) != nullptr);
  QFile file(dir.filePath(QStringLiteral("plain")));
  QVERIFY(file.open(QIODevice::WriteOnly));
  options.endpoints = {"ipc://" + file.fileName().toStdString()};
  QVERIFY(!ZeroMqSource::start(sink, options).ok());
  QVERIFY(file.exists());
}

void TestZeroMqSource::makesTheSocketsDirectoryPrivate() {
  const QTemporaryDir dir;
  const QString path = dir.filePath(QStringLiteral("deep/private/c.ipc"));
  test::FakeSink sink;
  QVERIFY(listen(sink, "ipc://" + path.toStdString()));
  struct stat status {};
  QCOMPARE(::stat(qPrintable(dir.filePath(QStringLiteral("deep/private"))), &status), 0);
  QCOMPARE(status.st_mode & 0777u, 0700u);
}

void TestZeroMqSource::takesWhatAProbeSaysAndAcknowledges() {
  test::FakeSink sink;
  const auto source = listen(sink, "tcp://127.0.0.1:*");
  QVERIFY(source);
  test::FakeProbe probe(source->endpoints()[0]);
  QVERIFY(probe.send(helloFrame()));
  QCOMPARE(kindOf(probe.receive(5000)), wire::FrameKind::Resync);
  QVERIFY(probe.send(helloFrame()));
  QCOMPARE(kindOf(probe.receive(5000)), wire::FrameKind::Ack);
  for (std::uint64_t i = 0; i < 20; ++i) QVERIFY(probe.send(batchFrame(i * 50 + 1, 50)));
  QTRY_COMPARE(sink.events(), std::uint64_t(1000));
  source->acknowledge({{1, 1, 1000, 1000}});
  const auto frame = probe.receive(5000);
  wire::Ack ack;
  const char* reason = "";
  QVERIFY(frame && wire::decode(*frame, ack, reason));
  QCOMPARE(ack.streams.at(0).lastPosition, std::uint64_t(1000));
}

void TestZeroMqSource::listensOnSeveralEndpoints() {
  const QTemporaryDir dir;
  test::FakeSink sink;
  ZeroMqOptions options;
  options.endpoints = {"ipc://" + dir.filePath(QStringLiteral("c.ipc")).toStdString(),
                       "tcp://127.0.0.1:*"};
  const auto source = ZeroMqSource::start(sink, std::move(options));
  QVERIFY(source.ok());
  for (const std::string& endpoint : source.value()->endpoints()) {
    test::FakeProbe probe(endpoint);
    QVERIFY(probe.send(helloFrame()));
    QVERIFY(probe.receive(5000).has_value());
  }
}

void TestZeroMqSource::aFullSinkStopsTheReadingAndLosesNothing() {
  test::FakeSink sink;
  const auto source = listen(sink, "tcp://127.0.0.1:*");
  QVERIFY(source);
  test::FakeProbe probe(source->endpoints()[0]);
  QVERIFY(probe.send(helloFrame()));
  sink.setRefusing(true);
  for (std::uint64_t i = 0; i < 40; ++i) QVERIFY(probe.send(batchFrame(i * 10 + 1, 10)));
  QTRY_VERIFY(sink.refused() > 5);
  QCOMPARE(sink.events(), std::uint64_t(0));
  sink.setRefusing(false);
  QTRY_COMPARE(sink.events(), std::uint64_t(400));
  QCOMPARE(sink.lost(), std::uint64_t(0));
}

void TestZeroMqSource::messagesOfSeveralFramesAreDropped() {
  test::FakeSink sink;
  std::mutex mutex;
  std::string said;
  const auto source = listen(sink, "tcp://127.0.0.1:*", [&](const JournalEntry& entry) {
    const std::lock_guard lock(mutex);
    said += entry.text + "\n";
  });
  QVERIFY(source);
  test::FakeProbe stranger(source->endpoints()[0]);
  QVERIFY(stranger.sendParts({helloFrame(), batchFrame(1, 5), std::string(1000, 'x')}));
  const auto heard = [&] {
    const std::lock_guard lock(mutex);
    return said.find("several frames") != std::string::npos;
  };
  QTRY_VERIFY(heard());
  QVERIFY(sink.session(1).service.empty());
}

void TestZeroMqSource::acknowledgesAfterItStoppedReading() {
  test::FakeSink sink;
  const auto source = listen(sink, "tcp://127.0.0.1:*");
  QVERIFY(source);
  test::FakeProbe probe(source->endpoints()[0]);
  QVERIFY(probe.send(helloFrame()));
  QVERIFY(probe.receive(5000).has_value());
  QVERIFY(probe.send(batchFrame(1, 5)));
  QTRY_COMPARE(sink.events(), std::uint64_t(5));
  source->pause();
  QVERIFY(probe.send(batchFrame(6, 5)));
  source->acknowledge({{1, 1, 5, 5}});
  source->stop();
  QCOMPARE(kindOf(probe.receive(5000)), wire::FrameKind::Ack);
  QCOMPARE(sink.events(), std::uint64_t(5));
}

void TestZeroMqSource::noiseDoesNotStopIt() {
  test::FakeSink sink;
  const auto source = listen(sink, "tcp://127.0.0.1:*");
  QVERIFY(source);
  {
    test::FakeProbe noise(source->endpoints()[0]);
    for (int i = 0; i < 200; ++i) {
      QVERIFY(noise.send(std::string(static_cast<std::size_t>(i * 37), static_cast<char>(i))));
    }
    QVERIFY(!noise.receive(50).has_value());
  }
  test::FakeProbe probe(source->endpoints()[0]);
  QVERIFY(probe.send(helloFrame()));
  QVERIFY(probe.receive(5000).has_value());
  QVERIFY(probe.send(batchFrame(1, 5)));
  QTRY_COMPARE(sink.events(), std::uint64_t(5));
}

QTEST_APPLESS_MAIN(TestZeroMqSource)
#include "tst_zeromq_source.moc"
