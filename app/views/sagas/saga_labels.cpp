// SPDX-License-Identifier: Apache-2.0
#include "app/views/sagas/saga_labels.h"

#include <QCoreApplication>
#include <QFontMetricsF>
#include <algorithm>

#include "app/shell/theme/format.h"

namespace rheo::ui {
namespace {

constexpr double kInset = 7, kGap = 5, kLeastText = 22;
constexpr double kLeastWait = 84;  // narrower waits go unnamed

/// Where `lupdate` finds these words.
struct SagaWords {
  Q_DECLARE_TR_FUNCTIONS(rheo::ui::SagasView)
};

class Placer {
 public:
  Placer(const SagaPicture& picture, const QFont& name, const QFont& caption)
      : m_picture(picture), m_name(name), m_caption(caption) {
    for (const SagaBar& bar : picture.lanes.bars) {
      m_taken.push_back(picture.geometry.barRect(bar));
      const QRectF wait = picture.geometry.waitRect(bar);
      if (!wait.isEmpty()) m_taken.push_back(wait);
    }
    if (picture.lanes.stall) m_taken.push_back(picture.geometry.stallRect(*picture.lanes.stall));
  }

  std::vector<SagaLabel> place() {
    for (std::size_t i = 0; i < m_picture.lanes.bars.size(); ++i) placeName(i);
    if (m_picture.lanes.stall) placeStall(*m_picture.lanes.stall);
    for (std::size_t i = 0; i < m_picture.lanes.bars.size(); ++i) placeError(i);
    for (std::size_t i = 0; i < m_picture.lanes.bars.size(); ++i) placeWait(i);
    return std::move(m_labels);
  }

 private:
  const SagaStep& stepOf(std::size_t bar) const {
    return m_picture.saga.steps[static_cast<std::size_t>(m_picture.lanes.bars[bar].step)];
  }

  /// The arc of a compensation begins or ends over the middle of the bar.
  bool isUnderArc(int bar) const {
    const auto& undos = m_picture.lanes.undos;
    return std::any_of(undos.begin(), undos.end(), [bar](const SagaUndo& undo) {
      return undo.compensation == bar || undo.undone == bar;
    });
  }

  bool isFree(const QRectF& rect) const {
    if (rect.right() > m_picture.geometry.right() + SagaGeometry::kRight) return false;
    return std::none_of(m_taken.begin(), m_taken.end(),
                        [&rect](const QRectF& other) { return other.intersects(rect); });
  }

  void add(const QString& text, const QRectF& rect, SagaLabel::Tone tone, bool small) {
    m_labels.push_back({text, rect, tone, small, true});
    m_taken.push_back(rect);
  }

  bool tryAt(const QString& text, const QRectF& rect, SagaLabel::Tone tone, bool small) {
    if (!isFree(rect)) return false;
    add(text, rect, tone, small);
    return true;
  }

  void placeName(std::size_t index) {
    const SagaStep& step = stepOf(index);
    QString text = QString::fromStdString(step.name);
    if (step.attempt > 1) text += QStringLiteral(" ×%1").arg(step.attempt);
    const QFontMetricsF metrics(m_name);
    const double width = metrics.horizontalAdvance(text) + 1;
    QRectF bar = m_picture.geometry.barRect(m_picture.lanes.bars[index]);
    const double left = m_picture.geometry.left();
    // A bar that begins left of the picture still carries its name.
    if (bar.left() < left && bar.right() > left) bar.setLeft(left);
    const double room = bar.width() - 2 * kInset;
    if (room >= width) {
      m_labels.push_back({text, bar.adjusted(kInset, 0, 0, 0), SagaLabel::Tone::Text});
      return;
    }
    const QRectF beside(bar.right() + kGap, bar.top() + 3, width, bar.height() - 6);
    if (bar.right() >= left && tryAt(text, beside, SagaLabel::Tone::Text, false)) return;
    const bool underArc = isUnderArc(static_cast<int>(index));
    const QRectF before(beside.translated(-beside.left() + bar.left() - kGap - width, 0));
    if (underArc && before.left() >= left && tryAt(text, before, SagaLabel::Tone::Text, false)) {
      return;
    }
    const QFontMetricsF small(m_caption);
    const QRectF above(bar.left(), bar.top() - 14, small.horizontalAdvance(text) + 1, 13);
    if (bar.left() >= left - 6 && tryAt(text, above, SagaLabel::Tone::Muted, true)) return;
    QRectF aboveLeft = above;
    aboveLeft.moveRight(std::min(bar.right(), m_picture.geometry.right() + 8));
    if (aboveLeft.left() >= left && tryAt(text, aboveLeft, SagaLabel::Tone::Muted, true)) return;
    if (room < kLeastText) return;
    m_labels.push_back({metrics.elidedText(text, Qt::ElideRight, room),
                        bar.adjusted(kInset, 0, 0, 0), SagaLabel::Tone::Text});
  }

  void placeError(std::size_t index) {
    const SagaStep& step = stepOf(index);
    if (step.errorType.empty()) return;
    const QString text = QString::fromStdString(step.errorType);
    const double width = QFontMetricsF(m_caption).horizontalAdvance(text) + 1;
    const QRectF bar = m_picture.geometry.barRect(m_picture.lanes.bars[index]);
    const QRectF under(bar.left() + 1, bar.bottom() + 1, width, 13);
    if (tryAt(text, under, SagaLabel::Tone::Error, true)) return;
    const QRectF beside(bar.right() + kGap, bar.top() + 5, width, 13);
    if (tryAt(text, beside, SagaLabel::Tone::Error, true)) return;
    tryAt(text, QRectF(bar.left() + 1, bar.top() - 14, width, 13), SagaLabel::Tone::Error, true);
  }

  void placeWait(std::size_t index) {
    const SagaBar& bar = m_picture.lanes.bars[index];
    const QRectF wait = m_picture.geometry.waitRect(bar);
    if (wait.width() < kLeastWait) return;
    const QString text = SagaWords::tr("waited %1").arg(formatDuration(bar.from - bar.waitFrom));
    const double width = QFontMetricsF(m_caption).horizontalAdvance(text) + 1;
    if (width > wait.width()) return;
    QRectF under(0, wait.bottom() + 3, width, 13);
    under.moveLeft(wait.center().x() - width / 2);
    tryAt(text, under, SagaLabel::Tone::Muted, true);
  }

  void placeStall(const SagaStall& stall) {
    const QString text = SagaWords::tr("stuck for %1").arg(formatDuration(stall.forNs));
    const QRectF bar = m_picture.geometry.stallRect(stall);
    const double width = QFontMetricsF(m_name).horizontalAdvance(text) + 1;
    QRectF under(std::max(bar.left() + 1, m_picture.geometry.left()), bar.bottom() + 2, width, 14);
    const double edge = m_picture.geometry.right() + SagaGeometry::kRight - 2;
    if (under.right() > edge) under.moveRight(edge);
    add(text, under, SagaLabel::Tone::Error, false);
  }

  const SagaPicture& m_picture;
  const QFont& m_name;
  const QFont& m_caption;
  std::vector<QRectF> m_taken;
  std::vector<SagaLabel> m_labels;
};

}  // namespace

std::vector<SagaLabel> placeSagaLabels(const SagaPicture& picture, const QFont& name,
                                       const QFont& caption) {
  return Placer(picture, name, caption).place();
}

}  // namespace rheo::ui
