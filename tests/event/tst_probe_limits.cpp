// SPDX-License-Identifier: Apache-2.0
#include <QTest>
#include <string>
#include <utility>

#include "model/event/probe_limits.h"

using namespace rheo;

class TestProbeLimits : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void wordsGoThereAndBack_data();
  void wordsGoThereAndBack();
  void aWrongWordIsNamed_data();
  void aWrongWordIsNamed();
  void topicsAreBounded();
};

void TestProbeLimits::wordsGoThereAndBack_data() {
  QTest::addColumn<std::string>("written");
  QTest::addColumn<std::string>("read");
  const auto row = [](const char* name, std::string written, std::string read) {
    QTest::newRow(name) << std::move(written) << std::move(read);
  };
  const auto same = [&](const char* words) { row(words, words, words); };
  row("nothing", "", "");
  row("everything asked", "sample=1", "");
  row("spaces", "  pause   capture=1024 ", "pause capture=1024");
  same("pause");
  same("sample=0.1");
  same("sample=0");
  same("sample:orders.placed=0.25 sample:audit=1 capture=1024");
  same("sample:a:b=c=0.5");  // a topic may hold what separates words of ours
}

void TestProbeLimits::wordsGoThereAndBack() {
  QFETCH(std::string, written);
  QFETCH(std::string, read);
  const auto limits = ProbeLimits::parse(written);
  QVERIFY2(limits.ok(), limits.ok() ? "" : limits.error().text().c_str());
  QCOMPARE(limits->text(), read);
  QVERIFY(*ProbeLimits::parse(limits->text()) == *limits);
  QCOMPARE(*limits == ProbeLimits{}, read.empty());
}

void TestProbeLimits::aWrongWordIsNamed_data() {
  QTest::addColumn<std::string>("word");
  for (const char* word : {"paused", "sample", "sample=", "sample=1.5", "sample=-0.1", "sample=nan",
                           "sample=0.5x", "sample:=0.5", "sample:orders=2", "capture=0",
                           "capture=-1", "capture=4294967296", "rate=1"})
    QTest::newRow(word) << std::string(word);
}

void TestProbeLimits::aWrongWordIsNamed() {
  QFETCH(std::string, word);
  const auto limits = ProbeLimits::parse("pause " + word);
  QVERIFY(!limits.ok());
  QVERIFY(limits.error().text().find("'" + word + "'") != std::string::npos);
}

void TestProbeLimits::topicsAreBounded() {
  std::string words;
  for (std::size_t i = 0; i < ProbeLimits::kMaxTopics; ++i)
    words += "sample:t" + std::to_string(i) + "=0.5 ";
  QCOMPARE(ProbeLimits::parse(words)->topics.size(), ProbeLimits::kMaxTopics);
  QVERIFY(!ProbeLimits::parse(words + "sample:more=0.5").ok());
}

QTEST_APPLESS_MAIN(TestProbeLimits)
#include "tst_probe_limits.moc"
