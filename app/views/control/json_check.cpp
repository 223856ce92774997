// SPDX-License-Identifier: Apache-2.0
#include "app/views/control/json_check.h"

#include <QCoreApplication>
#include <QJsonDocument>

namespace rheo::ui {
namespace {

/// Where `lupdate` finds these words.
struct JsonWords {
  Q_DECLARE_TR_FUNCTIONS(rheo::ui::JsonCheck)
};

QString explain(QJsonParseError::ParseError error) {
  switch (error) {
    case QJsonParseError::UnterminatedObject:
      return JsonWords::tr("the object is not closed: } is missing, or a comma");
    case QJsonParseError::MissingNameSeparator:
      return JsonWords::tr("a colon is missing after the name");
    case QJsonParseError::UnterminatedArray:
      return JsonWords::tr("the array is not closed: ] is missing, or a comma");
    case QJsonParseError::MissingValueSeparator:
      return JsonWords::tr("a comma is missing");
    case QJsonParseError::IllegalValue:
      return JsonWords::tr("this is no value");
    case QJsonParseError::TerminationByNumber:
      return JsonWords::tr("the text ends inside a number");
    case QJsonParseError::IllegalNumber:
      return JsonWords::tr("this is no number");
    case QJsonParseError::IllegalEscapeSequence:
      return JsonWords::tr("this escape is not known");
    case QJsonParseError::IllegalUTF8String:
      return JsonWords::tr("this is not Unicode");
    case QJsonParseError::UnterminatedString:
      return JsonWords::tr("the text is not closed: \" is missing");
    case QJsonParseError::MissingObject:
      return JsonWords::tr("a name in quotes is expected");
    case QJsonParseError::DeepNesting:
      return JsonWords::tr("this is nested too deeply");
    case QJsonParseError::DocumentTooLarge:
      return JsonWords::tr("this is too large");
    case QJsonParseError::GarbageAtEnd:
      return JsonWords::tr("something follows the end");
    case QJsonParseError::NoError:
      break;
  }
  return {};
}

}  // namespace

JsonVerdict checkJson(const QString& text) {
  JsonVerdict verdict;
  if (text.trimmed().isEmpty()) {
    verdict.line = verdict.column = 1;
    verdict.message = JsonWords::tr("nothing here yet: at least {} is needed");
    return verdict;
  }
  const auto bytes = text.toUtf8();
  QJsonParseError error{};
  QJsonDocument::fromJson(bytes, &error);
  if (error.error == QJsonParseError::NoError) {
    verdict.ok = true;
    return verdict;
  }
  // The parser counts bytes and may stop behind the spaces that follow the mistake.
  const auto at = std::clamp<qsizetype>(error.offset, 0, bytes.size());
  verdict.offset = std::min(QString::fromUtf8(bytes.left(at)).size(), text.size());
  const auto before = QStringView(text).left(verdict.offset);
  verdict.line = static_cast<int>(before.count(u'\n')) + 1;
  verdict.column = static_cast<int>(verdict.offset - (before.lastIndexOf(u'\n') + 1)) + 1;
  verdict.message = explain(error.error);
  return verdict;
}

}  // namespace rheo::ui
