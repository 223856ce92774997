// SPDX-License-Identifier: Apache-2.0
#include <QJsonDocument>
#include <QTest>

#include "app/views/parts/payload_format.h"

using namespace rheo::ui;

class TstPayloadFormat : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void jsonIsIndentedAsItWasWritten_data();
  void jsonIsIndentedAsItWasWritten();
  void indentedJsonMeansTheSame();
  void whatIsNotJsonIsLeftAlone();
  void textIsToldFromBytes_data();
  void textIsToldFromBytes();
  void hexShowsOffsetBytesAndText();
  void fallsBackToWhatWorks();
};

void TstPayloadFormat::jsonIsIndentedAsItWasWritten_data() {
  QTest::addColumn<QByteArray>("json");
  QTest::addColumn<QString>("pretty");
  QTest::newRow("order and digits kept")
      << QByteArray(R"({"z":129.90,"a":[1,2]})")
      << QStringLiteral("{\n  \"z\": 129.90,\n  \"a\": [\n    1,\n    2\n  ]\n}");
  QTest::newRow("empty containers")
      << QByteArray(R"({"a":{},"b":[ ]})") << QStringLiteral("{\n  \"a\": {},\n  \"b\": []\n}");
  QTest::newRow("braces in text") << QByteArray(R"({"a":"{,}: \" x"})")
                                  << QStringLiteral("{\n  \"a\": \"{,}: \\\" x\"\n}");
  QTest::newRow("already spread") << QByteArray("{ \"a\" :\n 1 }")
                                  << QStringLiteral("{\n  \"a\": 1\n}");
}

void TstPayloadFormat::jsonIsIndentedAsItWasWritten() {
  QFETCH(QByteArray, json);
  QFETCH(QString, pretty);
  const auto made = prettyJson(json);
  QVERIFY(made);
  QCOMPARE(*made, pretty);
}

void TstPayloadFormat::indentedJsonMeansTheSame() {
  const QByteArray json(R"([{"a":[[],[1,[2,{"b":null}]]],"c":"\\"},true,-1.5e-7,"\u00e9"])");
  QCOMPARE(QJsonDocument::fromJson(prettyJson(json)->toUtf8()), QJsonDocument::fromJson(json));
}

void TstPayloadFormat::whatIsNotJsonIsLeftAlone() {
  QVERIFY(!prettyJson("hello"));
  QVERIFY(!prettyJson("{\"a\":"));
  QVERIFY(!prettyJson(QByteArray()));
}

void TstPayloadFormat::textIsToldFromBytes_data() {
  QTest::addColumn<QByteArray>("bytes");
  QTest::addColumn<int>("form");
  QTest::newRow("json") << QByteArray("{}") << int(PayloadForm::Json);
  QTest::newRow("text") << QByteArray("id=7\tok\n") << int(PayloadForm::Text);
  QTest::newRow("utf-8") << QByteArray(
                                "Gr\xc3\xb6\xc3\x9f"
                                "e")
                         << int(PayloadForm::Text);
  QTest::newRow("not utf-8") << QByteArray("\xff\xfe\x01", 3) << int(PayloadForm::Hex);
  QTest::newRow("control characters") << QByteArray(
                                             "a\x01"
                                             "b",
                                             3)
                                      << int(PayloadForm::Hex);
}

void TstPayloadFormat::textIsToldFromBytes() {
  QFETCH(QByteArray, bytes);
  QFETCH(int, form);
  QCOMPARE(int(bestForm(bytes)), form);
}

void TstPayloadFormat::hexShowsOffsetBytesAndText() {
  QByteArray bytes;
  for (int i = 0; i < 18; ++i) bytes += static_cast<char>('A' + i);
  bytes[3] = '\0';
  const auto lines = hexDump(bytes).split(u'\n');
  QCOMPARE(lines.size(), 2);
  QCOMPARE(lines[0],
           QStringLiteral(
               "00000000  41 42 43 00 45 46 47 48  49 4a 4b 4c 4d 4e 4f 50 |ABC.EFGHIJKLMNOP|"));
  QVERIFY(lines[1].startsWith(QStringLiteral("00000010  51 52 ")));
  QVERIFY(lines[1].endsWith(QStringLiteral("|QR|")));
  QCOMPARE(lines[0].indexOf(u'|'), lines[1].indexOf(u'|'));
  QVERIFY(hexDump({}).isEmpty());
}

void TstPayloadFormat::fallsBackToWhatWorks() {
  QCOMPARE(formatPayload("plain", PayloadForm::Json), QStringLiteral("plain"));
  QVERIFY(formatPayload(QByteArray("\xff\x00", 2), PayloadForm::Json)
              .startsWith(QStringLiteral("00000000")));
}

QTEST_GUILESS_MAIN(TstPayloadFormat)
#include "tst_payload_format.moc"
