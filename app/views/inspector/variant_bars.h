// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QWidget>

#include "model/store/results.h"

namespace rheo::ui {

/// How often sagas of a type took which path: a bar and its share each, most frequent first.
class VariantBars : public QWidget {
  Q_OBJECT

 public:
  static constexpr std::size_t kShown = 8;

  explicit VariantBars(QWidget* parent = nullptr);
  /// `path` is the variant to stand out.
  void setVariants(std::vector<store::SagaVariant> variants, const std::string& path);
  [[nodiscard]] QSize sizeHint() const override;
  /// "a > b > !c > ~b" in words: what went wrong and what was undone.
  static QString nameOf(const store::SagaVariant& variant);

 protected:
  void paintEvent(QPaintEvent* event) override;
  bool event(QEvent* event) override;

 private:
  std::vector<store::SagaVariant> m_variants;
  std::string m_path;
  std::uint64_t m_total = 0;
};

}  // namespace rheo::ui
