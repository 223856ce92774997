// SPDX-License-Identifier: Apache-2.0
#include <QTest>

#include "app/shell/theme/theme.h"
#include "app/views/parts/heatmap.h"
#include "app/views/parts/latency_chart.h"

using namespace rheo;
using namespace rheo::ui;

class TstHeatmap : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void everyHopIsSomewhere();
  void higherLatencyIsHigherUp();
  void moreHopsAreBrighter();
  void emptyColumnsStayGround();
  void chartPaintsWhereTheHopsAre();
  void chartSaysWhenThereIsNothing();

 private:
  static Histogram one(std::uint64_t ns, std::uint64_t count = 1) {
    Histogram histogram;
    histogram.record(ns, count);
    return histogram;
  }
  static int litRow(const QImage& image, int x) {
    for (int y = 0; y < image.height(); ++y) {
      if (image.pixelIndex(x, y) != 0) return y;
    }
    return -1;
  }
};

void TstHeatmap::everyHopIsSomewhere() {
  Histogram histogram;
  for (std::uint64_t ns = 1000; ns < 4'000'000'000; ns = ns * 3 / 2) histogram.record(ns);
  const auto [low, high] = valueExtent({&histogram});
  const LogAxis axis(low, high, 0, 300);
  const auto image = renderHeatmap({&histogram}, axis, 200, {Qt::black, Qt::white});
  int lit = 0;
  for (int y = 0; y < image.height(); ++y) lit += image.pixelIndex(0, y) != 0 ? 1 : 0;
  QCOMPARE(lit, static_cast<int>(histogram.buckets().size()));
}

void TstHeatmap::higherLatencyIsHigherUp() {
  const auto slow = one(900'000'000);
  const auto fast = one(2'000'000);
  const LogAxis axis(1e6, 1e9, 0, 300);
  const auto image = renderHeatmap({&fast, &slow}, axis, 60, {Qt::black, Qt::white});
  QVERIFY(litRow(image, 1) < litRow(image, 0));
  // The row agrees with the axis that labels it.
  const double y = axis.toY(2e6) / 300 * 60;
  QVERIFY(qAbs(litRow(image, 0) + 0.5 - y) <= 1);
}

void TstHeatmap::moreHopsAreBrighter() {
  const auto few = one(5'000'000, 2);
  const auto many = one(5'000'000, 1000);
  const LogAxis axis(1e6, 1e9, 0, 300);
  const auto image = renderHeatmap({&few, &many}, axis, 60, {Qt::black, Qt::white});
  const int y = litRow(image, 0);
  QVERIFY(image.pixelIndex(0, y) > 0);
  QVERIFY(image.pixelIndex(1, y) > image.pixelIndex(0, y));
  QCOMPARE(image.pixelIndex(1, y), 255);
  QCOMPARE(QColor(image.pixel(1, y)), QColor(Qt::white));
}

void TstHeatmap::emptyColumnsStayGround() {
  const Histogram none;
  const auto some = one(5'000'000);
  const LogAxis axis(1e6, 1e9, 0, 300);
  const auto image = renderHeatmap({&none, &some}, axis, 60, {Qt::black, Qt::white});
  QCOMPARE(litRow(image, 0), -1);
  QCOMPARE(qAlpha(image.pixel(0, 10)), 0);
  QVERIFY(renderHeatmap({}, axis, 60, {Qt::black, Qt::white}).isNull());
}

void TstHeatmap::chartPaintsWhereTheHopsAre() {
  Theme::apply(*qApp, ThemeMode::Dark);
  store::Latency latency;
  latency.originNs = 100 * kSecond;
  latency.bucketNs = kSecond;
  latency.columns.resize(10);
  latency.columns[7].histogram = one(5'000'000, 50);
  latency.total = latency.columns[7].histogram;
  LatencyChart chart;
  chart.resize(1068, 334);
  chart.setLatency(latency, {100 * kSecond, 110 * kSecond});
  const auto image = chart.grab().toImage();
  const auto plot = chart.plotRect();
  const int y = static_cast<int>(chart.valueAxis().toY(5'000'000));
  const auto brightAt = [&](double x) {
    for (int dy = -6; dy <= 6; ++dy) {
      if (image.pixelColor(static_cast<int>(x), y + dy).lightness() > 120) return true;
    }
    return false;
  };
  QVERIFY(brightAt(plot.left() + plot.width() * 0.75));
  QVERIFY(!brightAt(plot.left() + plot.width() * 0.45));
  QVERIFY(chart.isPainted());
}

void TstHeatmap::chartSaysWhenThereIsNothing() {
  LatencyChart chart;
  chart.resize(600, 300);
  chart.setLatency({}, {100 * kSecond, 110 * kSecond});
  const auto image = chart.grab().toImage();
  const auto middle = chart.plotRect().center().toPoint();
  bool text = false;
  for (int x = middle.x() - 150; x < middle.x() + 150; ++x) {
    for (int y = middle.y() - 20; y < middle.y() + 20; ++y)
      text = text || image.pixelColor(x, y).lightness() > 100;
  }
  QVERIFY(text);
}

QTEST_MAIN(TstHeatmap)
#include "tst_heatmap.moc"
