// SPDX-License-Identifier: Apache-2.0
#include "app/views/control/json_check.h"

#include <QCoreApplication>
#include <QJsonDocument>

namespace rheo::ui {
namespace {

QString say(const char* text) {
  return QCoreApplication::translate("rheo::ui::JsonCheck", text);
}

QString explain(QJsonParseError::ParseError error) {
  switch (error) {
    case QJsonParseError::UnterminatedObject:
      return say("the object is not closed: } is missing, or a comma");
    case QJsonParseError::MissingNameSeparator:
      return say("a colon is missing after the name");
    case QJsonParseError::UnterminatedArray:
      return say("the array is not closed: ] is missing, or a comma");
    case QJsonParseError::MissingValueSeparator:
      return say("a comma is missing");
    case QJsonParseError::IllegalValue:
      return say("this is no value");
    case QJsonParseError::TerminationByNumber:
      return say("the text ends inside a number");
    case QJsonParseError::IllegalNumber:
      return say("this is no number");
    case QJsonParseError::IllegalEscapeSequence:
      return say("this escape is not known");
    case QJsonParseError::IllegalUTF8String:
      return say("this is not Unicode");
    case QJsonParseError::UnterminatedString:
      return say("the text is not closed: \" is missing");
    case QJsonParseError::MissingObject:
      return say("a name in quotes is expected");
    case QJsonParseError::DeepNesting:
      return say("this is nested too deeply");
    case QJsonParseError::DocumentTooLarge:
      return say("this is too large");
    case QJsonParseError::GarbageAtEnd:
      return say("something follows the end");
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
    verdict.message = say("nothing here yet: at least {} is needed");
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
