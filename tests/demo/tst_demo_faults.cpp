// SPDX-License-Identifier: Apache-2.0
#include <QtTest>

#include "probes/demo/fresh_ids.hpp"
#include "probes/demo/hash.hpp"
#include "probes/demo/scenario.hpp"
#include "probes/demo/shop/order.hpp"

using namespace rheo::demo;

namespace {

constexpr std::uint64_t kOrders = 400;  // what the shop of `all` takes in 20 s

std::vector<std::string> struck(const Faults& faults, const char* name) {
  std::vector<std::string> ids;
  for (std::uint64_t n = 0; n < kOrders; ++n) {
    const std::string id = numbered("ord", n);
    if (faults.knob(name).hits(id)) ids.push_back(id);
  }
  return ids;
}

}  // namespace

class TstDemoFaults : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void sameSeedStrikesTheSameIds() {
    for (const KnobInfo& knob : Faults::known()) {
      QCOMPARE(struck(Faults(7), knob.name), struck(Faults(7), knob.name));
    }
    QVERIFY(struck(Faults(7), "payments.failure") != struck(Faults(8), "payments.failure"));
  }

  void decisionsAreTheSameOnEveryMachine() {
    // Written down once: a change of the hash would change every recorded demo.
    const std::vector<std::string> stuck = struck(Faults(1), "shipping.stuck");
    QVERIFY(!stuck.empty());
    QCOMPARE(hashText(1, "ord-000001"), hashText(1, "ord-000001"));
    static_assert(mix(1) == 0x910A2DEC89025CC1u);
  }

  void everyFaultOfTheShopOccursInTwentySeconds() {
    for (const KnobInfo& knob : Faults::known()) {
      const std::string name(knob.name);
      const bool ofShop = name.starts_with("shipping.") || name.starts_with("payments.") ||
                          name.starts_with("inventory.") || name.starts_with("gateway.");
      if (ofShop) QVERIFY2(!struck(Faults(1), knob.name).empty(), knob.name);
    }
  }

  void shareOfStruckIdsIsTheKnobsValue() {
    Faults faults(3);
    QCOMPARE(faults.set("payments.failure=0.25"), std::string());
    std::size_t hits = 0;
    constexpr std::uint64_t kMany = 20'000;
    for (std::uint64_t n = 0; n < kMany; ++n) {
      hits += faults.knob("payments.failure").hits(numbered("ord", n)) ? 1 : 0;
    }
    QVERIFY(hits > kMany * 0.24 && hits < kMany * 0.26);
  }

  void transientFailureEndsBeforeTheLastAttempt() {
    Faults faults(3);
    QCOMPARE(faults.set("payments.failure=1"), std::string());
    const Knob knob = faults.knob("payments.failure");
    bool twice = false;
    for (std::uint64_t n = 0; n < 100; ++n) {
      const std::string id = numbered("ord", n);
      QVERIFY(knob.hitsAttempt(id, 1));
      twice = twice || knob.hitsAttempt(id, 2);
      QVERIFY(!knob.hitsAttempt(id, 3));
    }
    QVERIFY(twice);
  }

  void badFaultsAreNamed_data() {
    QTest::addColumn<QString>("assignment");
    QTest::addColumn<QString>("says");
    QTest::newRow("unknown") << "payments.colour=1"
                             << "payments.colour";
    QTest::newRow("no value") << "payments.failure"
                              << "needs a value";
    QTest::newRow("no number") << "payments.failure=often"
                               << "often";
    QTest::newRow("above") << "payments.failure=1.5"
                           << "0 to 1";
    QTest::newRow("below") << "payments.failure=-0.1"
                           << "0 to 1";
    QTest::newRow("nan") << "payments.failure=nan"
                         << "nan";
    QTest::newRow("empty") << ""
                           << "unknown";
  }
  void badFaultsAreNamed() {
    QFETCH(QString, assignment);
    QFETCH(QString, says);
    const QString trouble = QString::fromStdString(Faults().set(assignment.toStdString()));
    QVERIFY2(trouble.contains(says), qPrintable(trouble));
  }

  void ordersAreTheSameForASeedAndFitTheirOwnCheck() {
    for (std::uint64_t n = 0; n < 200; ++n) {
      const std::string id = numbered("ord", n);
      const std::string order = shop::makeOrder(Faults(1), n, id, n % 2 == 0 ? 1 : 2);
      QCOMPARE(order, shop::makeOrder(Faults(1), n, id, n % 2 == 0 ? 1 : 2));
      QCOMPARE(shop::whatIsMissing(order), std::string());
      QVERIFY2(order.size() >= 100 && order.size() <= 400, order.c_str());
    }
    QCOMPARE(shop::whatIsMissing(shop::exampleOrder()), std::string());
  }

  void incompleteOrderSaysWhatIsMissing() {
    const auto says = [](std::string_view payload) {
      return QString::fromStdString(shop::whatIsMissing(payload));
    };
    QVERIFY(says("[1]").contains(QStringLiteral("no JSON object")));
    QVERIFY(says(R"({"total":1})").contains(QStringLiteral("'customer'")));
    QVERIFY(says(R"({"customer":"c","total":"1"})").contains(QStringLiteral("'total'")));
    QVERIFY(says(R"({"customer":"c","total":1,"items":[]})").contains(QStringLiteral("'items'")));
  }

  void injectedIdsNeverMeetOthers() {
    FreshIds ids("ord");
    QCOMPARE(ids.choose("mine"), std::string("mine"));
    QVERIFY(ids.choose("mine") != std::string("mine"));
    QVERIFY(ids.choose("ord-000017") != std::string("ord-000017"));
    QVERIFY(ids.choose("") != ids.choose(""));
  }
};

QTEST_APPLESS_MAIN(TstDemoFaults)
#include "tst_demo_faults.moc"
