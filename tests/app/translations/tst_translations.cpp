// SPDX-License-Identifier: Apache-2.0
#include <QFile>
#include <QRegularExpression>
#include <QTest>
#include <QTranslator>
#include <QXmlStreamReader>

#include "app/shell/first_run_page.h"
#include "app/shell/translations.h"
#include "app/views/parts/problem_words.h"

using namespace rheo;
using namespace rheo::ui;

class TstTranslations : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void englishCountsInWords();
  void germanIsSpoken();
  void otherLanguagesFallBackToEnglish();
  void everyMessageKeepsItsPlaces();
  void everyMessageKeepsItsPlaces_data();

 private:
  static QString folder() { return QStringLiteral(RHEO_WORDS_DIR); }
  static QString places(int n) {
    return QCoreApplication::translate("rheo::ui::ProblemsView",
                                       "%n place(s) · double click shows the events", nullptr, n);
  }
  static void forget() {
    for (QTranslator* words : qApp->findChildren<QTranslator*>()) delete words;
  }
};

void TstTranslations::englishCountsInWords() {
  QCOMPARE(installTranslations(*qApp, QLocale(QLocale::English), folder()), QStringLiteral("en"));
  QVERIFY(places(1).startsWith(QStringLiteral("1 place ·")));
  QVERIFY(places(54).startsWith(QStringLiteral("54 places ·")));
  forget();
}

void TstTranslations::germanIsSpoken() {
  QCOMPARE(installTranslations(*qApp, QLocale(QLocale::German), folder()), QStringLiteral("de"));
  QVERIFY(places(1).startsWith(QStringLiteral("1 Stelle ·")));
  QVERIFY(places(2).startsWith(QStringLiteral("2 Stellen ·")));
  QCOMPARE(FirstRunPage::tr("Start the demo"), QStringLiteral("Demo starten"));
  Problem problem;
  problem.kind = ProblemKind::Duplicate;
  problem.type = "OrderPlaced";
  problem.service = "billing";
  problem.count = 1;
  QCOMPARE(problemSentence(problem),
           QStringLiteral("1 Ereignis vom Typ OrderPlaced wurde billing doppelt zugestellt"));
  forget();
}

void TstTranslations::otherLanguagesFallBackToEnglish() {
  QCOMPARE(installTranslations(*qApp, QLocale(QLocale::Danish), folder()), QStringLiteral("en"));
  forget();
  QCOMPARE(installTranslations(*qApp, QLocale::c(), folder()), QStringLiteral("en"));
  forget();
}

void TstTranslations::everyMessageKeepsItsPlaces_data() {
  QTest::addColumn<QString>("file");
  QTest::newRow("en") << QStringLiteral("rheoscope_en.ts");
  QTest::newRow("de") << QStringLiteral("rheoscope_de.ts");
}

// A translation that loses %1 shows nothing, or the wrong number.
void TstTranslations::everyMessageKeepsItsPlaces() {
  QFETCH(QString, file);
  QFile ts(QStringLiteral(RHEO_SOURCE_DIR "/translations/") + file);
  QVERIFY(ts.open(QIODevice::ReadOnly));
  const auto placesIn = [](const QString& text) {
    static const QRegularExpression kPlace(QStringLiteral("%(?:L?\\d+|n)"));
    QSet<QString> found;
    for (auto at = kPlace.globalMatch(text); at.hasNext();) found.insert(at.next().captured());
    return found;
  };
  QXmlStreamReader xml(&ts);
  QString source;
  bool counted = false;
  int messages = 0;
  while (!xml.atEnd()) {
    if (xml.readNext() != QXmlStreamReader::StartElement) continue;
    if (xml.name() == u"message")
      counted = xml.attributes().hasAttribute(QStringLiteral("numerus"));
    if (xml.name() == u"source") source = xml.readElementText();
    if (xml.name() != (counted ? u"numerusform" : u"translation")) continue;
    const QString text = xml.readElementText();
    if (text.isEmpty()) continue;  // not translated yet: shown in English
    ++messages;
    QVERIFY2(placesIn(text) == placesIn(source), qPrintable(source + QStringLiteral(": ") + text));
  }
  QVERIFY2(!xml.hasError(), qPrintable(xml.errorString()));
  QVERIFY(messages > 10);
}

QTEST_MAIN(TstTranslations)
#include "tst_translations.moc"
