// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QString>

namespace rheo::ui {

/// Whether a text is a JSON document, and where it is not.
struct JsonVerdict {
  bool ok = false;
  int line = 0;          ///< from 1
  int column = 0;        ///< from 1, in characters
  qsizetype offset = 0;  ///< in characters of the text
  QString message;       ///< what is wrong there
};

JsonVerdict checkJson(const QString& text);

}  // namespace rheo::ui
