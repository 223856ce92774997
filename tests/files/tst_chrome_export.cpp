// SPDX-License-Identifier: Apache-2.0
#include <QTemporaryDir>
#include <QTest>
#include <map>
#include <random>
#include <set>

#include "model/export/exporter.h"
#include "model/json/json.h"
#include "model/sources/files/attribute_text.h"
#include "model/store/store.h"

using namespace rheo;

namespace {

constexpr int kOrders = 400;
constexpr TimeNs kOrigin = 1'769'860'800'000'000'000;
/// What a double of microseconds can tell apart, today.
constexpr std::int64_t kStep = 250;

struct Track {
  std::int64_t process = 0;
  std::int64_t thread = 0;
  auto operator<=>(const Track&) const = default;
};

struct Slice {
  TimeNs from = 0;
  TimeNs to = 0;
};

struct Point {
  Track track;
  TimeNs at = 0;
};

struct Trace {
  std::map<std::int64_t, std::string> processes;
  std::map<Track, std::vector<Slice>> slices;
  std::map<std::int64_t, std::vector<Point>> begins, ends;
  std::uint64_t count = 0;
};

/// Orders handled by two services at once, for longer than it takes until the next one; some by
/// nobody, some twice, some by a service whose clock is behind.
std::string record(const QString& folder) {
  const std::string path = (folder + QStringLiteral("/in.rheo")).toStdString();
  auto writer = store::openWriter(path, {});
  std::mt19937_64 random(3);
  NameTable& names = (*writer)->names();
  EventBatch batch;
  const auto add = [&](int order, Stage stage, const char* service, TimeNs at, std::int64_t took) {
    TraceEvent event;
    event.stage = stage;
    event.timeNs = at;
    event.durationNs = took;
    event.eventId = {7, static_cast<std::uint64_t>(order) + 1};
    event.traceId = {9, static_cast<std::uint64_t>(order) + 1};
    event.spanId = random() | 1;
    event.service = names.intern(service);
    event.topic = names.intern("orders");
    event.type = names.intern("OrderPlaced");
    batch.events.push_back(event);
  };
  for (int order = 0; order < kOrders; ++order) {
    const TimeNs at = kOrigin + order * (kMillisecond + kStep);
    add(order, Stage::Published, "gateway", at, order % 3 * 4 * kStep);
    for (const char* service : {"billing", "shipping"}) {
      const auto took = static_cast<std::int64_t>(random() % 36'000) * kStep;
      const auto wait = static_cast<std::int64_t>(random() % 200) * kStep;
      const auto stage = order % 7 == 0 ? Stage::Failed : Stage::Processed;
      if (order % 5 != 0) add(order, stage, service, at + wait + took, took);
      if (order % 11 == 0) add(order, Stage::Processed, service, at + wait + took + kStep, 0);
    }
    if (order % 13 == 0) add(order, Stage::Processed, "behind", at - 5'000'000, 1000);
  }
  std::stable_sort(batch.events.begin(), batch.events.end(),
                   [](const auto& a, const auto& b) { return a.timeNs < b.timeNs; });
  store::Commit commit;
  commit.batches = {&batch, 1};
  if (!(*writer)->commit(commit) || !(*writer)->close()) qFatal("cannot write the recording");
  return path;
}

std::string exported(const std::string& path) {
  auto reader = store::openReader(path);
  std::string out;
  const auto take = [&out](std::string_view bytes) {
    out += bytes;
    return Result<void>();
  };
  if (!exports::exportRecording(**reader, {}, exports::Format::Chrome, take, {}))
    qFatal("cannot export");
  return out;
}

/// The rules that hold for each event by itself; a word about the first that is broken.
QString take(JsonValue event, Trace& trace) {
  const std::string phase(event["ph"].text());
  const auto process = event["pid"].integer();
  ++trace.count;
  if (!process || event["name"].text().empty()) return QStringLiteral("pid and name are needed");
  if (phase == "M") {
    const std::string name(event["args"]["name"].text());
    if (name.empty()) return QStringLiteral("a process without a name");
    return trace.processes.emplace(*process, name).second ? QString()
                                                          : QStringLiteral("named twice");
  }
  const auto thread = event["tid"].integer();
  const auto at = files::microseconds(event["ts"]);
  if (!thread || !at) return QStringLiteral("tid and ts are needed, as numbers");
  if (!trace.processes.contains(*process)) return QStringLiteral("a process nobody named before");
  const Track track{*process, *thread};
  if (phase == "X") {
    const auto took = files::microseconds(event["dur"]);
    if (!took || *took < 0) return QStringLiteral("dur is needed, and not below 0");
    trace.slices[track].push_back({*at, *at + *took});
    return {};
  }
  const auto id = event["id"].integer();
  if (event["cat"].text().empty() || !id) return QStringLiteral("flows need cat and id");
  if (phase != "s" && phase != "f") return QStringLiteral("a phase nobody asked for");
  if (phase == "f" && event["bp"].text() != "e") return QStringLiteral("would bind to the next");
  (phase == "s" ? trace.begins : trace.ends)[*id].push_back({track, *at});
  return {};
}

bool standsInASlice(const Trace& trace, const Point& point) {
  const auto track = trace.slices.find(point.track);
  return track != trace.slices.end() &&
         std::any_of(track->second.begin(), track->second.end(), [&](const Slice& slice) {
           return slice.from <= point.at && point.at <= slice.to;
         });
}

}  // namespace

/// The rules of Chrome's trace events, as Perfetto's reader holds others to them.
class TestChromeExport : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void initTestCase() {
    m_text = exported(record(m_folder.path()));
    JsonParser parser;
    const JsonValue document = parser.parse(m_text);
    QCOMPARE(document["displayTimeUnit"].text(), std::string_view("ns"));
    QStringList faults;
    document["traceEvents"].elements([&](JsonValue event) {
      const QString fault = take(event, m_trace);
      if (!fault.isEmpty()) faults << fault;
    });
    QVERIFY2(faults.isEmpty(), qPrintable(faults.join(u'\n').left(500)));
    QVERIFY(m_trace.count > kOrders * 3);
    QCOMPARE(m_trace.processes.size(), std::size_t{4});
  }

  /// A viewer drops a slice that begins in another one and ends after it.
  void slicesOfAThreadNeverOverlap() {
    for (auto& [track, slices] : m_trace.slices) {
      std::sort(slices.begin(), slices.end(), [](const Slice& a, const Slice& b) {
        return a.from != b.from ? a.from < b.from : a.to < b.to;
      });
      for (std::size_t i = 1; i < slices.size(); ++i) {
        const QByteArray where = QByteArray::number(qlonglong(slices[i].from));
        QVERIFY2(slices[i - 1].to <= slices[i].from, where.constData());
      }
    }
  }

  void everyArrowHasOneEndAndBinds() {
    std::size_t handled = 0;
    for (int order = 0; order < kOrders; ++order)
      handled += (order % 5 != 0 ? 2u : 0u) + (order % 11 == 0 ? 2u : 0u);
    QCOMPARE(m_trace.ends.size(), handled);  // none from a clock that is behind
    QCOMPARE(m_trace.begins.size(), handled);
    for (const auto& [id, ends] : m_trace.ends) {
      const auto begin = m_trace.begins.find(id);
      QVERIFY(begin != m_trace.begins.end());
      QCOMPARE(begin->second.size(), std::size_t{1});
      QCOMPARE(ends.size(), std::size_t{1});
      QVERIFY(begin->second[0].at <= ends[0].at);
      QVERIFY(standsInASlice(m_trace, begin->second[0]));
      QVERIFY(standsInASlice(m_trace, ends[0]));
    }
  }

 private:
  QTemporaryDir m_folder;
  std::string m_text;
  Trace m_trace;
};

QTEST_GUILESS_MAIN(TestChromeExport)
#include "tst_chrome_export.moc"
