// SPDX-License-Identifier: Apache-2.0
#include "app/shell/translations.h"

#include <QCoreApplication>
#include <QLibraryInfo>
#include <QTranslator>

namespace rheo::ui {
namespace {

bool install(QCoreApplication& app, const QString& path) {
  auto* words = new QTranslator(&app);
  if (words->load(path) && QCoreApplication::installTranslator(words)) return true;
  delete words;
  return false;
}

}  // namespace

QString installTranslations(QCoreApplication& app, const QLocale& locale, const QString& folder) {
  // Somebody whose languages are Danish, English, German reads English, not German.
  QStringList languages;
  for (const QString& name : locale.uiLanguages()) languages << name.section(u'-', 0, 0);
  languages << QStringLiteral("en");
  for (const QString& language : languages) {
    const QString file = QStringLiteral("/rheoscope_%1.qm").arg(language);
    if (!install(app, folder + file)) continue;
    install(app, QLibraryInfo::path(QLibraryInfo::TranslationsPath) +
                     QStringLiteral("/qtbase_%1.qm").arg(language));
    return language;
  }
  return {};
}

}  // namespace rheo::ui
