// SPDX-License-Identifier: Apache-2.0
#include "app/views/parts/json_highlighter.h"

#include "app/shell/theme/theme.h"

namespace rheo::ui {
namespace {

constexpr qsizetype kMaxLine = 20'000;  // longer lines stay plain: colouring them costs seconds

}  // namespace

JsonHighlighter::JsonHighlighter(QTextDocument* document) : QSyntaxHighlighter(document) {}

void JsonHighlighter::markString(const QString& text, qsizetype from, qsizetype to) {
  const auto& theme = Theme::current();
  auto after = to;
  while (after < text.size() && text[after].isSpace()) ++after;
  const bool isKey = after < text.size() && text[after] == u':';
  const auto inside = QStringView(text).mid(from, to - from);
  const bool blanked = inside.contains(u'\u2022') || inside.contains(QStringLiteral("***"));
  setFormat(static_cast<int>(from), static_cast<int>(to - from),
            blanked ? theme.compensation
            : isKey ? theme.muted
                    : theme.text);
}

void JsonHighlighter::highlightBlock(const QString& text) {
  if (text.size() > kMaxLine) return;
  const auto& theme = Theme::current();
  for (qsizetype i = 0; i < text.size(); ++i) {
    const auto c = text[i];
    if (c == u'"') {
      auto end = i + 1;
      while (end < text.size() && text[end] != u'"') end += text[end] == u'\\' ? 2 : 1;
      end = std::min(end + 1, text.size());
      markString(text, i, end);
      i = end - 1;
    } else if (c.isDigit() || c == u'-') {
      auto end = i + 1;
      while (end < text.size() && (text[end].isLetterOrNumber() || text[end] == u'.' ||
                                   text[end] == u'+' || text[end] == u'-'))
        ++end;
      setFormat(static_cast<int>(i), static_cast<int>(end - i), theme.accent);
      i = end - 1;
    } else if (c.isLetter()) {
      auto end = i + 1;
      while (end < text.size() && text[end].isLetter()) ++end;
      const auto word = QStringView(text).mid(i, end - i);
      if (word == u"true" || word == u"false" || word == u"null")
        setFormat(static_cast<int>(i), static_cast<int>(end - i), theme.note);
      i = end - 1;
    }
  }
}

}  // namespace rheo::ui
