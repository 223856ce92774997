// SPDX-License-Identifier: Apache-2.0
// Every figure is asked for in every way there is - summary, SQL, metrics, views - and must be the
// same.
#include <QLabel>
#include <QTest>
#include <memory>

#include "app/agreement/demo_recording.h"
#include "app/bridge/bridge.h"
#include "app/shell/theme/format.h"
#include "app/views/events/events_view.h"
#include "app/views/latency/latency_view.h"
#include "app/views/parts/controls.h"
#include "app/views/problems/problems_view.h"
#include "app/views/sagas/sagas_view.h"
#include "app/views/throughput/throughput_view.h"
#include "app/views/topology/topology_canvas.h"
#include "app/views/topology/topology_view.h"

using namespace rheo;
using namespace rheo::ui;

namespace {

/// Sum of a metric's samples whose labels contain `label`.
qint64 metricSum(const QByteArray& scrape, const QByteArray& name, const QByteArray& label = {}) {
  double sum = 0;
  for (const QByteArray& line : scrape.split('\n')) {
    if (!line.startsWith(name + '{') && !line.startsWith(name + ' ')) continue;
    if (!label.isEmpty() && !line.contains(label)) continue;
    sum += line.mid(line.lastIndexOf(' ') + 1).toDouble();
  }
  return static_cast<qint64>(sum);
}

/// What a view says in words: its labels and captions.
QStringList textsOf(const QWidget& view) {
  QStringList texts;
  for (const auto* label : view.findChildren<QLabel*>()) texts << label->text();
  for (const auto* caption : view.findChildren<Caption*>()) texts << caption->text();
  return texts;
}

bool says(const QWidget& view, const QString& text) {
  return !textsOf(view).filter(text).isEmpty();
}

}  // namespace

class TestAgreement : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void initTestCase() {
    const QString trouble = m_demo.make(6);
    QVERIFY2(trouble.isEmpty(), qPrintable(trouble));
    auto workspace = Workspace::open(m_demo.path().toStdString());
    QVERIFY(workspace.ok());
    auto reader = (*workspace)->reader();
    QVERIFY(reader.ok());
    m_reader = std::move(*reader);
    m_bridge = std::make_unique<Bridge>();
    m_bridge->setWorkspace(std::move(*workspace));
  }

  void emittedIsRecordedPlusLost() {
    QCOMPARE(m_demo.info()[u"events"].toInteger() + m_demo.info()[u"lost"].toInteger(),
             m_demo.emitted());
  }

  void summaryEqualsSql() {
    const QJsonObject info = m_demo.info();
    QCOMPARE(info[u"events"].toInteger(),
             m_demo.sql(QStringLiteral("SELECT count(*) FROM event")).toLongLong());
    QCOMPARE(info[u"hops"].toInteger(),
             m_demo.sql(QStringLiteral("SELECT count(*) FROM hop")).toLongLong());
    QCOMPARE(info[u"gaps"].toInteger(),
             m_demo.sql(QStringLiteral("SELECT count(*) FROM gap")).toLongLong());
    for (const auto& [table, key, column] : {std::tuple("saga", "sagas", "count(*)"),
                                             std::tuple("problem", "problems", "sum(count)")}) {
      const QJsonObject counts = info[QLatin1String(key)].toObject();
      QVERIFY(!counts.isEmpty());
      for (auto at = counts.begin(); at != counts.end(); ++at) {
        const QString kind = QLatin1String(table) == QLatin1String("saga") ? QStringLiteral("state")
                                                                           : QStringLiteral("kind");
        QCOMPARE(m_demo
                     .sql(QStringLiteral("SELECT %1 FROM %2 WHERE %3 = '%4'")
                              .arg(QLatin1String(column), QLatin1String(table), kind, at.key()))
                     .toLongLong(),
                 at.value().toInteger());
      }
    }
  }

  void metricsEqualSql() {
    const QByteArray& scrape = m_demo.metrics();
    QCOMPARE(metricSum(scrape, "rheo_events_total"),
             m_demo.sql(QStringLiteral("SELECT count(*) FROM event")).toLongLong());
    QCOMPARE(metricSum(scrape, "rheo_events_total", "topic=\"orders.placed\""),
             m_demo.sql(QStringLiteral("SELECT count(*) FROM event WHERE topic = 'orders.placed'"))
                 .toLongLong());
    QCOMPARE(metricSum(scrape, "rheo_hop_latency_seconds_count"),
             m_demo.sql(QStringLiteral("SELECT count(latency_ns) FROM hop")).toLongLong());
    QCOMPARE(metricSum(scrape, "rheo_lost_events_total"),
             m_demo.sql(QStringLiteral("SELECT coalesce(sum(count), 0) FROM gap")).toLongLong());
  }

  void viewsEqualSql_data() {
    QTest::addColumn<double>("from");
    QTest::addColumn<double>("to");
    QTest::addColumn<QString>("filter");
    for (const auto& [from, to] :
         {std::pair(0.0, 1.0), std::pair(0.3137, 0.7211), std::pair(0.5, 0.51)}) {
      for (const QString& filter : {QString(), QStringLiteral("topic == \"orders.placed\""),
                                    QStringLiteral("latency > 2ms && service ~ \"^p\"")}) {
        QTest::addRow("%g-%g %s", from, to, qPrintable(filter)) << from << to << filter;
      }
    }
  }

  void viewsEqualSql() {
    QFETCH(double, from);
    QFETCH(double, to);
    QFETCH(QString, filter);
    const TimeRange extent = *m_reader->extent();
    const auto at = [&](double part) {
      return extent.from + static_cast<TimeNs>(part * static_cast<double>(extent.span()));
    };
    m_scene.range = {at(from), to == 1.0 ? extent.to : at(to)};
    m_scene.filter = *query::Filter::parse(filter.toStdString());
    m_where = QStringLiteral("time_ns >= %1 AND time_ns < %2 AND (%3)")
                  .arg(m_scene.range.from)
                  .arg(m_scene.range.to)
                  .arg(QString::fromStdString(m_scene.filter.toSql()));

    const qint64 events = count(QStringLiteral("event"), {});
    const qint64 hops = count(QStringLiteral("hop"), QStringLiteral("latency_ns IS NOT NULL"));
    check<EventsView>(events, tr("%1 sightings"));
    if (events > 0) check<ThroughputView>(events, tr("%1 events"));
    if (hops > 0) check<LatencyView>(hops, tr("%1 hops"));
    checkTopology();
  }

  void problemsEqualSql() {
    store::Query everything{*m_reader->extent(), {}};
    const auto rows = m_reader->problems(everything, {});
    QVERIFY(rows.ok());
    quint64 total = 0;
    for (const auto& row : *rows) total += row.problem.count;
    QCOMPARE(QString::number(total), m_demo.sql(QStringLiteral("SELECT sum(count) FROM problem")));
    const auto summary = m_reader->summary(everything, {});
    QCOMPARE(summary->errors + summary->warnings + summary->notes, total);
  }

 private:
  qint64 count(const QString& table, const QString& also) const {
    return m_demo
        .sql(QStringLiteral("SELECT count(*) FROM %1 WHERE %2%3")
                 .arg(table, m_where, also.isEmpty() ? QString() : QStringLiteral(" AND ") + also))
        .toLongLong();
  }

  template <class V>
  void settle(V& view) {
    view.resize(1000, 700);
    view.show();
    view.setScene(m_scene);
    QTRY_VERIFY_WITH_TIMEOUT(view.isSettled(), 10'000);
  }

  template <class V>
  void check(qint64 expected, const QString& pattern) {
    V view(*m_bridge);
    settle(view);
    const QString text = pattern.arg(formatExact(static_cast<std::uint64_t>(expected)));
    const bool empty = expected == 0 && says(view, QStringLiteral("No event"));
    QVERIFY2(empty || says(view, text),
             qPrintable(text + QStringLiteral(" is not in: ") + textsOf(view).join(u" | ")));
  }

  void checkTopology() {
    TopologyView view(*m_bridge);
    settle(view);
    qint64 published = 0;
    qint64 received = 0;
    const TopologyGraph& graph = view.canvas().graph();
    for (const GraphEdge& edge : graph.edges()) {
      const bool toQueue = graph.nodes()[static_cast<std::size_t>(edge.to)].data.kind ==
                           store::NodeKind::DeadLetterQueue;
      if (edge.data.publish) published += static_cast<qint64>(edge.data.count);
      if (!edge.data.publish && !toQueue) received += static_cast<qint64>(edge.data.count);
    }
    QCOMPARE(published, count(QStringLiteral("event"), QStringLiteral("stage = 'published'")));
    QCOMPARE(received, count(QStringLiteral("event"), QStringLiteral("stage = 'received'")));
  }

  tests::DemoRecording m_demo;
  std::unique_ptr<Bridge> m_bridge;
  std::unique_ptr<store::StoreReader> m_reader;
  Scene m_scene;
  QString m_where;
};

QTEST_MAIN(TestAgreement)
#include "tst_agreement.moc"
