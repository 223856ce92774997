// SPDX-License-Identifier: Apache-2.0
#include "model/sources/files/json_records.h"

namespace rheo::files {

Result<void> JsonTexts::run() {
  while (m_intake.goOn()) {
    const RecordSplitter::Found found = m_splitter.next();
    if (found == RecordSplitter::Found::End) break;
    if (found == RecordSplitter::Found::Broken) {
      reject(m_splitter.what());
      continue;
    }
    const Result<void> handled = found == RecordSplitter::Found::Taken ? taken()
                                 : m_splitter.bytes().empty()
                                     ? ended(m_splitter.kind())
                                     : text(m_splitter.kind(), m_splitter.bytes());
    if (!handled) return handled;
  }
  if (m_window.failed()) return m_window.error();
  return {};
}

Result<void> JsonRecords::text(int kind, std::string_view padded) {
  m_text = padded;
  const JsonValue value = m_parser.parsePadded(padded);
  if (value.exists()) return record(kind, value);
  reject("no JSON: " + m_parser.what());
  return {};
}

}  // namespace rheo::files
