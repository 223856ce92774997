// SPDX-License-Identifier: Apache-2.0
#include <QTest>
#include <random>

#include "collecting_receiver.h"
#include "hostile_spans.h"

using namespace rheo;
using test::document;
using test::span;

namespace {

const std::string kA = "00000000000000a1", kB = "00000000000000b2", kC = "00000000000000c3";

}  // namespace

/// Whatever a file holds, what is good in it is kept, and what is not is counted and located.
class TestImportHostile : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void treesThatAreNoTreesAreKeptAndCounted() {
    test::CollectingReceiver receiver;
    const auto counts = test::importText(
        receiver, document({span(kA, kB, "100", "200"), span(kB, kA, "100", "200"),
                            span(kC, "00000000000000d4", "300", "100"), span(kC, "", "0", "0")}));
    QCOMPARE(counts.spans, std::uint64_t{4});
    QCOMPARE(receiver.events.size(), std::size_t{4});
    QCOMPARE(counts.cycles, std::uint64_t{2});
    QCOMPARE(counts.orphans, std::uint64_t{1});
    QCOMPARE(counts.duplicates, std::uint64_t{1});
    QCOMPARE(counts.backwards, std::uint64_t{1});
    QCOMPARE(counts.untimed, std::uint64_t{1});
    QVERIFY(!receiver.problems.empty());
  }

  void aBrokenSpanIsLocatedAndTheRestIsKept() {
    test::CollectingReceiver receiver;
    const auto counts = test::importText(
        receiver, document({span(kA, "", "1", "2"), test::kNonsense, span(kB, "", "3", "4")}));
    QCOMPARE(counts.spans, std::uint64_t{2});
    QCOMPARE(counts.broken, std::uint64_t{1});
    QCOMPARE(counts.examples.front().path, std::string("resourceSpans[0].scopeSpans[0].spans[1]"));
  }

  /// What is read in one pass means the same as when it is read with care: a member that
  /// nobody knows keeps the quick reader away.
  void theQuickWayAndTheCarefulOneAgree() {
    std::mt19937_64 random(5);
    const std::string original = document({test::kRichSpan, test::kPlainSpan});
    for (int round = 0; round < 3'000; ++round) {
      std::string text = original;
      for (int i = round % 4; i > 0; --i)
        text[random() % text.size()] = test::kJsonBytes[random() % test::kJsonBytes.size()];
      std::string careful = text;
      for (std::size_t at = careful.find("\"kind\":"); at != std::string::npos;
           at = careful.find("\"kind\":", at + test::kUnknown.size() + 1)) {
        careful.insert(at, test::kUnknown);
      }
      if (careful.size() != text.size() + 2 * test::kUnknown.size()) continue;
      test::CollectingReceiver one, other;
      const auto counts = test::importText(one, text, files::Format::OtlpJson);
      const auto others = test::importText(other, careful, files::Format::OtlpJson);
      QCOMPARE(one.events.size(), other.events.size());
      QCOMPARE(counts.broken == 0, others.broken == 0);
      for (std::size_t i = 0; i < one.events.size(); ++i) {
        const TraceEvent &a = one.events[i], &b = other.events[i];
        QCOMPARE(std::string(a.attributes), std::string(b.attributes));
        QCOMPARE(a.timeNs, b.timeNs);
        QCOMPARE(a.durationNs, b.durationNs);
        QCOMPARE(a.eventId, b.eventId);
        QCOMPARE(a.stage, b.stage);
        QCOMPARE(one.text(a.type), other.text(b.type));
        QCOMPARE(one.text(a.topic), other.text(b.topic));
      }
    }
  }

  void aBrokenLineCostsThatLineOnly() {
    test::CollectingReceiver receiver;
    const std::string good = test::kGoodLine;
    const auto counts = test::importText(receiver, good + "\n" + test::kCutLine + "\n" + good +
                                                       "\n{\"stage\":[{\n" + good + "\n" +
                                                       test::kWrongLine + "\n" + good);
    QCOMPARE(counts.sightings, std::uint64_t{4});
    QCOMPARE(counts.broken, std::uint64_t{3});
  }

  void aTruncatedFileKeepsWhatCameBefore() {
    const std::string whole = document({span(kA, "", "1", "2"), span(kB, "", "3", "4")});
    test::CollectingReceiver receiver;
    const auto counts =
        test::importText(receiver, std::string_view(whole).substr(0, whole.size() - 20));
    QCOMPARE(counts.spans, std::uint64_t{1});
    QCOMPARE(counts.broken, std::uint64_t{1});
  }

  void aSmallWindowLosesNothing() {
    std::vector<std::string> spans;
    for (int i = 1; i <= 5000; ++i) {
      char id[17];
      std::snprintf(id, sizeof id, "%016x", i);
      spans.push_back(span(id, i > 1 ? "0000000000000001" : "", std::to_string(i * 1000),
                           std::to_string(i * 1000 + 5)));
    }
    test::CollectingReceiver receiver;
    files::ImportOptions options;
    options.windowItems = 64;
    const auto counts = test::importText(receiver, document(spans), {}, options);
    QCOMPARE(counts.spans, std::uint64_t{5000});
    QCOMPARE(receiver.events.size(), std::size_t{5000});
    QCOMPARE(counts.orphans, std::uint64_t{0});
    QCOMPARE(std::string(receiver.events.back().attributes), test::kExpectedTags);
  }

  void noBytesHang_data() {
    QTest::addColumn<int>("format");
    for (const files::Format format : traceFormats()) {
      QTest::newRow(std::string(formatName(format)).c_str()) << int(format);
    }
  }

  void noBytesHang() {
    QFETCH(int, format);
    std::mt19937_64 random(3);
    const std::string seeds[] = {document({span(kA, kB, "1", "2")}),
                                 "[[[[{\"a\":", "<log><trace><event>",
                                 std::string("\x0A\x05\x0A\x03", 4), "a,b\n\"x,\n"};
    for (int round = 0; round < 300; ++round) {
      std::string text = seeds[random() % std::size(seeds)] + seeds[random() % std::size(seeds)];
      for (int i = 0; i < 8; ++i) text[random() % text.size()] = static_cast<char>(random());
      test::CollectingReceiver receiver;
      test::importText(receiver, text, static_cast<files::Format>(format));
    }
  }
};

QTEST_GUILESS_MAIN(TestImportHostile)
#include "tst_import_hostile.moc"
