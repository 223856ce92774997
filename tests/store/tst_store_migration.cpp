// SPDX-License-Identifier: Apache-2.0
#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include "format_sample.h"
#include "naive_store.h"

using namespace rheo;

/// A recording of every format there was reads the same as on the day it was written, and can be
/// gone on with.
class TestStoreMigration : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void oldRecordingReads_data();
  void oldRecordingReads();
  void oldRecordingGoesOn_data() { oldRecordingReads_data(); }
  void oldRecordingGoesOn();

 private:
  void unpack(const QString& sample, const QString& path);
};

void TestStoreMigration::oldRecordingReads_data() {
  QTest::addColumn<QString>("sample");
  const QDir data(QStringLiteral(RHEO_SOURCE_DIR "/tests/store/data"));
  const QStringList samples = data.entryList({QStringLiteral("format*.rheo.qz")});
  QVERIFY(!samples.isEmpty());
  for (const QString& sample : samples) {
    QTest::newRow(qPrintable(sample)) << data.filePath(sample);
  }
}

void TestStoreMigration::unpack(const QString& sample, const QString& path) {
  QFile in(sample);
  QFile out(path);
  QVERIFY(in.open(QIODevice::ReadOnly) && out.open(QIODevice::WriteOnly));
  const QByteArray bytes = qUncompress(in.readAll());
  QVERIFY(!bytes.isEmpty());
  QCOMPARE(out.write(bytes), bytes.size());
}

namespace {

/// Compares `count` sightings from row 1 on with the sample.
void compareRows(store::StoreReader& reader, std::size_t count) {
  NameTable names;
  EventBatch batch;
  std::uint64_t same = 0;
  const auto scanned = reader.scan(1, true,
                                   [&](std::uint64_t row, const TraceEvent& e) {
                                     if (row > count) return false;
                                     const TraceEvent expected =
                                         test::sampleEvent(e.position - 1, names, batch);
                                     same += test::sameSighting(e, expected);
                                     return true;
                                   },
                                   {});
  QVERIFY2(scanned.ok(), scanned.ok() ? "" : scanned.error().text().c_str());
  QCOMPARE(same, std::uint64_t{count});
}

}  // namespace

void TestStoreMigration::oldRecordingReads() {
  QFETCH(QString, sample);
  const QTemporaryDir dir;
  const QString path = dir.filePath(QStringLiteral("old.rheo"));
  unpack(sample, path);
  auto reader = store::openReader(path.toStdString());
  QVERIFY2(reader.ok(), reader.ok() ? "" : reader.error().text().c_str());
  compareRows(**reader, test::kSampleEvents);
  const auto summary = (*reader)->summary({}, {});
  QVERIFY(summary.ok());
  QCOMPARE(summary->events, std::uint64_t{test::kSampleEvents});
  QCOMPARE(summary->lost, std::uint64_t{17});
  const auto sagas = (*reader)->sagas({}, 1000, {});
  QVERIFY(sagas.ok());
  QCOMPARE(sagas->size(), std::size_t{12});
  QCOMPARE((*reader)->sessions()->front().injectables.size(), std::size_t{1});
  QCOMPARE((*reader)->sessions()->front().clockUncertaintyNs, std::int64_t{-1});
}

void TestStoreMigration::oldRecordingGoesOn() {
  QFETCH(QString, sample);
  const QTemporaryDir dir;
  const QString path = dir.filePath(QStringLiteral("old.rheo"));
  unpack(sample, path);
  constexpr std::size_t kMore = 3000;
  {
    auto writer = store::openWriter(path.toStdString(), {});
    QVERIFY2(writer.ok(), writer.ok() ? "" : writer.error().text().c_str());
    QCOMPARE((*writer)->positions().front().position, std::uint64_t{test::kSampleEvents});
    QVERIFY(!(*writer)->openSagas()->empty());
    EventBatch batch;
    batch.session = batch.stream = 1;
    for (std::size_t i = 0; i < kMore; ++i) {
      batch.events.push_back(test::sampleEvent(test::kSampleEvents + i, (*writer)->names(), batch));
    }
    batch.lastPosition = test::kSampleEvents + kMore;
    SessionInfo session = (*writer)->sessions().front();
    session.leftOut = 40;  // the table for it is new since format 3
    QVERIFY((*writer)->commit({{&batch, 1}, {}, {}, {&session, 1}}).ok());
    QVERIFY((*writer)->close().ok());
  }
  auto reader = store::openReader(path.toStdString());
  QVERIFY2(reader.ok(), reader.ok() ? "" : reader.error().text().c_str());
  compareRows(**reader, test::kSampleEvents + kMore);
  QCOMPARE((*reader)->sessions()->front().leftOut, std::uint64_t{40});
  QCOMPARE((*reader)->summary({}, {})->events, std::uint64_t{test::kSampleEvents + kMore});
}

QTEST_APPLESS_MAIN(TestStoreMigration)
#include "tst_store_migration.moc"
