// SPDX-License-Identifier: Apache-2.0
#include "model/store/draft.h"

#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <QFile>
#include <QTemporaryDir>
#include <QTest>
#include <csignal>

#include "model/store/care.h"
#include "naive_store.h"

using namespace rheo;

namespace {

constexpr TimeNs kOrigin = 1'700'000'000 * kSecond;

/// Commits of random sightings, with so much text that they become several chunks.
Result<void> commitSome(store::StoreWriter& writer, int commits, test::NaiveStore* naive) {
  test::Random random(7);
  for (int commit = 0; commit < commits; ++commit) {
    EventBatch batch;
    batch.session = batch.stream = 1;
    for (int i = 0; i < 1'500; ++i) {
      TraceEvent e =
          test::randomSighting(random, writer.names(), kOrigin + commit * kSecond, 2 * kSecond);
      e.session = 1;
      batch.events.push_back(e);
      if (naive != nullptr) naive->add(e);
    }
    if (const auto done = writer.commit({{&batch, 1}, {}, {}, {}}); !done) return done;
    if (naive != nullptr) naive->committed();
  }
  return {};
}

/// Never returns: writes a draft without end, and says when it has begun.
[[noreturn]] void writeUntilKilled(const std::string& place, int pipe) {
  const store::Draft draft(place);
  auto writer = store::openWriter(draft.path(), {.draft = true});
  if (!writer) _exit(3);
  for (;;) {
    if (!commitSome(**writer, 20, nullptr)) _exit(4);
    if (write(pipe, "x", 1) != 1) _exit(5);
  }
}

}  // namespace

/// A recording that is made as a whole is there as a whole, or not at all.
class TestDraft : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void init() {
    m_folder = std::make_unique<QTemporaryDir>();
    m_place = m_folder->filePath(QStringLiteral("a.rheo")).toStdString();
  }
  void becomesARecordingLikeAnyOther();
  void isGoneWhenNobodyWantsIt();
  void leavesWhatIsThereAlone();
  void isReplacedWhenItsProgramWasKilled();
  void saysWhenTheDiskIsFull();

 private:
  [[nodiscard]] QStringList files() const {
    return QDir(m_folder->path()).entryList(QDir::Files, QDir::Name);
  }

  std::unique_ptr<QTemporaryDir> m_folder;
  std::string m_place;
};

void TestDraft::becomesARecordingLikeAnyOther() {
  test::NaiveStore naive;
  NameTable names;
  {
    store::Draft draft(m_place);
    auto writer = store::openWriter(draft.path(), {.draft = true});
    QVERIFY(writer.ok());
    QVERIFY(commitSome(**writer, 12, &naive).ok());
    for (Name code = 1; code < (*writer)->names().size(); ++code)
      names.intern((*writer)->names().text(code));
    QCOMPARE(files(), QStringList{QStringLiteral("a.rheo.part")});
    QVERIFY((*writer)->close().ok());
    QVERIFY(draft.moveToPlace().ok());
  }
  QCOMPARE(files(), QStringList{QStringLiteral("a.rheo")});
  const auto verified = store::verifyRecording(m_place, {});
  QVERIFY(verified.ok());
  QVERIFY(verified->findings.empty());
  auto reader = store::openReader(m_place);
  QVERIFY(reader.ok());
  std::size_t row = 0;
  bool same = true;
  QVERIFY((*reader)
              ->scan(1, true,
                     [&](std::uint64_t, const TraceEvent& event) {
                       same = same && row < naive.events().size() &&
                              test::sameSighting(event, naive.events()[row]);
                       ++row;
                       return true;
                     },
                     {})
              .ok());
  QVERIFY(same);
  QCOMPARE(row, naive.events().size());
  const store::Query all;
  QCOMPARE((*reader)->summary(all, {})->events, naive.summary(all, names).events);
  // And it is gone on with as with any other.
  auto writer = store::openWriter(m_place, {});
  QVERIFY(writer.ok());
  QVERIFY(commitSome(**writer, 1, nullptr).ok());
  QCOMPARE((*reader)->summary(all, {})->events, std::uint64_t{row + 1'500});
}

void TestDraft::isGoneWhenNobodyWantsIt() {
  {
    const store::Draft draft(m_place);
    auto writer = store::openWriter(draft.path(), {.draft = true});
    QVERIFY(writer.ok());
    QVERIFY(commitSome(**writer, 12, nullptr).ok());
  }
  QCOMPARE(files(), QStringList());
}

void TestDraft::leavesWhatIsThereAlone() {
  QVERIFY(store::Draft::checkFree(m_place).ok());
  store::Draft draft(m_place);
  auto writer = store::openWriter(draft.path(), {.draft = true});
  QVERIFY(writer.ok());
  QVERIFY((*writer)->close().ok());
  QFile other(QString::fromStdString(m_place));
  QVERIFY(other.open(QIODevice::WriteOnly));
  QCOMPARE(other.write("somebody's"), qint64{10});
  other.close();
  QVERIFY(!store::Draft::checkFree(m_place).ok());
  QVERIFY(!store::cutRecording(m_place, {}, m_place, {}).ok());
  QVERIFY2(QFile::exists(QString::fromStdString(draft.path())), "refused, and took the draft");
  QVERIFY(!draft.moveToPlace().ok());
  QCOMPARE(QFileInfo(other).size(), qint64{10});
  QVERIFY(draft.replace().ok());
  QVERIFY(store::openReader(m_place).ok());
}

void TestDraft::isReplacedWhenItsProgramWasKilled() {
  int ends[2];
  QCOMPARE(pipe(ends), 0);
  const pid_t child = fork();
  QVERIFY(child >= 0);
  if (child == 0) writeUntilKilled(m_place, ends[1]);
  close(ends[1]);
  char told = 0;
  QCOMPARE(read(ends[0], &told, 1), ssize_t{1});
  close(ends[0]);
  QCOMPARE(kill(child, SIGKILL), 0);
  int status = 0;
  QCOMPARE(waitpid(child, &status, 0), child);
  QVERIFY(WIFSIGNALED(status));
  QCOMPARE(files(), QStringList{QStringLiteral("a.rheo.part")});
  becomesARecordingLikeAnyOther();
}

void TestDraft::saysWhenTheDiskIsFull() {
  rlimit before{};
  QCOMPARE(getrlimit(RLIMIT_FSIZE, &before), 0);
  const rlimit little{1u << 20, before.rlim_max};
  std::signal(SIGXFSZ, SIG_IGN);  // a write beyond the limit then fails, as on a full disk
  QCOMPARE(setrlimit(RLIMIT_FSIZE, &little), 0);
  Result<void> written, again, closed;
  {
    const store::Draft draft(m_place);
    auto writer = store::openWriter(draft.path(), {.draft = true});
    QVERIFY(writer.ok());
    written = commitSome(**writer, 100, nullptr);
    again = commitSome(**writer, 1, nullptr);
    closed = (*writer)->close();
  }
  QCOMPARE(setrlimit(RLIMIT_FSIZE, &before), 0);
  QVERIFY(!written.ok());
  QVERIFY(!again.ok());
  QVERIFY(!closed.ok());
  QVERIFY2(written.error().what.find("disk") != std::string::npos, written.error().text().c_str());
  QVERIFY(written.error().where.ends_with(".part"));
  QCOMPARE(files(), QStringList());
}

QTEST_APPLESS_MAIN(TestDraft)
#include "tst_draft.moc"
