// SPDX-License-Identifier: Apache-2.0
#include <QTemporaryDir>
#include <QTest>
#include <algorithm>

#include "attribute_samples.h"
#include "collecting_receiver.h"
#include "model/export/exporter.h"
#include "random_event.h"

using namespace rheo;

namespace {

constexpr TimeNs kOrigin = 1'763'880'000 * kSecond;
constexpr std::size_t kEvents = 3'000;

/// Everything a sighting says, in words, to compare across recordings.
QString describe(const NameTable& names, const TraceEvent& e) {
  QStringList parts;
  const auto add = [&parts](const auto& value) { parts += QString::number(value); };
  const auto text = [&parts](std::string_view value) {
    parts +=
        QString::fromLatin1(QByteArray(value.data(), qsizetype(value.size())).toPercentEncoding());
  };
  for (const Name name : {e.service, e.instance, e.topic, e.type, e.subscription, e.producer,
                          e.errorType, e.deadLetterTopic, e.sagaType, e.step, e.undoes}) {
    text(names.text(name));
  }
  for (const TimeNs time : {e.timeNs, e.publishedNs, e.brokerNs, e.durationNs}) add(qint64(time));
  for (const Id128& id : {e.eventId, e.traceId, e.causationId}) text(id.hex());
  add(quint64(e.spanId));
  add(quint64(e.parentSpanId));
  add(int(e.stage));
  add(int(e.kind));
  add(e.flags & 0xFF);
  add(e.attempt);
  add(e.schemaVersion);
  add(e.payloadSize);
  for (const std::string_view each : {e.key, e.sagaKey, e.payload, e.attributes}) text(each);
  return parts.join(u'|');
}

QStringList sorted(QStringList lines) {
  lines.sort();
  return lines;
}

struct Recording {
  std::string path;
  QStringList sightings;  ///< as written
};

Recording makeRecording(const QString& folder, unsigned seed) {
  Recording recording{(folder + QStringLiteral("/source.rheo")).toStdString(), {}};
  auto writer = store::openWriter(recording.path, {});
  test::Random random(seed);
  EventBatch batch;
  for (std::size_t i = 0; i < kEvents; ++i) {
    TraceEvent e = test::randomEvent(random, (*writer)->names());
    e.timeNs = kOrigin + static_cast<TimeNs>(i) * 1'000'003;
    for (TimeNs* time : {&e.publishedNs, &e.brokerNs}) {
      if (*time != 0) *time += kOrigin;
    }
    e.attributes = test::kAttributeSamples[i % 3];
    e.flags &= kInjected | kReplayed | kPayloadTruncated | kRedacted;
    recording.sightings += describe((*writer)->names(), e);
    batch.events.push_back(e);
  }
  store::Commit commit;
  commit.batches = {&batch, 1};
  if (!(*writer)->commit(commit) || !(*writer)->close()) qFatal("cannot write the recording");
  return recording;
}

std::string exported(const std::string& path, exports::Format format,
                     const store::Query& query = {}) {
  auto reader = store::openReader(path);
  std::string out;
  const auto counts = exports::exportRecording(**reader, query, format,
                                               [&out](std::string_view bytes) {
                                                 out += bytes;
                                                 return Result<void>();
                                               },
                                               {});
  if (!counts) qFatal("%s", counts.error().text().c_str());
  return out;
}

}  // namespace

/// What goes out comes back: every field, to the nanosecond and to the byte.
class TestRoundtrip : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void everySightingComesBack_data() {
    QTest::addColumn<int>("format");
    for (const exports::Format format :
         {exports::Format::Jsonl, exports::Format::OtlpJson, exports::Format::OtlpProto,
          exports::Format::Csv, exports::Format::Jaeger, exports::Format::Zipkin,
          exports::Format::Chrome}) {
      QTest::newRow(std::string(formatName(format)).c_str()) << int(format);
    }
  }

  void everySightingComesBack() {
    QFETCH(int, format);
    const QTemporaryDir folder;
    const Recording source = makeRecording(folder.path(), 7);
    const std::string text = exported(source.path, static_cast<exports::Format>(format));
    test::CollectingReceiver receiver;
    const files::ImportCounts counts = test::importText(receiver, text);
    QVERIFY2(counts.broken == 0, counts.examples.empty() ? "" : counts.examples[0].what.c_str());
    QStringList back;
    for (const TraceEvent& e : receiver.events) back += describe(receiver.names(), e);
    QCOMPARE(back.size(), qsizetype(kEvents));
    const QStringList expected = sorted(source.sightings);
    const QStringList got = sorted(back);
    for (qsizetype i = 0; i < expected.size(); ++i) QCOMPARE(got[i], expected[i]);
  }

  void attributesAndLinksAreTheSpansOwn() {
    const QTemporaryDir folder;
    const Recording source = makeRecording(folder.path(), 10);
    const std::string text = exported(source.path, exports::Format::OtlpJson);
    for (const char* part : test::kOwnTags) {
      QVERIFY2(text.find(part) != std::string::npos, part);
    }
  }

  void cloudEventsCarryWhatWasPublished() {
    const QTemporaryDir folder;
    const Recording source = makeRecording(folder.path(), 8);
    const std::string text = exported(source.path, exports::Format::CloudEvents);
    test::CollectingReceiver receiver;
    const files::ImportCounts counts = test::importText(receiver, text);
    auto reader = store::openReader(source.path);
    const auto summary = (*reader)->summary({}, {});
    QCOMPARE(counts.sightings, summary->published);
    QVERIFY(counts.sightings > 0);
  }

  void aFilterAndARangeLimitWhatIsWritten() {
    const QTemporaryDir folder;
    const Recording source = makeRecording(folder.path(), 9);
    store::Query query;
    query.filter = *query::Filter::parse("stage == \"published\"");
    query.range = {kOrigin, kOrigin + kSecond};
    const std::string text = exported(source.path, exports::Format::Jsonl, query);
    auto reader = store::openReader(source.path);
    const auto lines = std::count(text.begin(), text.end(), '\n');
    QCOMPARE(std::uint64_t(lines), (*reader)->summary(query, {})->events);
    QVERIFY(lines > 0);
  }

  void aCellThatLooksLikeAFormulaIsText() {
    const QTemporaryDir folder;
    const std::string path = (folder.path() + QStringLiteral("/f.rheo")).toStdString();
    const std::array<const char*, 6> keys{"=1+1", "@x", "-2", "'=quoted", "\t=tab", "+\"a\",b"};
    {
      auto writer = store::openWriter(path, {});
      EventBatch batch;
      for (const char* key : keys) {
        TraceEvent e;
        e.timeNs = kOrigin + TimeNs(batch.events.size());
        e.key = key;
        batch.events.push_back(e);
      }
      store::Commit commit;
      commit.batches = {&batch, 1};
      QVERIFY((*writer)->commit(commit).ok());
    }
    const std::string text = exported(path, exports::Format::Csv);
    for (const char* risky : {",=", ",@", ",-", ",+", ",\"=", ",\"+", ",\"\t"}) {
      QVERIFY2(text.find(risky) == std::string::npos, risky);
    }
    test::CollectingReceiver receiver;
    test::importText(receiver, text);
    QCOMPARE(receiver.events.size(), keys.size());
    for (std::size_t i = 0; i < keys.size(); ++i) {
      QCOMPARE(std::string(receiver.events[i].key), std::string(keys[i]));
    }
  }
};

QTEST_GUILESS_MAIN(TestRoundtrip)
#include "tst_roundtrip.moc"
