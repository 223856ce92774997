// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QLocale>
#include <QString>

class QCoreApplication;

namespace rheo::ui {

/// Installs the words of the locale's first language that there is a file for, and Qt's own for its
/// dialogs. Languages without a file get English, which has one too: for its plurals.
/// `folder` holds rheoscope_<language>.qm. Returns the language that was found: "de".
QString installTranslations(QCoreApplication& app, const QLocale& locale,
                            const QString& folder = QStringLiteral(":/i18n"));

}  // namespace rheo::ui
