// SPDX-License-Identifier: Apache-2.0
#include <QTest>

#include "model/query/filter.h"
#include "random_expr.h"

using namespace rheo;
using test::pick;

class TestFilterProperty : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void parsingWhatIsPrintedGivesTheSame();
  void randomBytesNeverCrash();
  void mutationsNeverCrash();
};

namespace {

/// Parses, and where that works goes through everything else a filter does.
void exercise(const std::string& text) {
  NameTable names;
  query::FilterError error;
  const auto filter = query::Filter::parse(text, &error);
  for (const std::size_t cursor : {text.size(), text.size() / 2})
    (void)query::complete(text, cursor, &names);
  if (!filter.ok()) {
    QVERIFY(!error.message.empty());
    QVERIFY(error.column <= text.size());
    return;
  }
  TraceEvent event;
  event.payload = text;
  (void)query::Matcher(*filter, names)(event);
  if (filter->matchesAll()) return;
  const auto again = query::Filter::parse(query::print(*filter->root()));
  QVERIFY(again.ok());
  QVERIFY(*again->root() == *filter->root());
}

}  // namespace

void TestFilterProperty::parsingWhatIsPrintedGivesTheSame() {
  test::Random random(1);
  for (int i = 0; i < 20'000; ++i) {
    const query::Expr expr = test::randomExpr(random);
    const std::string text = query::print(expr);
    const auto parsed = query::Filter::parse(text);
    QVERIFY2(parsed.ok(), (text + "\n" + (parsed.ok() ? "" : parsed.error().text())).c_str());
    QVERIFY2(*parsed->root() == expr, (text + "\n" + query::print(*parsed->root())).c_str());
  }
}

void TestFilterProperty::randomBytesNeverCrash() {
  test::Random random(2);
  static constexpr std::string_view kLikely = "()!&|=<>~\"'.,[]0123456789msKiB\\u topicpayloadin";
  for (int i = 0; i < 50'000; ++i) {
    std::string text(pick(random, 60), ' ');
    for (char& c : text) {
      c = pick(random, 4) == 0 ? static_cast<char>(pick(random, 256))
                               : kLikely[pick(random, kLikely.size())];
    }
    exercise(text);
    if (QTest::currentTestFailed()) QFAIL(QByteArray::fromStdString(text).toHex().constData());
  }
}

void TestFilterProperty::mutationsNeverCrash() {
  test::Random random(3);
  for (int i = 0; i < 20'000; ++i) {
    std::string text = query::print(test::randomExpr(random));
    for (std::size_t n = 1 + pick(random, 3); n > 0 && !text.empty(); --n) {
      const std::size_t at = pick(random, text.size());
      switch (pick(random, 3)) {
        case 0:
          text.erase(at, 1 + pick(random, 3));
          break;
        case 1:
          text[at] = static_cast<char>(pick(random, 256));
          break;
        default:
          text.insert(at, text.substr(pick(random, text.size()), 4));
      }
    }
    exercise(text);
    if (QTest::currentTestFailed()) QFAIL(QByteArray::fromStdString(text).toHex().constData());
  }
}

QTEST_GUILESS_MAIN(TestFilterProperty)
#include "tst_filter_property.moc"
