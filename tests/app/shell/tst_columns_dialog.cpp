// SPDX-License-Identifier: Apache-2.0
#include <QAbstractItemModelTester>
#include <QAbstractItemView>
#include <QApplication>
#include <QComboBox>
#include <QLabel>
#include <QPushButton>
#include <QSettings>
#include <QSignalSpy>
#include <QTableView>
#include <QTemporaryDir>
#include <QTest>

#include "app/shell/columns_dialog.h"
#include "app/shell/main_window.h"
#include "app/shell/theme/theme.h"
#include "model/sources/files/csv_head.h"
#include "model/store/store.h"

using namespace rheo;
using namespace rheo::ui;

namespace {

constexpr const char* kOrders =
    "timestamp;queue;event_type;amount;note;id\n"
    "2026-01-31T12:00:00Z;orders.placed;OrderPlaced;12,50;first of the day;\n"
    "2026-01-31T12:00:01Z;orders.placed;OrderPlaced;99,00;\"gift; wrapped\";\n"
    "soon;orders.placed;OrderPlaced;1,00;;\n"
    "2026-01-31T12:00:03Z;orders.paid;OrderPaid;99,00;;\n";

class EmptyView : public View {
 public:
  EmptyView(Bridge& bridge, QWidget* parent) : View(bridge, parent) {}
  [[nodiscard]] QString name() const override { return QStringLiteral("empty"); }
  [[nodiscard]] QString title() const override { return QStringLiteral("Empty"); }
  void setScene(const Scene&) override {}
  [[nodiscard]] bool isSettled() const override { return true; }
};

Doors realDoors() {
  return {[](const std::string& path) { return Workspace::open(path); },
          [](const RecordOptions& options) { return Workspace::record(options); },
          [](const FileImportOptions& options) { return importFiles(options); },
          [](const std::string& path) { return files::readCsvHead(path, 100); }};
}

}  // namespace

/// A CSV file is opened in the window: its columns are asked about, by the keyboard alone.
class TstColumnsDialog : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void initTestCase() {
    Theme::apply(*qApp, ThemeMode::Dark, true);
    qputenv("XDG_STATE_HOME", m_folder.filePath(QStringLiteral("state")).toUtf8());
    m_settings = std::make_unique<QSettings>(m_folder.filePath(QStringLiteral("s.ini")),
                                             QSettings::IniFormat);
  }

  void whatIsRecognisedIsShownAndWhatBreaksIsSaid() {
    write("orders.csv", kOrders);
    MainWindow window(parts());
    ColumnsDialog* dialog = openedOn(window, "orders.csv");
    QVERIFY(dialog != nullptr);
    const QAbstractItemModel* model = table(*dialog)->model();
    QCOMPARE(texts(*model, ColumnsModel::Field),
             (QStringList{QStringLiteral("time"), attribute(), QStringLiteral("type"), attribute(),
                          attribute(), QStringLiteral("event")}));
    QCOMPARE(model->index(4, ColumnsModel::FirstSample + 1).data().toString(),
             QStringLiteral("gift; wrapped"));
    const QString said = remarks(*dialog);
    QVERIFY2(said.contains(QStringLiteral("Line 4")), qPrintable(said));
    QVERIFY2(said.contains(QStringLiteral("time is no time")), qPrintable(said));
    QVERIFY2(said.contains(ColumnsModel::tr("No column is the topic: the events will be on no edge "
                                            "of the topology.")),
             qPrintable(said));
    picture(*dialog, "columns");
  }

  void theKeyboardAloneChangesAColumnAndReadsTheFile() {
    write("orders.csv", kOrders);
    MainWindow window(parts());
    window.show();
    QSignalSpy opened(&window.capture(), &Capture::opened);
    ColumnsDialog* dialog = openedOn(window, "orders.csv");
    QVERIFY(dialog != nullptr);
    QTRY_COMPARE(QApplication::focusWidget(), static_cast<QWidget*>(table(*dialog)));
    QTest::keyClick(table(*dialog), Qt::Key_Down);
    choose(*dialog, QStringLiteral("topic"));
    QCOMPARE(dialog->columns()[1].field, std::string("topic"));
    QTest::keyClick(table(*dialog), Qt::Key_Down, Qt::NoModifier);
    QTest::keyClick(table(*dialog), Qt::Key_Down, Qt::NoModifier);
    QTest::keyClick(table(*dialog), Qt::Key_Down, Qt::NoModifier);
    choose(*dialog, QStringLiteral("ignore"));
    QTest::keyClick(dialog, Qt::Key_Return, Qt::ControlModifier);
    QTRY_COMPARE_WITH_TIMEOUT(opened.size(), 1, 20'000);
    auto reader = store::openReader(opened.at(0).at(0).toString().toStdString());
    QVERIFY(reader.ok());
    const auto summary = (*reader)->summary({}, {});
    QCOMPARE(summary->events, std::uint64_t{3});
    QCOMPARE(summary->topics, (std::vector<std::string>{"orders.paid", "orders.placed"}));
  }

  void oneFieldCannotBeTwoColumns() {
    write("orders.csv", kOrders);
    MainWindow window(parts());
    window.show();
    ColumnsDialog* dialog = openedOn(window, "orders.csv");
    QVERIFY(dialog != nullptr);
    QSignalSpy accepted(dialog, &QDialog::accepted);
    QTest::keyClick(table(*dialog), Qt::Key_Down);
    choose(*dialog, QStringLiteral("time"));
    QVERIFY2(remarks(*dialog).contains(QStringLiteral("timestamp and queue cannot both be time")),
             qPrintable(remarks(*dialog)));
    QTest::keyClick(dialog, Qt::Key_Return, Qt::ControlModifier);
    QCOMPARE(accepted.size(), 0);
    picture(*dialog, "columns_clash");
    // "As recognised" mends it.
    for (QPushButton* button : dialog->findChildren<QPushButton*>()) {
      if (button->text() == ColumnsDialog::tr("As recognised"))
        QTest::keyClick(button, Qt::Key_Space);
    }
    QCOMPARE(dialog->columns()[1].field, std::string("attribute"));
    QTest::keyClick(dialog, Qt::Key_Escape);
    QTRY_VERIFY(window.findChild<ColumnsDialog*>() == nullptr);
    QVERIFY(!window.bridge().isOpen());
  }

  void tabReachesEveryControl() {
    write("orders.csv", kOrders);
    MainWindow window(parts());
    window.show();
    ColumnsDialog* dialog = openedOn(window, "orders.csv");
    QVERIFY(dialog != nullptr);
    QTRY_COMPARE(QApplication::focusWidget(), static_cast<QWidget*>(table(*dialog)));
    QSet<QWidget*> reached;
    for (int i = 0; i < 4; ++i) {
      reached.insert(QApplication::focusWidget());
      QTest::keyClick(QApplication::focusWidget(), Qt::Key_Tab);
    }
    QCOMPARE(reached.size(), 4);
    QCOMPARE(QApplication::focusWidget(), static_cast<QWidget*>(table(*dialog)));
  }

  void numbersThatAreNoTimesAreSaid() {
    const ColumnsModel seconds(head("time,topic\n1769860800,a\n"));
    QCOMPARE(seconds.remarks().first().mark, StateMark::Ok);
    ColumnsModel model(head("time,topic\n86400,a\n"));
    const QAbstractItemModelTester tester(&model);
    QCOMPARE(model.remarks().first().mark, StateMark::Warning);
    QVERIFY(model.remarks().first().text.contains(QStringLiteral("1970")));
    QVERIFY(model.canBeRead());
    QVERIFY(!model.setData(model.index(0, ColumnsModel::Field), QStringLiteral("nonsense"),
                           Qt::EditRole));
    QVERIFY(
        model.setData(model.index(0, ColumnsModel::Field), QStringLiteral("ignore"), Qt::EditRole));
    QVERIFY(model.remarks().first().text.startsWith(QStringLiteral("No row has a time")));
  }

  void otherFilesAreNotAskedAbout() {
    write("lines.jsonl",
          "{\"stage\":\"published\",\"time\":1769860800000000000,\"topic\":\"a\"}\n");
    MainWindow window(parts());
    QSignalSpy opened(&window.capture(), &Capture::opened);
    window.capture().openFile(m_folder.filePath(QStringLiteral("lines.jsonl")));
    QTRY_COMPARE_WITH_TIMEOUT(opened.size(), 1, 20'000);
    QVERIFY(window.findChild<ColumnsDialog*>() == nullptr);
  }

 private:
  WindowParts parts() {
    return {{[](Bridge& bridge, QWidget* parent) { return new EmptyView(bridge, parent); }},
            {},
            {},
            realDoors(),
            m_settings.get()};
  }
  void write(const char* name, const char* text) {
    QFile file(m_folder.filePath(QLatin1String(name)));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(text);
  }
  files::CsvHead head(const char* text) {
    write("head.csv", text);
    auto head =
        files::readCsvHead(m_folder.filePath(QStringLiteral("head.csv")).toStdString(), 100);
    return head && *head ? **head : files::CsvHead{};
  }
  ColumnsDialog* openedOn(MainWindow& window, const char* name) {
    window.capture().openFile(m_folder.filePath(QLatin1String(name)));
    ColumnsDialog* dialog = nullptr;
    const auto there = [&] {
      dialog = window.findChild<ColumnsDialog*>();
      return dialog != nullptr && dialog->isVisible();
    };
    return QTest::qWaitFor(there, 10'000) ? dialog : nullptr;
  }
  static QTableView* table(ColumnsDialog& dialog) { return dialog.findChild<QTableView*>(); }
  static QString attribute() { return ColumnsModel::fieldText(files::kAttribute); }
  static QStringList texts(const QAbstractItemModel& model, int column) {
    QStringList list;
    for (int row = 0; row < model.rowCount(); ++row)
      list << model.index(row, column).data().toString();
    return list;
  }
  static QString remarks(ColumnsDialog& dialog) {
    QStringList list;
    for (const QLabel* label : dialog.findChildren<QLabel*>()) {
      if (label->isVisible()) list << label->text();
    }
    return list.join(u'\n');
  }
  /// As a person does: Enter opens the list, arrows walk in it, Enter takes.
  static void choose(ColumnsDialog& dialog, const QString& field) {
    QTest::keyClick(table(dialog), Qt::Key_Return);
    QComboBox* box = nullptr;
    QTRY_VERIFY((box = table(dialog)->findChild<QComboBox*>()) != nullptr &&
                box->view()->isVisible());
    const int steps = box->findData(field) - box->currentIndex();
    for (int i = 0; i < std::abs(steps); ++i)
      QTest::keyClick(box->view(), steps > 0 ? Qt::Key_Down : Qt::Key_Up);
    QTest::keyClick(box->view(), Qt::Key_Return);
    QTRY_VERIFY(table(dialog)->findChild<QComboBox*>() == nullptr);
  }
  /// Both themes, where somebody wants to look at them.
  static void picture(ColumnsDialog& dialog, const char* name) {
    const QString folder = qEnvironmentVariable("RHEO_PICTURES");
    if (folder.isEmpty()) return;
    for (const auto mode : {ThemeMode::Light, ThemeMode::Dark}) {
      Theme::apply(*qApp, mode, true);
      QVERIFY(dialog.grab().save(
          QStringLiteral("%1/%2_%3.png")
              .arg(folder, QLatin1String(name),
                   mode == ThemeMode::Dark ? QStringLiteral("dark") : QStringLiteral("light"))));
    }
  }

  QTemporaryDir m_folder;
  std::unique_ptr<QSettings> m_settings;
};

QTEST_MAIN(TstColumnsDialog)
#include "tst_columns_dialog.moc"
