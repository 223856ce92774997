// SPDX-License-Identifier: Apache-2.0
#include <QTest>
#include <random>

#include "model/base/ids.h"

using namespace rheo;

class TestIds : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void hexGoesThereAndBack();
  void onlyWholeHexIsAnId_data();
  void onlyWholeHexIsAnId();
};

void TestIds::hexGoesThereAndBack() {
  std::mt19937_64 random(1);
  for (int i = 0; i < 10'000; ++i) {
    const Id128 id{random() >> (random() % 64), random() >> (random() % 64)};
    QCOMPARE(id.hex().size(), 32u);
    QVERIFY(Id128::fromHex(id.hex()) == id);
    QVERIFY(parseHex64(hex64(id.lo)) == id.lo);
  }
  QCOMPARE((Id128{1, 0xab}).hex(), std::string("000000000000000100000000000000ab"));
  QVERIFY(Id128{}.isNull());
}

void TestIds::onlyWholeHexIsAnId_data() {
  QTest::addColumn<QByteArray>("text");
  QTest::addColumn<bool>("valid");
  const QByteArray good("4bf92f3577b34da6a3ce929d0e0e4736");
  QTest::newRow("lower") << good << true;
  QTest::newRow("upper") << good.toUpper() << true;
  QTest::newRow("short") << good.left(31) << false;
  QTest::newRow("long") << good + "0" << false;
  QTest::newRow("empty") << QByteArray() << false;
  QTest::newRow("letter") << good.left(31) + "g" << false;
  QTest::newRow("sign") << "-" + good.left(31) << false;
  QTest::newRow("space") << " " + good.left(31) << false;
  QTest::newRow("prefix") << "0x" + good.left(30) << false;
}

void TestIds::onlyWholeHexIsAnId() {
  QFETCH(QByteArray, text);
  QFETCH(bool, valid);
  QCOMPARE(Id128::fromHex(text.toStdString()).has_value(), valid);
}

QTEST_GUILESS_MAIN(TestIds)
#include "tst_ids.moc"
