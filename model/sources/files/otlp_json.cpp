// SPDX-License-Identifier: Apache-2.0
#include "model/sources/files/json_records.h"
#include "model/sources/files/otlp_json_quick.h"
#include "model/sources/files/otlp_json_span.h"
#include "model/sources/files/readers.h"

namespace rheo::files {
namespace {

enum Kind { kSpan, kResource, kScope, kOver };

std::vector<RecordRule> rules() {
  return {
      {"resourceSpans[].scopeSpans[].spans[]", kSpan},
      {"resourceSpans[].scopeSpans[].scope", kScope},
      {"resourceSpans[].instrumentationLibrarySpans[].spans[]", kSpan},
      {"resourceSpans[].instrumentationLibrarySpans[].instrumentationLibrary", kScope},
      {"resourceSpans[].resource", kResource},
      {"resourceSpans[]", kOver, true},
      {"[].resourceSpans[].scopeSpans[].spans[]", kSpan},
      {"[].resourceSpans[].scopeSpans[].scope", kScope},
      {"[].resourceSpans[].resource", kResource},
      {"[].resourceSpans[]", kOver, true},
      {"batches[].scopeSpans[].spans[]", kSpan},
      {"batches[].scopeSpans[].scope", kScope},
      {"batches[].resource", kResource},
      {"batches[]", kOver, true},
  };
}

class OtlpJson final : public JsonTexts, private RecordTaker {
 public:
  OtlpJson(TextWindow& window, Intake& intake, bool lines)
      : JsonTexts(window, intake, rules(), lines) {
    offerTo(*this);
  }

 private:
  /// Spans that stand in front of their resource wait for it, as long as they are few.
  static constexpr std::size_t kMostWaiting = 64u << 20;

  struct Waiting {
    std::string text;  ///< padded
    std::size_t size = 0;
    std::uint64_t offset = 0;
  };

  std::size_t take(int kind, std::string_view text) override;
  Result<void> taken() override { return hand(m_quick.span()); }
  Result<void> text(int kind, std::string_view padded) override;
  Result<void> ended(int kind) override;
  bool postpone(std::string_view padded);
  Result<void> hand(Span& span);
  Result<void> catchUp();

  OtlpJsonQuick m_quick;
  OtlpJsonSpan m_reader;
  OtlpResource m_resource;
  std::string m_scope;
  bool m_knowsResource = false;
  std::vector<Waiting> m_waiting;
  std::size_t m_waitingBytes = 0;
};

std::size_t OtlpJson::take(int kind, std::string_view text) {
  return kind == kSpan && m_knowsResource ? m_quick.read(text) : 0;
}

bool OtlpJson::postpone(std::string_view padded) {
  if (m_knowsResource || m_waitingBytes > kMostWaiting) return false;
  m_waitingBytes += padded.size();
  m_waiting.push_back({std::string(padded), padded.size(), offset()});
  m_waiting.back().text.append(JsonParser::kPadding, ' ');
  return true;
}

Result<void> OtlpJson::text(int kind, std::string_view padded) {
  if (kind == kScope) {
    if (!m_reader.scope(padded, m_scope)) reject(m_reader.what());
    return {};
  }
  if (kind == kResource) {
    if (!m_reader.resource(padded, m_resource)) reject(m_reader.what());
    m_knowsResource = true;
    return catchUp();
  }
  if (postpone(padded)) return {};
  if (Span* span = m_reader.span(padded)) return hand(*span);
  reject(m_reader.what());
  return {};
}

Result<void> OtlpJson::ended(int) {
  Result<void> caughtUp = catchUp();
  m_resource.clear();
  m_scope.clear();
  m_knowsResource = false;
  return caughtUp;
}

Result<void> OtlpJson::catchUp() {
  const std::vector<Waiting> waiting = std::move(m_waiting);
  m_waiting.clear();
  m_waitingBytes = 0;
  for (const Waiting& each : waiting) {
    Span* span = m_reader.span(std::string_view(each.text).substr(0, each.size));
    if (span == nullptr) {
      intake().broken(each.offset, "spans[]", m_reader.what());
    } else if (const auto taken = hand(*span); !taken) {
      return taken;
    }
  }
  return {};
}

Result<void> OtlpJson::hand(Span& span) {
  span.service = m_resource.service;
  span.instance = m_resource.instance.empty() ? m_resource.host : m_resource.instance;
  span.scope = m_scope;
  return intake().span(span);
}

}  // namespace

Result<void> readOtlpJson(TextWindow& window, Intake& intake, const ReadOptions& options) {
  return OtlpJson(window, intake, options.lines).run();
}

}  // namespace rheo::files
