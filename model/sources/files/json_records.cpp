// SPDX-License-Identifier: Apache-2.0
#include "model/sources/files/json_records.h"

namespace rheo::files {

Result<void> JsonRecords::run() {
  while (m_intake.goOn()) {
    const RecordSplitter::Found found = m_splitter.next();
    if (found == RecordSplitter::Found::End) break;
    if (found == RecordSplitter::Found::Broken) {
      reject(m_splitter.what());
      continue;
    }
    Result<void> handled;
    if (m_splitter.bytes().empty()) {
      handled = ended(m_splitter.kind());
    } else if (!postpone(m_splitter.kind(), m_splitter.bytes(), m_splitter.offset())) {
      const JsonValue value = m_parser.parsePadded(m_splitter.bytes());
      if (value.exists()) {
        handled = record(m_splitter.kind(), value);
      } else {
        reject("no JSON: " + m_parser.what());
      }
    }
    if (!handled) return handled;
  }
  if (m_window.failed()) return m_window.error();
  return {};
}

}  // namespace rheo::files
