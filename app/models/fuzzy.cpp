// SPDX-License-Identifier: Apache-2.0
#include "app/models/fuzzy.h"

namespace rheo::ui {

int fuzzyScore(QStringView query, QStringView text) {
  if (query.isEmpty()) return 1;
  const qsizetype whole = text.indexOf(query, 0, Qt::CaseInsensitive);
  if (whole >= 0) {
    const bool wordStart = whole == 0 || !text[whole - 1].isLetterOrNumber();
    return 1000 + (wordStart ? 500 : 0) - static_cast<int>(qMin<qsizetype>(text.size(), 200));
  }
  int score = 100;
  qsizetype at = 0;
  qsizetype last = -1;
  for (const QChar wanted : query) {
    if (wanted.isSpace()) continue;
    while (at < text.size() && text[at].toCaseFolded() != wanted.toCaseFolded()) ++at;
    if (at == text.size()) return 0;
    if (last >= 0 && at == last + 1) score += 15;
    if (at == 0 || !text[at - 1].isLetterOrNumber()) score += 20;
    if (last >= 0) score -= static_cast<int>(qMin<qsizetype>(at - last, 10));
    last = at++;
  }
  return qMax(score, 1);
}

}  // namespace rheo::ui
