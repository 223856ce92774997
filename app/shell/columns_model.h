// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QAbstractTableModel>

#include "app/shell/theme/state_mark.h"
#include "model/sources/files/csv_head.h"

namespace rheo::ui {

/// What the columns of a CSV file are, one per row, beside the first rows of the file. Adjustable;
/// what the model of files makes of it is said by remarks().
class ColumnsModel : public QAbstractTableModel {
  Q_OBJECT

 public:
  enum Column { Name, Field, FirstSample };

  /// Something to know before reading the file; an Error must be mended first.
  struct Remark {
    StateMark mark = StateMark::Ok;
    QString text;
  };

  explicit ColumnsModel(files::CsvHead head, QObject* parent = nullptr);

  [[nodiscard]] const std::vector<files::ColumnMeaning>& columns() const { return m_columns; }
  [[nodiscard]] char separator() const { return m_head.separator; }
  /// At least one.
  [[nodiscard]] QList<Remark> remarks() const;
  [[nodiscard]] bool canBeRead() const { return !m_trial.clash; }
  /// Back to what was recognised.
  void reset();
  /// What a field is called here: as in the filter language, but for the two that are none.
  static QString fieldText(std::string_view field);

  [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
  [[nodiscard]] int columnCount(const QModelIndex& parent = {}) const override;
  [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;
  bool setData(const QModelIndex& index, const QVariant& value, int role) override;
  [[nodiscard]] Qt::ItemFlags flags(const QModelIndex& index) const override;
  [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation,
                                    int role) const override;

 Q_SIGNALS:
  void adjusted();

 private:
  [[nodiscard]] QString text(const QModelIndex& index) const;
  [[nodiscard]] bool isWords(const QModelIndex& index) const;
  [[nodiscard]] QString faultOf(int section) const;
  [[nodiscard]] bool clashes(const files::ColumnMeaning& column) const;
  void addTimes(QList<Remark>& remarks, std::size_t good) const;
  void tryThem();

  files::CsvHead m_head;
  std::vector<files::ColumnMeaning> m_columns;
  files::CsvTrial m_trial;
};

}  // namespace rheo::ui
