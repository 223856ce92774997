// SPDX-License-Identifier: Apache-2.0
#include <QtTest>

#include "rheo/context.hpp"

using namespace rheo;

/// W3C Trace Context in and out.
class TstContext : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void roundTrip_data();
  void roundTrip();
  void othersEntriesAreSteppedOver();
  void malformedParentsAreIgnored_data();
  void malformedParentsAreIgnored();
  void malformedStatesKeepTheTrace_data();
  void malformedStatesKeepTheTrace();
  void scopesNest();
};

namespace {
const char kParent[] = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";
}

void TstContext::roundTrip_data() {
  QTest::addColumn<QByteArray>("producer");
  QTest::newRow("plain") << QByteArray("orders");
  QTest::newRow("none") << QByteArray();
  QTest::newRow("needs escapes") << QByteArray("a,b=c d%");
  QTest::newRow("utf-8") << QByteArray(
      "Bestell\xC3\xBC"
      "bersicht");
  QTest::newRow("longest") << QByteArray(63, 'x');
}

void TstContext::roundTrip() {
  QFETCH(QByteArray, producer);
  Context context;
  context.traceId = {0x0123456789abcdef, 2};
  context.spanId = 3;
  context.eventId = {4, 0xfedcba9876543210};
  context.publishedNs = 1'700'000'000'123'456'789;
  std::copy(producer.begin(), producer.end(), context.producer);
  ContextHeaders headers;
  inject(context, headers);
  const Context back = extract(headers.traceparent.data(), headers.tracestate.data());
  QVERIFY(back.traceId.hi == context.traceId.hi && back.traceId.lo == context.traceId.lo);
  QVERIFY(back.eventId.hi == context.eventId.hi && back.eventId.lo == context.eventId.lo);
  QCOMPARE(back.spanId, context.spanId);
  QCOMPARE(back.publishedNs, context.publishedNs);
  QCOMPARE(QByteArray(back.producer), producer);
  const QByteArray state(headers.tracestate.data());
  QCOMPARE(state.count(','), 0);
  QCOMPARE(state.count('='), 1);
}

void TstContext::othersEntriesAreSteppedOver() {
  const char state[] =
      "congo=t61rcWkgMzE, rheo=00000000000000010000000000000002.0000000000000005.pay ,x=y";
  const Context context = extract(kParent, state);
  QCOMPARE(context.traceId.hi, std::uint64_t{0x0af7651916cd43dd});
  QCOMPARE(context.spanId, std::uint64_t{0xb7ad6b7169203331});
  QVERIFY(context.eventId.hi == 1 && context.eventId.lo == 2);
  QCOMPARE(context.publishedNs, std::int64_t{5});
  QCOMPARE(QByteArray(context.producer), QByteArray("pay"));
  // A later version may say more after what we know.
  QVERIFY(!extract("01-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01-more", "")
               .traceId.isNull());
}

void TstContext::malformedParentsAreIgnored_data() {
  QTest::addColumn<QByteArray>("parent");
  QTest::newRow("empty") << QByteArray();
  QTest::newRow("short") << QByteArray(kParent, 54);
  QTest::newRow("long") << QByteArray(kParent) + "-x";
  QTest::newRow("upper case") << QByteArray(kParent).toUpper();
  QTest::newRow("version ff") << QByteArray(kParent).replace(0, 2, "ff");
  QTest::newRow("zero trace") << QByteArray(kParent).replace(3, 32, QByteArray(32, '0'));
  QTest::newRow("zero span") << QByteArray(kParent).replace(36, 16, QByteArray(16, '0'));
  QTest::newRow("bad dash") << QByteArray(kParent).replace(35, 1, "_");
  QTest::newRow("bad flags") << QByteArray(kParent).replace(53, 2, "0x");
}

void TstContext::malformedParentsAreIgnored() {
  QFETCH(QByteArray, parent);
  const Context context = extract({parent.constData(), static_cast<std::size_t>(parent.size())},
                                  "rheo=00000000000000010000000000000002.0000000000000005.pay");
  QVERIFY(context.traceId.isNull() && context.spanId == 0 && context.eventId.isNull());
}

void TstContext::malformedStatesKeepTheTrace_data() {
  QTest::addColumn<QByteArray>("state");
  QTest::newRow("other vendors") << QByteArray("a=b,c=d");
  QTest::newRow("cut") << QByteArray("rheo=0000000000000001");
  QTest::newRow("no time") << QByteArray("rheo=00000000000000010000000000000002..pay");
  QTest::newRow("no producer") << QByteArray("rheo=00000000000000010000000000000002.05");
  QTest::newRow("not hex") << QByteArray("rheo=0000000000000001000000000000000g.05.pay");
  QTest::newRow("only commas") << QByteArray(",,,");
}

void TstContext::malformedStatesKeepTheTrace() {
  QFETCH(QByteArray, state);
  const Context context =
      extract(kParent, {state.constData(), static_cast<std::size_t>(state.size())});
  QVERIFY(!context.traceId.isNull() && context.eventId.isNull());
  QCOMPARE(context.publishedNs, std::int64_t{0});
}

void TstContext::scopesNest() {
  Context outer, inner;
  outer.spanId = 1;
  inner.spanId = 2;
  {
    const ContextScope a(outer);
    {
      const ContextScope b(inner);
      QCOMPARE(currentContext().spanId, std::uint64_t{2});
    }
    QCOMPARE(currentContext().spanId, std::uint64_t{1});
  }
  QCOMPARE(currentContext().spanId, std::uint64_t{0});
}

QTEST_APPLESS_MAIN(TstContext)
#include "tst_context.moc"
