// SPDX-License-Identifier: Apache-2.0
#include <sys/wait.h>
#include <unistd.h>

#include <QTemporaryDir>
#include <QTest>
#include <csignal>

#include "model/store/store.h"
#include "naive_store.h"

using namespace rheo;

namespace {

constexpr TimeNs kOrigin = 1'700'000'000 * kSecond;

/// A recorder: goes on after the stored position, commits without end, and tells each committed
/// position through the pipe.
[[noreturn]] void recordUntilKilled(const std::string& path, int pipe) {
  auto writer = store::openWriter(path, {});
  if (!writer) _exit(3);
  std::uint64_t position = 0;
  for (const StreamPosition& p : (*writer)->positions()) position = p.position;
  test::Random random(position);
  for (;;) {
    EventBatch batch;
    for (std::size_t i = 1 + test::pick(random, 700); i > 0; --i) {
      TraceEvent e = test::randomSighting(random, (*writer)->names(), kOrigin, 1000);
      // Few cells and a time that runs on, as from a service.
      e.service = e.type = e.producer = e.deadLetterTopic = 0;
      e.timeNs = kOrigin + static_cast<TimeNs>(position) * kMillisecond;
      e.position = ++position;
      batch.events.push_back(e);
    }
    batch.lastPosition = position;
    batch.lastSeq = position;
    if (!(*writer)->commit({{&batch, 1}, {}, {}, {}})) _exit(4);
    if (write(pipe, &position, sizeof position) != sizeof position) _exit(5);
  }
}

}  // namespace

/// A recorder that is killed anywhere loses nothing it said was committed, and the next one goes on
/// without a hole or a double.
class TestStoreKill : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void killedRecorderLosesNothing();
};

void TestStoreKill::killedRecorderLosesNothing() {
  const QTemporaryDir dir;
  const std::string path = dir.filePath(QStringLiteral("a.rheo")).toStdString();
  test::Random random(1);
  for (int round = 0; round < 12; ++round) {
    int ends[2];
    QCOMPARE(pipe(ends), 0);
    const pid_t child = fork();
    QVERIFY(child >= 0);
    if (child == 0) recordUntilKilled(path, ends[1]);
    close(ends[1]);
    std::uint64_t acknowledged = 0;
    for (std::size_t commits = 1 + test::pick(random, 60); commits > 0; --commits) {
      QCOMPARE(read(ends[0], &acknowledged, sizeof acknowledged), ssize_t{sizeof acknowledged});
    }
    QCOMPARE(kill(child, SIGKILL), 0);
    int status = 0;
    QCOMPARE(waitpid(child, &status, 0), child);
    QVERIFY(WIFSIGNALED(status));
    std::uint64_t more = 0;
    while (read(ends[0], &more, sizeof more) == sizeof more) acknowledged = more;
    close(ends[0]);

    auto reader = store::openReader(path);
    QVERIFY2(reader.ok(), reader.ok() ? "" : reader.error().text().c_str());
    std::uint64_t next = 1;
    bool inOrder = true;
    const auto scanned = (*reader)->scan(1, false,
                                         [&](std::uint64_t row, const TraceEvent& e) {
                                           inOrder = inOrder && row == next && e.position == next;
                                           ++next;
                                           return inOrder;
                                         },
                                         {});
    QVERIFY2(scanned.ok(), scanned.ok() ? "" : scanned.error().text().c_str());
    QVERIFY(inOrder);
    QVERIFY(next - 1 >= acknowledged);
    QCOMPARE((*reader)->summary({}, {})->events, next - 1);
    const auto integrity = (*reader)->sql("SELECT position FROM position", 1, {});
    QCOMPARE(std::stoull(integrity->rows[0][0]), next - 1);
  }
}

QTEST_APPLESS_MAIN(TestStoreKill)
#include "tst_store_kill.moc"
