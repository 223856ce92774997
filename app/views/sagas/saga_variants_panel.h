// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QWidget>
#include <vector>

#include "model/store/results.h"

namespace rheo::ui {

/// The ways sagas of one type went, the most frequent first; the shown saga's own stands out. A
/// click, or the arrow keys and Enter, lists only the sagas that went that way; again lists all.
class SagaVariantsPanel : public QWidget {
  Q_OBJECT

 public:
  explicit SagaVariantsPanel(QWidget* parent = nullptr);

  void setVariants(const std::string& type, const std::string& own,
                   const std::vector<store::SagaVariant>& all);
  [[nodiscard]] const std::string& chosen() const { return m_chosen; }
  [[nodiscard]] QSize sizeHint() const override { return {280, 200}; }

 Q_SIGNALS:
  /// Empty path = all.
  void chosenChanged(const std::string& type, const std::string& path);

 protected:
  void paintEvent(QPaintEvent* event) override;
  void mouseReleaseEvent(QMouseEvent* event) override;
  void keyPressEvent(QKeyEvent* event) override;
  bool event(QEvent* event) override;

 private:
  void choose(int row);
  [[nodiscard]] int rowAt(QPointF point) const;

  std::string m_type, m_own, m_chosen;
  std::vector<store::SagaVariant> m_variants;
  std::uint64_t m_total = 0;
  int m_focused = -1;
};

}  // namespace rheo::ui
