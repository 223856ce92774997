// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QColor>
#include <QWidget>
#include <vector>

class QGridLayout;
class QLabel;

namespace rheo::ui {

struct Fact {
  QString name;
  QString value;
  QColor color{};  ///< of the value; invalid = text
  bool mono = false;
};

/// Names and values, one a row. Figures: values bold at the right edge. Fields: values beside their
/// names, to be read and copied. Labels are kept between refreshes, so that a live panel is calm.
class FactList : public QWidget {
  Q_OBJECT

 public:
  enum class Style { Figures, Fields };
  explicit FactList(Style style, QWidget* parent = nullptr);

  void setFacts(const std::vector<Fact>& facts);
  [[nodiscard]] QString valueOf(const QString& name) const;

 private:
  void addRow();

  Style m_style;
  QGridLayout* m_grid;
  std::vector<std::pair<QLabel*, QLabel*>> m_rows;
};

}  // namespace rheo::ui
