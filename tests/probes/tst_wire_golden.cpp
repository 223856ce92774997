// SPDX-License-Identifier: Apache-2.0
#include <QFile>
#include <QtTest>

#include "tests/probes/wire_samples.h"

/// The wire format may not change by accident: frames of a fixed content must equal the committed
/// bytes. RHEO_UPDATE_GOLDEN=1 rewrites them; bump kVersion when that is meant.
class TstWireGolden : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void framesEqualTheCommittedBytes_data() {
    QTest::addColumn<QByteArray>("frame");
    for (const auto& [name, bytes] : rheo::wire::samples::all())
      QTest::newRow(name) << QByteArray(bytes.data(), static_cast<int>(bytes.size()));
  }

  void framesEqualTheCommittedBytes() {
    QFETCH(QByteArray, frame);
    QFile file(QStringLiteral(RHEO_SOURCE_DIR "/tests/data/wire/%1.hex")
                   .arg(QString::fromUtf8(QTest::currentDataTag())));
    if (qEnvironmentVariableIsSet("RHEO_UPDATE_GOLDEN")) {
      QVERIFY(file.open(QIODevice::WriteOnly));
      for (int at = 0; at < frame.size(); at += 16) file.write(frame.mid(at, 16).toHex(' ') + '\n');
      return;
    }
    QVERIFY2(file.open(QIODevice::ReadOnly), qPrintable(file.fileName()));
    const QByteArray golden = QByteArray::fromHex(file.readAll());
    QCOMPARE(frame.toHex(), golden.toHex());
    const char* reason = nullptr;
    const std::string_view bytes(golden.constData(), static_cast<std::size_t>(golden.size()));
    QVERIFY2(rheo::wire::samples::decodeAny(bytes, reason), reason);
  }
};

QTEST_APPLESS_MAIN(TstWireGolden)
#include "tst_wire_golden.moc"
