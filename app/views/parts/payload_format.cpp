// SPDX-License-Identifier: Apache-2.0
#include "app/views/parts/payload_format.h"

#include <QJsonDocument>
#include <QStringDecoder>

namespace rheo::ui {
namespace {

class Indenter {
 public:
  explicit Indenter(const QByteArray& json) : m_json(json) { m_out.reserve(json.size() * 2); }

  QByteArray run() {
    for (m_at = 0; m_at < m_json.size(); ++m_at) {
      const char c = m_json[m_at];
      if (m_inString) {
        insideString(c);
      } else {
        outside(c);
      }
    }
    return m_out;
  }

 private:
  void insideString(char c) {
    m_out += c;
    if (m_escaped) {
      m_escaped = false;
    } else if (c == '\\') {
      m_escaped = true;
    } else if (c == '"') {
      m_inString = false;
    }
  }

  void outside(char c) {
    switch (c) {
      case ' ':
      case '\t':
      case '\n':
      case '\r':
        return;
      case '"':
        m_inString = true;
        m_out += c;
        return;
      case '{':
      case '[':
        open(c);
        return;
      case '}':
      case ']':
        --m_depth;
        newLine();
        m_out += c;
        return;
      case ',':
        m_out += c;
        newLine();
        return;
      case ':':
        m_out += ": ";
        return;
      default:
        m_out += c;
    }
  }

  void open(char c) {
    m_out += c;
    auto next = m_at + 1;
    while (next < m_json.size() && QByteArray(" \t\r\n").contains(m_json[next])) ++next;
    if (next < m_json.size() && (m_json[next] == '}' || m_json[next] == ']')) {
      m_out += m_json[next];
      m_at = next;
      return;
    }
    ++m_depth;
    newLine();
  }

  void newLine() {
    m_out += '\n';
    m_out.append(static_cast<qsizetype>(m_depth) * 2, ' ');
  }

  const QByteArray& m_json;
  QByteArray m_out;
  qsizetype m_at = 0;
  int m_depth = 0;
  bool m_inString = false;
  bool m_escaped = false;
};

constexpr int kBytesPerLine = 16;

void hexLine(QByteArray& out, const QByteArray& bytes, qsizetype from) {
  const auto count = std::min<qsizetype>(kBytesPerLine, bytes.size() - from);
  out += QByteArray::number(from, 16).rightJustified(8, '0') + "  ";
  for (qsizetype i = 0; i < kBytesPerLine; ++i) {
    out += i < count ? bytes.mid(from + i, 1).toHex() + ' ' : QByteArray("   ");
    if (i == kBytesPerLine / 2 - 1) out += ' ';
  }
  out += '|';
  for (qsizetype i = 0; i < count; ++i) {
    const char c = bytes[from + i];
    out += c >= 0x20 && c < 0x7f ? c : '.';
  }
  out += '|';
}

}  // namespace

std::optional<QString> prettyJson(const QByteArray& bytes) {
  QJsonParseError error{};
  QJsonDocument::fromJson(bytes, &error);
  if (error.error != QJsonParseError::NoError) return std::nullopt;
  return QString::fromUtf8(Indenter(bytes).run());
}

std::optional<QString> asText(const QByteArray& bytes) {
  QStringDecoder decoder(QStringDecoder::Utf8);
  QString text = decoder(bytes);
  if (decoder.hasError()) return std::nullopt;
  for (const auto c : text) {
    if (c.unicode() < 0x20 && c != u'\n' && c != u'\r' && c != u'\t') return std::nullopt;
  }
  return text;
}

QString hexDump(const QByteArray& bytes) {
  QByteArray out;
  out.reserve(bytes.size() * 5);
  for (qsizetype from = 0; from < bytes.size(); from += kBytesPerLine) {
    if (from > 0) out += '\n';
    hexLine(out, bytes, from);
  }
  return QString::fromLatin1(out);
}

PayloadForm bestForm(const QByteArray& bytes) {
  QJsonParseError error{};
  QJsonDocument::fromJson(bytes, &error);
  if (error.error == QJsonParseError::NoError) return PayloadForm::Json;
  return asText(bytes) ? PayloadForm::Text : PayloadForm::Hex;
}

QString formatPayload(const QByteArray& bytes, PayloadForm form) {
  if (form == PayloadForm::Json) {
    if (auto json = prettyJson(bytes)) return *json;
    form = PayloadForm::Text;
  }
  if (form == PayloadForm::Text) {
    if (auto text = asText(bytes)) return *text;
  }
  return hexDump(bytes);
}

}  // namespace rheo::ui
