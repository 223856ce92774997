// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <string>
#include <utility>

#include "model/export/exporter.h"
#include "model/export/span_view.h"

namespace rheo::exports {

/// What OTLP's two encodings share: spans are gathered by who made them, and about a thousand go
/// out as one export request.
class OtlpWriter : public Writer {
 public:
  bool sighting(std::string&, const store::EventRow& row) final {
    append(m_spans[{row.service, row.instance}], m_maker.of(row));
    return true;
  }
  void pause(std::string& out) final {
    if (m_spans.empty()) return;
    request(out, m_spans);
    m_spans.clear();
  }
  void end(std::string& out) final { pause(out); }

 protected:
  /// Encoded spans by service and instance.
  using Spans = std::map<std::pair<std::string, std::string>, std::string>;
  virtual void append(std::string& spans, const SpanView& span) = 0;
  virtual void request(std::string& out, const Spans& spans) = 0;

 private:
  SpanMaker m_maker;
  Spans m_spans;
};

}  // namespace rheo::exports
