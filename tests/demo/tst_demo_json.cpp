// SPDX-License-Identifier: Apache-2.0
#include <QJsonDocument>
#include <QJsonObject>
#include <QtTest>

#include "probes/demo/hash.hpp"
#include "probes/demo/json.hpp"

using namespace rheo::demo;

class TstDemoJson : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void writerMakesWhatOthersCanRead() {
    const std::string text = JsonWriter()
                                 .text("name", "a \"b\" \\ \n")
                                 .number("n", -3)
                                 .cents("amount", 1205)
                                 .cents("debt", -7)
                                 .raw("list", "[1,2]")
                                 .raw("nothing", "")
                                 .take();
    const QJsonObject read = QJsonDocument::fromJson(QByteArray::fromStdString(text)).object();
    QCOMPARE(read.value(QStringLiteral("name")).toString(), QStringLiteral("a \"b\" \\ \n"));
    QCOMPARE(read.value(QStringLiteral("n")).toInt(), -3);
    QCOMPARE(read.value(QStringLiteral("amount")).toDouble(), 12.05);
    QCOMPARE(read.value(QStringLiteral("debt")).toDouble(), -0.07);
    QVERIFY(read.value(QStringLiteral("nothing")).isNull());
  }

  void readerTakesTopMembers() {
    JsonObject object;
    std::string reason;
    QVERIFY(object.parse(R"( {"a": "x", "b": {"c": [1, {"d": null}]}, "e": -1.5e2 , "f":true} )",
                         reason));
    QCOMPARE(object.text("a"), std::string_view("x"));
    QVERIFY(object.isObject("b"));
    QCOMPARE(object.number("e"), -150.0);
    QCOMPARE(object.raw("f"), std::string_view("true"));
    QVERIFY(object.raw("c").empty());
    QCOMPARE(object.with("a", "y"),
             std::string(R"({"a":"y","b":{"c": [1, {"d": null}]},"e":-1.5e2,"f":true})"));
  }

  void readerAgreesWithQtOnWhatIsJson_data() {
    QTest::addColumn<QByteArray>("text");
    for (const char* text : {"{}", "{\"a\":1}", "{\"a\":1,}", "{\"a\"}", "{\"a\":}", "{a:1}", "",
                             "{", "[]", "{}x", "{\"a\":1e}", "{\"a\":-}", "{\"a\":\"x}",
                             "{\"a\":tru}", "{\"a\":[1,]}", "{\"a\":[1 2]}"}) {
      QTest::newRow(text) << QByteArray(text);
    }
  }
  void readerAgreesWithQtOnWhatIsJson() {
    QFETCH(QByteArray, text);
    JsonObject object;
    std::string reason;
    const bool good = object.parse(text.toStdString(), reason);
    QCOMPARE(good, QJsonDocument::fromJson(text).isObject());
    QCOMPARE(reason.empty(), good);
  }

  void randomBytesDoNoHarm() {
    const std::string_view alphabet = "{}[]\",:\\0-1.eE tfn\x01";
    for (std::uint64_t n = 0; n < 50'000; ++n) {
      std::string text = "{";
      for (std::uint64_t i = 0; i < mix(n) % 24; ++i) {
        text += alphabet[mix(n * 31 + i) % alphabet.size()];
      }
      JsonObject object;
      std::string reason;
      const bool good = object.parse(text, reason);
      QCOMPARE(good, reason.empty());
      QVERIFY(object.raw("0").size() < text.size());
    }
  }

  void deepNestingIsRefused() {
    JsonObject object;
    std::string reason;
    QVERIFY(!object.parse("{\"a\":" + std::string(100'000, '['), reason));
    QVERIFY(reason.find("deep") != std::string::npos);
  }
};

QTEST_APPLESS_MAIN(TstDemoJson)
#include "tst_demo_json.moc"
