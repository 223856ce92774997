// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QByteArray>
#include <QString>
#include <optional>

namespace rheo::ui {

/// JSON indented by two, keys and numbers as they were written (a parser would reorder the one and
/// round the other). Empty optional when the bytes are not JSON.
std::optional<QString> prettyJson(const QByteArray& bytes);
/// The bytes as text; empty optional when they are not UTF-8 or hold control characters that no
/// text has.
std::optional<QString> asText(const QByteArray& bytes);
/// "00000010  7b 22 69 64 22 3a 31 7d  ...  |{"id":1}|", sixteen bytes a line.
QString hexDump(const QByteArray& bytes);

enum class PayloadForm { Json, Text, Hex };
/// The most telling form: JSON if it is, else text if it is, else hex.
PayloadForm bestForm(const QByteArray& bytes);
/// The payload in the asked form; falls back to the next that works.
QString formatPayload(const QByteArray& bytes, PayloadForm form);

}  // namespace rheo::ui
