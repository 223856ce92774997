// SPDX-License-Identifier: Apache-2.0
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include "model/session/workspace.h"
#include "probes/tcp_proxy.h"
#include "session/canary_host.h"

using namespace rheo;
using test::kCanary;
using test::kCanaryEvents;

namespace {

QByteArray contents(const QString& path) {
  QFile file(path);
  return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

}  // namespace

class TstRedactionCanary : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void noValueThatIsNotListedLeavesTheProcess_data();
  void noValueThatIsNotListedLeavesTheProcess();
};

void TstRedactionCanary::noValueThatIsNotListedLeavesTheProcess_data() {
  QTest::addColumn<bool>("redact");
  QTest::newRow("as it is") << false;  // the test can see a canary where there is one
  QTest::newRow("redacted") << true;
}

void TstRedactionCanary::noValueThatIsNotListedLeavesTheProcess() {
  QFETCH(bool, redact);
  const QTemporaryDir dir;
  const QString path = dir.filePath(QStringLiteral("run.rheo"));
  RecordOptions options;
  options.path = path.toStdString();
  options.endpoints = {"tcp://127.0.0.1:*"};
  auto workspace = Workspace::record(options);
  QVERIFY2(workspace.ok(), workspace.ok() ? "" : workspace.error().text().c_str());
  const std::string bound = workspace.value()->status().endpoints.front();
  TcpProxy wire(static_cast<std::uint16_t>(std::stoi(bound.substr(bound.rfind(':') + 1))));
  wire.listen(true);
  QCOMPARE(test::canaryHost(wire.endpoint(), redact), std::uint64_t{0});
  const auto holds = [](const QByteArray& bytes, const std::string& text) {
    return bytes.contains(QByteArray::fromStdString(text));
  };
  const QByteArray heard = QByteArray::fromStdString(wire.heard());
  const QByteArray log = contents(path + QStringLiteral("-wal"));
  QVERIFY(!log.isEmpty());
  auto reader = workspace.value()->reader();
  QVERIFY(reader.ok());
  // Blocks of a recording are compressed: what a reader gives out counts, beside the raw bytes.
  std::uint64_t canaries = 0, visible = 0, withheld = 0;
  const auto scanned = reader.value()->scan(
      1, true,
      [&](std::uint64_t, const TraceEvent& event) {
        for (const auto text : {event.payload, event.key, event.sagaKey, event.attributes})
          canaries += text.find(kCanary) != std::string_view::npos;
        visible += event.payload.find("visible-") != std::string_view::npos;
        withheld += event.payload.empty() && event.payloadSize != 0;
        return true;
      },
      {});
  QVERIFY(scanned.ok());
  QVERIFY(workspace.value()->stop().ok());
  const QByteArray file = contents(path);
  QVERIFY(holds(heard, "visible-1999"));
  QCOMPARE(holds(heard, kCanary), !redact);
  QCOMPARE(canaries != 0, !redact);
  if (!redact) return;
  QVERIFY(!holds(log, kCanary) && !holds(file, kCanary));
  QCOMPARE(visible, std::uint64_t{kCanaryEvents});
  QCOMPARE(withheld, std::uint64_t{kCanaryEvents});
}

QTEST_GUILESS_MAIN(TstRedactionCanary)
#include "tst_redaction_canary.moc"
