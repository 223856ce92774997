// SPDX-License-Identifier: Apache-2.0
#include <QPainter>
#include <QRandomGenerator>
#include <QTest>

#include "app/views/parts/area_image.h"

using namespace rheo::ui;

class TstAreaImage : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void coversWholeAndHalfPixels();
  void keepsInsideItsPicture();
  void laysOneOverTheOther();
  void looksLikeAPolygon_data();
  void looksLikeAPolygon();
};

void TstAreaImage::coversWholeAndHalfPixels() {
  AreaImage areas(QRectF(10, 20, 8, 8), 1);
  areas.fill({{10, 22.5}, {18, 22.5}}, {{10, 25}, {18, 25}}, Qt::red);
  const QList<int> alphas{0, 0, 128, 255, 255, 0, 0, 0};
  for (int y = 0; y < 8; ++y) QVERIFY(qAbs(qAlpha(areas.image().pixel(3, y)) - alphas[y]) <= 1);
}

void TstAreaImage::keepsInsideItsPicture() {
  AreaImage areas(QRectF(0, 0, 4, 4), 2);
  areas.fill({{-50, -9}, {50, -9}}, {{-50, 99}, {50, 99}}, Qt::blue);
  QCOMPARE(areas.image().size(), QSize(8, 8));
  for (int y = 0; y < 8; ++y) {
    for (int x = 0; x < 8; ++x) QCOMPARE(areas.image().pixel(x, y), QColor(Qt::blue).rgb());
  }
  areas.fill({{9, 0}, {20, 0}}, {{9, 4}, {20, 4}}, Qt::red);
  areas.fill({{0, 3}, {4, 3}}, {{0, 1}, {4, 1}}, Qt::red);
  areas.fill({{1, 1}}, {{1, 2}}, Qt::red);
  QCOMPARE(areas.image().pixel(7, 3), QColor(Qt::blue).rgb());
}

void TstAreaImage::laysOneOverTheOther() {
  AreaImage areas(QRectF(0, 0, 4, 4), 1);
  const QPolygonF top{{0, 0}, {4, 0}}, bottom{{0, 4}, {4, 4}};
  areas.fill(top, bottom, QColor(255, 0, 0, 128));
  areas.fill(top, bottom, QColor(0, 0, 255, 128));
  QImage same(4, 4, QImage::Format_ARGB32_Premultiplied);
  same.fill(Qt::transparent);
  QPainter painter(&same);
  painter.fillRect(same.rect(), QColor(255, 0, 0, 128));
  painter.fillRect(same.rect(), QColor(0, 0, 255, 128));
  const QColor ours = areas.image().pixelColor(1, 1), theirs = same.pixelColor(1, 1);
  QVERIFY(qAbs(ours.red() - theirs.red()) <= 2);
  QVERIFY(qAbs(ours.blue() - theirs.blue()) <= 2);
  QVERIFY(qAbs(ours.alpha() - theirs.alpha()) <= 2);
}

void TstAreaImage::looksLikeAPolygon_data() {
  QTest::addColumn<double>("ratio");
  QTest::newRow("plain") << 1.0;
  QTest::newRow("double") << 2.0;
  QTest::newRow("one and a half") << 1.5;
}

/// Qt's own rasteriser is the reference: the mean difference of alpha is below a shade of 255, and
/// no pixel is far off.
void TstAreaImage::looksLikeAPolygon() {
  QFETCH(double, ratio);
  QRandomGenerator random(7);
  QPolygonF upper, lower;
  for (int x = 5; x <= 195; x += 5) {
    const double top = 10 + random.bounded(40.0);
    upper << QPointF(x, top);
    lower << QPointF(x, top + random.bounded(45.0));
  }
  AreaImage areas(QRectF(0, 0, 200, 100), ratio);
  areas.fill(upper, lower, Qt::black);
  QImage drawn(areas.image().size(), QImage::Format_ARGB32_Premultiplied);
  drawn.setDevicePixelRatio(ratio);
  drawn.fill(Qt::transparent);
  QPainter painter(&drawn);
  painter.setRenderHint(QPainter::Antialiasing);
  painter.setPen(Qt::NoPen);
  painter.setBrush(Qt::black);
  QPolygonF whole = upper;
  std::copy(lower.rbegin(), lower.rend(), std::back_inserter(whole));
  painter.drawPolygon(whole);
  painter.end();
  qint64 sum = 0;
  int most = 0;
  for (int y = 0; y < drawn.height(); ++y) {
    for (int x = 0; x < drawn.width(); ++x) {
      const int off = qAbs(qAlpha(drawn.pixel(x, y)) - qAlpha(areas.image().pixel(x, y)));
      sum += off;
      most = qMax(most, off);
    }
  }
  QVERIFY2(most <= 64, qPrintable(QString::number(most)));
  QVERIFY(static_cast<double>(sum) / (drawn.width() * drawn.height()) < 1.0);
}

QTEST_MAIN(TstAreaImage)
#include "tst_area_image.moc"
