// SPDX-License-Identifier: Apache-2.0
#include <QAbstractItemModelTester>
#include <QElapsedTimer>
#include <QSignalSpy>
#include <QTest>

#include "app/sagas/sample_sagas.h"
#include "app/views/sagas/saga_table_model.h"
#include "app/views/sagas/saga_words.h"

using namespace rheo;
using namespace rheo::ui;

namespace {

QStringList keys(const SagaTableModel& model) {
  QStringList result;
  for (int row = 0; row < model.rowCount(); ++row) {
    result << model.index(row, SagaTableModel::Key).data().toString();
  }
  return result;
}

}  // namespace

class TestSagaTableModel : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void init() {
    m_model = std::make_unique<SagaTableModel>();
    m_tester = std::make_unique<QAbstractItemModelTester>(
        m_model.get(), QAbstractItemModelTester::FailureReportingMode::QtTest);
    m_model->setSagas(sample::all(), sample::at(372'000));
  }
  void cleanup() {
    m_tester.reset();
    m_model.reset();
  }

  void rowsSayWhatHappened() {
    const auto cell = [this](int row, int column) {
      return m_model->index(row, column).data().toString();
    };
    QCOMPARE(m_model->rowCount(), 7);
    QCOMPARE(cell(0, SagaTableModel::Type), QStringLiteral("OrderFulfilment"));
    QCOMPARE(cell(0, SagaTableModel::State), QStringLiteral("stuck at ChargeCard"));
    QCOMPARE(cell(0, SagaTableModel::Age), QStringLiteral("6 m 12 s"));
    QCOMPARE(cell(1, SagaTableModel::Age), QStringLiteral("1.91 s"));
    QCOMPARE(cell(0, SagaTableModel::Steps), QStringLiteral("3 of 5"));
    QCOMPARE(cell(5, SagaTableModel::Steps), QStringLiteral("4 of 4"));
  }

  void theShareIsOfTheP95OfItsOwnType() {
    const auto share = [this](int row) {
      return m_model->index(row, SagaTableModel::Duration)
          .data(SagaTableModel::ShareRole)
          .toDouble();
    };
    QCOMPARE(share(1), 1.0);            // the slowest of its type that ended
    QCOMPARE(share(5), 300.0 / 800.0);  // against the other transfer
    QVERIFY(share(0) > 100);            // stuck: still counting
  }

  void searchLooksAtTypeKeyAndState() {
    m_model->setSearch(QStringLiteral("TRANSFER"));
    QCOMPARE(m_model->rowCount(), 2);
    m_model->setSearch(QStringLiteral("4709"));
    QCOMPARE(keys(*m_model), QStringList{QStringLiteral("order 4709")});
    m_model->setSearch(QStringLiteral("stuck at"));
    QCOMPARE(m_model->rowCount(), 1);
    m_model->setSearch(QString());
    m_model->setState(SagaState::Completed);
    QCOMPARE(m_model->rowCount(), 3);
    m_model->setState(std::nullopt);
    m_model->setVariant("OrderFulfilment", sample::compensated().variant);
    QCOMPARE(keys(*m_model), QStringList{QStringLiteral("order 4698")});
  }

  void sortingPutsWhatNeedsALookFirst() {
    m_model->sort(SagaTableModel::State, Qt::AscendingOrder);
    QCOMPARE(m_model->sagaAt(0)->state, SagaState::Stuck);
    QCOMPARE(m_model->sagaAt(6)->state, SagaState::Completed);
    m_model->sort(SagaTableModel::Age, Qt::AscendingOrder);
    QCOMPARE(keys(*m_model).first(), QStringLiteral("acct 31→08"));
    m_model->sort(-1, Qt::AscendingOrder);
    QCOMPARE(keys(*m_model).first(), QStringLiteral("order 4711"));
  }

  void keysSortAsNumbersDo() {
    m_model->setSagas({sample::plain(1, "T", "order 10", SagaState::Completed, 1),
                       sample::plain(2, "T", "order 9", SagaState::Completed, 1)},
                      sample::at(10));
    m_model->sort(SagaTableModel::Key, Qt::AscendingOrder);
    QCOMPARE(keys(*m_model).first(), QStringLiteral("order 9"));
  }

  void aRefreshOfTheSameRowsResetsNothing() {
    QSignalSpy reset(m_model.get(), &QAbstractItemModel::modelReset);
    QSignalSpy changed(m_model.get(), &QAbstractItemModel::dataChanged);
    m_model->setSagas(sample::all(), sample::at(373'000));
    QCOMPARE(reset.size(), 0);
    QCOMPARE(changed.size(), 1);
    auto more = sample::all();
    more.push_back(sample::plain(99, "Transfer", "acct 1", SagaState::Running, 5));
    m_model->setSagas(more, sample::at(374'000));
    QCOMPARE(reset.size(), 1);
    QCOMPARE(m_model->rowOf(99), 7);
    QCOMPARE(m_model->rowOf(98), -1);
  }

  void tenThousandSagasAreRefreshedWithinAFrame() {
    std::vector<Saga> many;
    for (int i = 0; i < 10'000; ++i) {
      many.push_back(sample::plain(i, i % 3 ? "OrderFulfilment" : "Transfer",
                                   "order " + std::to_string(i), SagaState::Completed, i % 900));
    }
    m_tester.reset();
    m_model->sort(SagaTableModel::Age, Qt::DescendingOrder);
    auto again = many;
    m_model->setSagas(std::move(many), sample::at(20'000));
    QElapsedTimer timer;
    timer.start();
    m_model->setSagas(std::move(again), sample::at(20'250));
    const double ms = static_cast<double>(timer.nsecsElapsed()) / 1e6;
    qInfo("10,000 sagas refreshed and sorted in %.1f ms", ms);
    QVERIFY(ms < 100);
  }

  void wordsNameTheVariant() {
    QCOMPARE(summaryOf(sample::compensated(), sample::at(0), sample::variants()),
             QStringLiteral("compensated in 1.91 s · 14 events · variant 3 of 3 (4 % of sagas)"));
    QCOMPARE(pathWords("a>!b>~a"), QStringLiteral("a › ✕ b › undo a"));
    const std::string usual = "a>b>c";
    const auto title = [&usual](const char* path, SagaState state) {
      return variantTitle({"T", path, 1, 0, state}, usual);
    };
    QCOMPARE(title("a>b>c", SagaState::Completed), QStringLiteral("straight through"));
    QCOMPARE(title("a>!b>b>c", SagaState::Completed), QStringLiteral("b retried, completed"));
    QCOMPARE(title("a>!b>~a", SagaState::Compensated), QStringLiteral("b failed, compensated"));
    QCOMPARE(title("a>c", SagaState::Completed), QStringLiteral("without b, completed"));
    QCOMPARE(title("a>b", SagaState::Stuck), QStringLiteral("as far as b, stuck"));
    QCOMPARE(title("a>c>b", SagaState::Completed), QStringLiteral("in another order, completed"));
    QCOMPARE(selectionOf(sample::stuck()).filter,
             QStringLiteral("saga == \"OrderFulfilment\" && sagaKey == \"order 4711\""));
  }

 private:
  std::unique_ptr<SagaTableModel> m_model;
  std::unique_ptr<QAbstractItemModelTester> m_tester;
};

QTEST_GUILESS_MAIN(TestSagaTableModel)
#include "tst_saga_table_model.moc"
