// SPDX-License-Identifier: Apache-2.0
#include <poll.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>
#include <QTemporaryDir>
#include <QTest>
#include <atomic>
#include <filesystem>
#include <thread>

#include "model/store/care.h"
#include "naive_store.h"

using namespace rheo;

namespace {

constexpr TimeNs kOrigin = 1'700'000'000 * kSecond;
constexpr std::int64_t kStep = 500 * kMillisecond;

EventBatch randomBatch(test::Random& random, NameTable& names, int commit, std::size_t count,
                       std::size_t payload) {
  EventBatch batch;
  for (std::size_t i = 0; i < count; ++i) {
    TraceEvent e = test::randomSighting(random, names, kOrigin, kStep);
    // Few cells, times that run on, payloads that do not compress.
    e.service = e.type = e.producer = e.deadLetterTopic = 0;
    e.timeNs = kOrigin + commit * kStep + static_cast<TimeNs>(random() % kStep);
    std::string bytes(payload, '\0');
    for (char& byte : bytes) byte = static_cast<char>(random());
    e.payload = batch.keep(bytes);
    batch.events.push_back(e);
  }
  return batch;
}

/// Rows of every sighting of these events.
QList<quint64> rowsOf(store::StoreReader& reader, const std::vector<Id128>& events) {
  QList<quint64> rows;
  for (const Id128& event : events) {
    const auto sightings = reader.sightings(event, {});
    if (!sightings) return {};
    for (const store::EventRow& sighting : *sightings) rows.push_back(sighting.row);
  }
  return rows;
}

/// Goes through all rows, a while for each chunk, again and again until the parent says that it is
/// enough; tells when it has begun, and at the end how many there were at first. 0 if all went
/// well.
int findSlowly(const std::string& path, int parent) {
  auto reader = store::openReader(path);
  if (!reader) return 1;
  std::uint64_t found = 0;
  pollfd enough{parent, POLLIN, 0};
  const auto take = [&](std::span<const std::uint64_t> rows, double) {
    if (found == 0 && ::write(parent, "s", 1) != 1) return false;
    found += rows.size();
    (void)::poll(&enough, 1, 15);
    return true;
  };
  const auto all = *query::Filter::parse("attempt >= 0");
  if (!(*reader)->find({{}, all}, take, {})) return 2;
  const std::uint64_t first = found;
  while (::poll(&enough, 1, 0) == 0) {
    if (!(*reader)->find({{}, all}, take, {})) return 2;
  }
  return ::write(parent, &first, sizeof first) == static_cast<ssize_t>(sizeof first) ? 0 : 3;
}

}  // namespace

/// A ring lets the oldest go, says so, and stays exact; the log stays bounded.
class TestStoreRetention : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void ringStaysWithinItsBounds_data();
  void ringStaysWithinItsBounds();
  void logStaysBoundedUnderReaders();
  void logStaysBoundedUnderALongPass_data();
  void logStaysBoundedUnderALongPass();
  void logStaysBoundedUnderAReaderElsewhere();
};

void TestStoreRetention::ringStaysWithinItsBounds_data() {
  QTest::addColumn<qint64>("age");
  QTest::addColumn<quint64>("bytes");
  QTest::newRow("no bound") << qint64{0} << quint64{0};
  QTest::newRow("age") << qint64{60 * kSecond} << quint64{0};
  QTest::newRow("size") << qint64{0} << (quint64{8} << 20);
}

void TestStoreRetention::ringStaysWithinItsBounds() {
  QFETCH(qint64, age);
  QFETCH(quint64, bytes);
  const QTemporaryDir dir;
  const std::string path = dir.filePath(QStringLiteral("a.rheo")).toStdString();
  test::Random random(31);
  store::OpenOptions options;
  options.keepAgeNs = age;
  options.keepBytes = bytes;
  auto writer = store::openWriter(path, options);
  QVERIFY(writer.ok());
  auto reader = store::openReader(path);
  QVERIFY(reader.ok());
  std::uint64_t written = 0;
  std::vector<Id128> asked;
  for (int commit = 0; commit < 400; ++commit) {
    EventBatch batch = randomBatch(random, (*writer)->names(), commit, 1600, 8);
    written += batch.events.size();
    batch.events.front().eventId = {0xA5CE, static_cast<std::uint64_t>(commit) + 1};
    asked.push_back(batch.events.front().eventId);
    Problem problem;
    problem.timeNs = kOrigin + commit * kStep;
    const auto done = (*writer)->commit({{&batch, 1}, {}, {&problem, 1}, {}});
    QVERIFY2(done.ok(), done.ok() ? "" : done.error().text().c_str());
    if (commit % 80 != 79) continue;
    // A reader that was there before follows, and rollups say what the rows say.
    const auto summary = (*reader)->summary({}, {});
    QVERIFY2(summary.ok(), summary.ok() ? "" : summary.error().text().c_str());
    QCOMPARE(summary->events + summary->removed, written);
    // So many chunks that their filters stand together.
    auto fresh = store::openReader(path);
    QVERIFY(fresh.ok());
    const QList<quint64> rows = rowsOf(**reader, asked);
    QCOMPARE(rows, rowsOf(**fresh, asked));
    QCOMPARE(rows.size() == static_cast<qsizetype>(asked.size()), summary->removed == 0);
    QVERIFY(rows.contains((*reader)->sightings(asked.back(), {})->front().row));
    const auto verified = store::verifyRecording(path, {});
    QVERIFY(verified.ok());
    QVERIFY2(verified->findings.empty(),
             verified->findings.empty() ? "" : verified->findings.front().c_str());
    QCOMPARE(verified->events, summary->events);
  }
  const auto summary = (*reader)->summary({}, {});
  QCOMPARE(summary->removed == 0, age == 0 && bytes == 0);
  if (age != 0) {
    QVERIFY(summary->fromNs > kOrigin + 400 * kStep - age - age / 4);
    QVERIFY(summary->toNs - summary->fromNs > age - kSecond);
    QVERIFY(summary->problems.at("failure") < 200);
  }
  QVERIFY((*writer)->close().ok());
  if (bytes != 0) QVERIFY(std::filesystem::file_size(path) < bytes + bytes / 4);
}

/// Two readers take turns so that there is always one: SQLite alone would let the log grow for
/// ever.
void TestStoreRetention::logStaysBoundedUnderReaders() {
  const QTemporaryDir dir;
  const std::string path = dir.filePath(QStringLiteral("a.rheo")).toStdString();
  test::Random random(32);
  auto writer = store::openWriter(path, {});
  QVERIFY(writer.ok());
  EventBatch first = randomBatch(random, (*writer)->names(), 0, 50, 10);
  QVERIFY((*writer)->commit({{&first, 1}, {}, {}, {}}).ok());
  std::atomic<bool> stop{false};
  std::vector<std::thread> readers;
  for (int i = 0; i < 2; ++i) {
    readers.emplace_back([&] {
      auto reader = store::openReader(path);
      while (reader && !stop) {
        // Holds its snapshot for some 15 ms.
        const auto hold = [&](std::uint64_t row, const TraceEvent&) {
          if (row <= 15) std::this_thread::sleep_for(std::chrono::milliseconds(1));
          return row <= 15 && !stop;
        };
        (void)(*reader)->scan(1, false, hold, {});
      }
    });
  }
  std::uintmax_t most = 0;
  for (int commit = 0; commit < 120; ++commit) {
    EventBatch batch = randomBatch(random, (*writer)->names(), commit, 100, 10'000);
    const auto done = (*writer)->commit({{&batch, 1}, {}, {}, {}});
    if (!done.ok()) stop = true;
    most = std::max(most, std::filesystem::file_size(path + "-wal"));
  }
  stop = true;
  for (std::thread& reader : readers) reader.join();
  QVERIFY2(most < std::uintmax_t{64} << 20, qPrintable(QString::number(most)));
  QVERIFY((*writer)->close().ok());
  QVERIFY(std::filesystem::file_size(path) > std::uintmax_t{100} << 20);
}

void TestStoreRetention::logStaysBoundedUnderALongPass_data() {
  QTest::addColumn<bool>("ring");
  QTest::newRow("all is kept") << false;
  QTest::newRow("the oldest goes meanwhile") << true;
}

/// One question that takes as long as the writer writes: it steps aside for the log, and answers as
/// if it had not.
void TestStoreRetention::logStaysBoundedUnderALongPass() {
  QFETCH(bool, ring);
  const QTemporaryDir dir;
  const std::string path = dir.filePath(QStringLiteral("a.rheo")).toStdString();
  test::Random random(33);
  store::OpenOptions options;
  if (ring) options.keepBytes = std::uint64_t{60} << 20;
  auto writer = store::openWriter(path, options);
  QVERIFY(writer.ok());
  // Many chunks and a tail of pieces.
  std::uint64_t before = 0;
  for (int commit = 0; commit < 67; ++commit) {
    EventBatch batch = randomBatch(random, (*writer)->names(), 0, 10'000, 4);
    QVERIFY((*writer)->commit({{&batch, 1}, {}, {}, {}}).ok());
    before += batch.events.size();
  }
  std::atomic<bool> started{false}, stop{false};
  std::vector<std::uint64_t> found;
  Result<void> outcome;
  std::thread asking([&] {
    auto reader = store::openReader(path);
    const auto take = [&](std::span<const std::uint64_t> rows, double) {
      found.insert(found.end(), rows.begin(), rows.end());
      started = true;
      if (!stop) std::this_thread::sleep_for(std::chrono::milliseconds(15));
      return true;
    };
    const auto slow = *query::Filter::parse("attempt >= 0");
    outcome = (*reader)->find({{}, slow}, take, {});
  });
  while (!started) std::this_thread::sleep_for(std::chrono::milliseconds(1));
  std::uintmax_t most = 0;
  for (int commit = 0; commit < 120; ++commit) {
    EventBatch batch = randomBatch(random, (*writer)->names(), commit, 100, 10'000);
    if (!(*writer)->commit({{&batch, 1}, {}, {}, {}}).ok()) break;
    most = std::max(most, std::filesystem::file_size(path + "-wal"));
  }
  stop = true;
  asking.join();
  QVERIFY2(outcome.ok(), outcome.ok() ? "" : outcome.error().text().c_str());
  QVERIFY2(most < std::uintmax_t{64} << 20, qPrintable(QString::number(most)));
  // Newest first, each once; a ring may have let some of the oldest go.
  QVERIFY(std::is_sorted(found.rbegin(), found.rend()));
  QCOMPARE(found.front(), before);
  QVERIFY(std::adjacent_find(found.begin(), found.end()) == found.end());
  if (!ring) QCOMPARE(found.size(), static_cast<std::size_t>(before));
}

/// The same from another process, where nobody can ask the reader.
void TestStoreRetention::logStaysBoundedUnderAReaderElsewhere() {
  const QTemporaryDir dir;
  const std::string path = dir.filePath(QStringLiteral("a.rheo")).toStdString();
  test::Random random(34);
  std::uint64_t before = 0;
  {
    auto writer = store::openWriter(path, {});
    QVERIFY(writer.ok());
    for (int commit = 0; commit < 67; ++commit) {
      EventBatch batch = randomBatch(random, (*writer)->names(), 0, 10'000, 4);
      QVERIFY((*writer)->commit({{&batch, 1}, {}, {}, {}}).ok());
      before += batch.events.size();
    }
    QVERIFY((*writer)->close().ok());
  }
  int ends[2] = {};
  QCOMPARE(::socketpair(AF_UNIX, SOCK_STREAM, 0, ends), 0);
  const pid_t elsewhere = ::fork();
  if (elsewhere == 0) ::_exit(findSlowly(path, ends[1]));
  char started = 0;
  QCOMPARE(::read(ends[0], &started, 1), ssize_t{1});
  auto writer = store::openWriter(path, {});
  QVERIFY(writer.ok());
  std::uintmax_t most = 0;
  for (int commits = 0; commits < 120; ++commits) {
    EventBatch batch = randomBatch(random, (*writer)->names(), commits, 100, 10'000);
    QVERIFY((*writer)->commit({{&batch, 1}, {}, {}, {}}).ok());
    most = std::max(most, std::filesystem::file_size(path + "-wal"));
  }
  QCOMPARE(::write(ends[0], "e", 1), ssize_t{1});
  QVERIFY2(most < std::uintmax_t{64} << 20, qPrintable(QString::number(most)));
  std::uint64_t found = 0;
  QCOMPARE(::read(ends[0], &found, sizeof found), static_cast<ssize_t>(sizeof found));
  QCOMPARE(found, before);
  int status = 0;
  QCOMPARE(::waitpid(elsewhere, &status, 0), elsewhere);
  QVERIFY(WIFEXITED(status) && WEXITSTATUS(status) == 0);
  ::close(ends[0]);
  ::close(ends[1]);
}

QTEST_APPLESS_MAIN(TestStoreRetention)
#include "tst_store_retention.moc"
