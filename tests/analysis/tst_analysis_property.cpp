// SPDX-License-Identifier: Apache-2.0
#include <QTest>
#include <map>
#include <random>
#include <tuple>

#include "stream.h"

using namespace rheo;
using test::kStart;

namespace {

using Random = std::mt19937_64;
using Place =
    std::tuple<int, TimeNs, std::string, std::string, std::string, std::string, std::string>;

/// What must not depend on how the stream is cut.
struct Totals {
  std::map<Place, std::uint64_t> problems;
  std::map<std::tuple<std::string, std::string, TimeNs>, std::string> sagas;
  std::vector<std::tuple<std::uint16_t, TimeNs, Name>> enriched;
  friend bool operator==(const Totals&, const Totals&) = default;
};

std::string describe(const Saga& saga) {
  std::string out = std::string(sagaStateName(saga.state)) + ' ' + saga.variant + ' ' +
                    saga.stuckAt + ' ' + std::to_string(saga.eventCount) + ' ' +
                    std::to_string(saga.updatedNs) + ' ' + std::to_string(saga.endedNs);
  for (const auto& step : saga.steps) {
    out += ' ' + step.service + std::to_string(step.startedNs) + '-' +
           std::to_string(step.endedNs) + '-' + std::to_string(step.waitingSinceNs) +
           step.errorType;
  }
  return out;
}

class Generator {
 public:
  Generator(NameTable& names, Random& random) : m_names(names), m_random(random) {}

  std::vector<TraceEvent> run(int count) {
    std::vector<TraceEvent> events;
    for (int i = 0; i < count; ++i) {
      m_nowNs += static_cast<std::int64_t>(below(20)) * kMillisecond;
      events.push_back(below(3) == 0 ? saga() : delivery());
    }
    return events;
  }

 private:
  std::uint64_t below(std::uint64_t n) { return m_random() % n; }
  Name name(const char* prefix, std::uint64_t n) {
    return m_names.intern(prefix + std::to_string(below(n)));
  }
  TraceEvent base() {
    TraceEvent event;
    event.timeNs = m_nowNs - static_cast<std::int64_t>(below(50)) * kMillisecond;
    event.service = name("service", 3);
    event.type = name("Type", 3);
    return event;
  }
  TraceEvent delivery() {
    static constexpr Stage kStages[] = {Stage::Published, Stage::Received,     Stage::Processed,
                                        Stage::Failed,    Stage::DeadLettered, Stage::Expired};
    TraceEvent event = base();
    event.stage = kStages[below(6)];
    event.topic = name("topic", 6);
    // Half of the topics nobody takes from.
    if (m_names.text(event.topic).back() >= '3') event.stage = Stage::Published;
    if (event.stage != Stage::Published) event.subscription = name("sub", 2);
    event.attempt = static_cast<std::uint16_t>(1 + below(2));
    const std::uint64_t id = below(400);
    if (id != 0) event.eventId = {id, id * 7};
    event.key = kKeys[below(4)];
    event.durationNs = static_cast<std::int64_t>(below(3)) * kMillisecond;
    if (isError(event.stage)) event.errorType = name("schema_or_error", 2);
    if (below(4) == 0) carry(event);
    return event;
  }
  TraceEvent saga() {
    static constexpr Stage kStages[] = {
        Stage::SagaStarted,   Stage::StepStarted,     Stage::StepStarted,  Stage::StepDone,
        Stage::StepDone,      Stage::StepFailed,      Stage::Compensating, Stage::Compensated,
        Stage::SagaCompleted, Stage::SagaCompensated, Stage::SagaFailed};
    TraceEvent event = base();
    event.stage = kStages[below(11)];
    carry(event);
    event.step = name("step", 3);
    if (event.stage == Stage::Compensating || event.stage == Stage::Compensated)
      event.undoes = name("step", 3);
    if (event.stage == Stage::SagaStarted)
      event.durationNs = static_cast<std::int64_t>(below(3)) * kSecond;
    if (below(2) == 0) event.eventId = {below(400), 1};
    return event;
  }
  void carry(TraceEvent& event) {
    event.sagaType = name("Saga", 2);
    event.sagaKey = kSagaKeys[below(8)];
  }

  static constexpr const char* kKeys[] = {"", "a", "b", "a key that is longer than a word"};
  static constexpr const char* kSagaKeys[] = {"s0", "s1", "s2", "s3", "s4", "s5", "s6", "s7"};
  NameTable& m_names;
  Random& m_random;
  TimeNs m_nowNs = kStart;
};

/// Folds the events in batches of up to `most`, taking after some of them.
Totals analyse(NameTable& names, const std::vector<TraceEvent>& events, Random& random,
               std::size_t most, const analysis::Limits& limits) {
  analysis::Analysis analysis(names, limits);
  Totals totals;
  const auto collect = [&] {
    const analysis::Output out = analysis.take();
    for (const Problem& p : out.problems) {
      totals.problems[{static_cast<int>(p.kind), p.timeNs / kSecond, p.service, p.topic,
                       p.subscription, p.type, p.detail}] += p.count;
    }
    for (const Saga& saga : out.sagas)
      totals.sagas[{saga.type, saga.key, saga.startedNs}] = describe(saga);
  };
  for (std::size_t at = 0; at < events.size();) {
    const std::size_t size = std::min(events.size() - at, 1 + random() % most);
    EventBatch batch;
    batch.events.assign(events.begin() + static_cast<std::ptrdiff_t>(at),
                        events.begin() + static_cast<std::ptrdiff_t>(at + size));
    analysis.fold(batch);
    for (const auto& event : batch.events)
      totals.enriched.emplace_back(event.flags, event.publishedNs, event.producer);
    if (random() % 2 == 0) collect();
    at += size;
  }
  analysis.tick(kStart + 3'600 * kSecond);
  collect();
  return totals;
}

}  // namespace

class TestAnalysisProperty : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void totalsDoNotDependOnTheBatches_data();
  void totalsDoNotDependOnTheBatches();
};

void TestAnalysisProperty::totalsDoNotDependOnTheBatches_data() {
  QTest::addColumn<quint64>("inFlight");
  QTest::addColumn<quint64>("openSagas");
  QTest::newRow("roomy") << quint64{500'000} << quint64{100'000};
  QTest::newRow("tight") << quint64{50} << quint64{5};
}

void TestAnalysisProperty::totalsDoNotDependOnTheBatches() {
  QFETCH(quint64, inFlight);
  QFETCH(quint64, openSagas);
  analysis::Limits limits;
  limits.inFlight = inFlight;
  limits.openSagas = openSagas;
  limits.stuckAfterNs = 2 * kSecond;
  for (std::uint64_t seed = 1; seed <= 20; ++seed) {
    Random random(seed);
    NameTable names;
    const auto events = Generator(names, random).run(3'000);
    const Totals whole = analyse(names, events, random, events.size(), limits);
    QVERIFY(whole.problems.size() > 100);
    QVERIFY(whole.sagas.size() > 10);
    for (const std::size_t most : {1, 7, 500}) {
      const Totals cut = analyse(names, events, random, most, limits);
      QVERIFY(cut.enriched == whole.enriched);
      QVERIFY(cut.problems == whole.problems);
      QVERIFY(cut.sagas == whole.sagas);
    }
  }
}

QTEST_GUILESS_MAIN(TestAnalysisProperty)
#include "tst_analysis_property.moc"
