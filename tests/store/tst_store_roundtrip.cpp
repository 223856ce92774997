// SPDX-License-Identifier: Apache-2.0
#include <sys/resource.h>

#include <QTemporaryDir>
#include <QTest>
#include <csignal>

#include "model/store/store.h"
#include "naive_store.h"

using namespace rheo;

namespace {

constexpr TimeNs kOrigin = 1'700'000'000 * kSecond;

EventBatch randomBatch(test::Random& random, NameTable& names, test::NaiveStore& naive,
                       std::size_t count) {
  EventBatch batch;
  for (std::size_t i = 0; i < count; ++i) {
    batch.events.push_back(test::randomSighting(random, names, kOrigin, 90 * kSecond));
    naive.add(batch.events.back());
  }
  return batch;
}

Result<void> commitOne(store::StoreWriter& writer, EventBatch& batch) {
  store::Commit commit;
  commit.batches = {&batch, 1};
  return writer.commit(commit);
}

/// Writes beyond the size fail for the length of a scope.
class FileSizeLimit {
 public:
  explicit FileSizeLimit(std::uint64_t bytes) {
    getrlimit(RLIMIT_FSIZE, &m_before);
    auto limit = m_before;
    limit.rlim_cur = bytes;
    setrlimit(RLIMIT_FSIZE, &limit);
    m_handler = std::signal(SIGXFSZ, SIG_IGN);
  }
  ~FileSizeLimit() {
    setrlimit(RLIMIT_FSIZE, &m_before);
    std::signal(SIGXFSZ, m_handler);
  }

 private:
  rlimit m_before{};
  void (*m_handler)(int) = nullptr;
};

}  // namespace

/// What is committed is what is read, across chunks, pieces, sessions of the writer and readers
/// that were there before.
class TestStoreRoundtrip : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void rowsComeBackAsCommitted();
  void readerSeesCommitsOfALiveWriter();
  void failedCommitStoresNothing();
  void secondWriterIsNoticed();
  void entitiesComeBack();
  void textsOfAnySizeComeBack();
};

void TestStoreRoundtrip::rowsComeBackAsCommitted() {
  const QTemporaryDir dir;
  const std::string path = dir.filePath(QStringLiteral("a.rheo")).toStdString();
  test::Random random(1);
  test::NaiveStore naive;
  for (int run = 0; run < 3; ++run) {
    auto writer = store::openWriter(path, {});
    QVERIFY2(writer.ok(), writer.ok() ? "" : writer.error().text().c_str());
    for (const std::size_t size : {1, 3, 700, 0, 5000, 12, 4096, 1, 1, 1, 1, 1, 1,    1,
                                   1, 1, 1,   1, 1,    1,  1,    1, 1, 1, 1, 1, 9000, 77}) {
      EventBatch batch = randomBatch(random, (*writer)->names(), naive, size);
      const auto done = commitOne(**writer, batch);
      QVERIFY2(done.ok(), done.ok() ? "" : done.error().text().c_str());
      naive.committed();
    }
    QVERIFY((*writer)->close().ok());
  }
  auto reader = store::openReader(path);
  QVERIFY2(reader.ok(), reader.ok() ? "" : reader.error().text().c_str());
  QCOMPARE((*reader)->lastRow(), std::uint64_t{naive.events().size()});
  std::uint64_t next = 1;
  bool same = true;
  const auto scanned = (*reader)->scan(1, true,
                                       [&](std::uint64_t row, const TraceEvent& event) {
                                         same = same && row == next &&
                                                test::sameSighting(event, naive.events()[row - 1]);
                                         ++next;
                                         return same;
                                       },
                                       {});
  QVERIFY2(scanned.ok(), scanned.ok() ? "" : scanned.error().text().c_str());
  QVERIFY2(same, qPrintable(QStringLiteral("row %1 differs").arg(next - 1)));
  QCOMPARE(next - 1, std::uint64_t{naive.events().size()});
}

void TestStoreRoundtrip::readerSeesCommitsOfALiveWriter() {
  const QTemporaryDir dir;
  const std::string path = dir.filePath(QStringLiteral("a.rheo")).toStdString();
  test::Random random(2);
  test::NaiveStore naive;
  auto writer = store::openWriter(path, {});
  QVERIFY(writer.ok());
  auto reader = store::openReader(path);
  QVERIFY2(reader.ok(), reader.ok() ? "" : reader.error().text().c_str());
  QVERIFY((*reader)->extent()->isEmpty());
  std::uint64_t revision = (*reader)->revision();
  for (int i = 0; i < 60; ++i) {
    EventBatch batch = randomBatch(random, (*writer)->names(), naive, test::pick(random, 900));
    QVERIFY(commitOne(**writer, batch).ok());
    QVERIFY((*reader)->revision() != revision);
    revision = (*reader)->revision();
    QCOMPARE((*reader)->lastRow(), std::uint64_t{naive.events().size()});
    const auto summary = (*reader)->summary({}, {});
    QVERIFY2(summary.ok(), summary.ok() ? "" : summary.error().text().c_str());
    QCOMPARE(summary->events, std::uint64_t{naive.events().size()});
  }
}

void TestStoreRoundtrip::failedCommitStoresNothing() {
  const QTemporaryDir dir;
  const std::string path = dir.filePath(QStringLiteral("a.rheo")).toStdString();
  test::Random random(3);
  test::NaiveStore naive;
  auto writer = store::openWriter(path, {});
  QVERIFY(writer.ok());
  EventBatch first = randomBatch(random, (*writer)->names(), naive, 3000);
  QVERIFY(commitOne(**writer, first).ok());
  EventBatch second = randomBatch(random, (*writer)->names(), naive, 60'000);
  {
    // As on a full disk: no file may grow much further.
    const FileSizeLimit limit((*writer)->sizeBytes());
    const auto refused = commitOne(**writer, second);
    QVERIFY(!refused.ok());
    QVERIFY(!refused.error().what.empty());
    auto reader = store::openReader(path);
    QVERIFY(reader.ok());
    QCOMPARE((*reader)->summary({}, {})->events, std::uint64_t{3000});
  }
  const auto done = commitOne(**writer, second);
  QVERIFY2(done.ok(), done.ok() ? "" : done.error().text().c_str());
  auto reader = store::openReader(path);
  QVERIFY(reader.ok());
  QCOMPARE((*reader)->summary({}, {})->events, std::uint64_t{63'000});
  QCOMPARE((*reader)->lastRow(), std::uint64_t{63'000});
}

void TestStoreRoundtrip::secondWriterIsNoticed() {
  const QTemporaryDir dir;
  const std::string path = dir.filePath(QStringLiteral("a.rheo")).toStdString();
  test::Random random(4);
  test::NaiveStore naive;
  auto first = store::openWriter(path, {});
  auto second = store::openWriter(path, {});
  QVERIFY(first.ok());
  QVERIFY(second.ok());
  EventBatch batch = randomBatch(random, (*first)->names(), naive, 10);
  QVERIFY(commitOne(**first, batch).ok());
  test::NaiveStore other;
  EventBatch foreign = randomBatch(random, (*second)->names(), other, 10);
  const auto refused = commitOne(**second, foreign);
  QVERIFY(!refused.ok());
  QVERIFY(refused.error().text().find("another program") != std::string::npos);
  QVERIFY(commitOne(**first, batch).ok());
  auto reader = store::openReader(path);
  QCOMPARE((*reader)->lastRow(), std::uint64_t{20});
}

void TestStoreRoundtrip::entitiesComeBack() {
  const QTemporaryDir dir;
  const std::string path = dir.filePath(QStringLiteral("a.rheo")).toStdString();
  auto writer = store::openWriter(path, {});
  QVERIFY(writer.ok());
  SessionInfo session;
  session.row = 3;
  session.id = {1, 2};
  session.service = "orders";
  session.emitted = ~std::uint64_t{0};
  session.state = SessionState::Vanished;
  session.injectables = {{"orders", "OrderPlaced", R"({"id":1})"}};
  session.clockOffsetNs = -5;
  session.clockUncertaintyNs = 1200;
  session.leftOut = 70'000;
  session.limits = "sample:audit=0 capture=1024";
  Saga saga;
  saga.type = "Order";
  saga.key = "o-1";
  saga.state = SagaState::Compensating;
  saga.startedNs = kOrigin;
  saga.variant = "pay>!ship";
  saga.steps.resize(2);
  saga.steps[0].name = "pay";
  saga.steps[0].state = StepState::Done;
  saga.steps[1].index = 1;
  saga.steps[1].name = "ship";
  saga.steps[1].state = StepState::Failed;
  Problem problem;
  problem.kind = ProblemKind::StuckSaga;
  problem.severity = Severity::Error;
  problem.timeNs = kOrigin;
  problem.count = 4;
  problem.detail = "Order o-1";
  EventBatch batch;
  batch.session = 3;
  batch.stream = 1;
  batch.lastPosition = 17;
  batch.lastSeq = 20;
  batch.gaps.push_back({3, 1, (*writer)->names().intern("orders"), kOrigin, kOrigin + 5, 17, 3,
                        (*writer)->names().intern("ring full")});
  store::Commit commit{{&batch, 1}, {&saga, 1}, {&problem, 1}, {&session, 1}};
  QVERIFY((*writer)->commit(commit).ok());
  saga.steps.resize(1);
  QVERIFY((*writer)->commit({{}, {&saga, 1}, {}, {}}).ok());
  QVERIFY((*writer)->audit({kOrigin, "me", "inject", "{}", "accepted"}).ok());
  QVERIFY((*writer)->close().ok());

  auto again = store::openWriter(path, {});
  QVERIFY(again.ok());
  QCOMPARE((*again)->sessions().size(), std::size_t{1});
  QCOMPARE((*again)->sessions()[0].emitted, ~std::uint64_t{0});
  QCOMPARE((*again)->sessions()[0].injectables[0].example, std::string(R"({"id":1})"));
  QCOMPARE((*again)->sessions()[0].clockUncertaintyNs, std::int64_t{1200});
  QCOMPARE((*again)->sessions()[0].leftOut, std::uint64_t{70'000});
  QCOMPARE((*again)->sessions()[0].limits, session.limits);
  QCOMPARE((*again)->positions().at(0).position, std::uint64_t{17});
  QCOMPARE((*again)->positions().at(0).seq, std::uint64_t{20});
  const auto open = (*again)->openSagas();
  QVERIFY(open.ok());
  QCOMPARE(open->size(), std::size_t{1});
  QCOMPARE(open->at(0).steps.size(), std::size_t{1});
  QCOMPARE(open->at(0).steps[0].state, StepState::Done);

  auto reader = store::openReader(path);
  const auto summary = (*reader)->summary({}, {});
  QCOMPARE(summary->lost, std::uint64_t{3});
  QCOMPARE(summary->sagas.at("compensating"), std::uint64_t{1});
  QCOMPARE(summary->problems.at("stuckSaga"), std::uint64_t{4});
  QCOMPARE(summary->errors, std::uint64_t{4});
  const auto problems = (*reader)->problems({}, {});
  QCOMPARE(problems->at(0).filter, std::string(R"(saga == "Order" && sagaKey == "o-1")"));
  QCOMPARE(problems->at(0).problem.sagaId, (*reader)->sagas({}, 10, {})->at(0).id);
  QCOMPARE((*reader)->gaps({}, {})->at(0).reason, std::string("ring full"));
  QCOMPARE((*reader)->sagaVariants({}, {})->at(0).path, std::string("pay>!ship"));
}

void TestStoreRoundtrip::textsOfAnySizeComeBack() {
  const QTemporaryDir dir;
  const std::string path = dir.filePath(QStringLiteral("a.rheo")).toStdString();
  auto writer = store::openWriter(path, {});
  QVERIFY(writer.ok());
  test::NaiveStore naive;
  EventBatch batch;
  for (const std::size_t size : {0, 1, 100, 70'000, 3'000'000, 5'000'000, 2}) {
    TraceEvent e;
    e.timeNs = kOrigin;
    e.key = batch.keep(std::string(size / 100, '\0'));
    e.payload = batch.keep(std::string(size, static_cast<char>('a' + size % 7)));
    batch.events.push_back(e);
    naive.add(e);
  }
  QVERIFY(commitOne(**writer, batch).ok());
  auto reader = store::openReader(path);
  bool same = true;
  QVERIFY((*reader)
              ->scan(1, true,
                     [&](std::uint64_t row, const TraceEvent& e) {
                       return same = test::sameSighting(e, naive.events()[row - 1]);
                     },
                     {})
              .ok());
  QVERIFY(same);
}

QTEST_APPLESS_MAIN(TestStoreRoundtrip)
#include "tst_store_roundtrip.moc"
