// SPDX-License-Identifier: Apache-2.0
// OTLP in protobuf: a TracesData (or ExportTraceServiceRequest) message, or many one after the
// other, which is the same. Resources and scopes are walked in the stream, spans are taken one by
// one.
#include "model/sources/files/otlp_span.h"
#include "model/sources/files/readers.h"

namespace rheo::files {
namespace {

constexpr std::uint64_t kMostBytes = 64u << 20;
constexpr std::size_t kMostTagBytes = 20;

/// Where the walk is: which message, and where it ends.
enum class Level : std::uint8_t { File, Resource, Scope };
struct Frame {
  Level level = Level::File;
  std::uint64_t end = 0;
};

class OtlpProto {
 public:
  OtlpProto(TextWindow& window, Intake& intake) : m_window(window), m_intake(intake) {}
  Result<void> run();

 private:
  [[nodiscard]] std::uint64_t offset() const { return m_window.offset() + m_at; }
  bool have(std::uint64_t count);
  bool readHead(std::uint32_t& field, std::uint32_t& wire, std::uint64_t& size);
  Result<void> field(std::uint32_t field, std::uint32_t wire, std::uint64_t size);
  Result<void> message(std::uint32_t field, std::string_view bytes);
  bool skip(std::uint64_t count);
  void leave();
  void reject(const std::string& what) { m_intake.broken(offset(), where(), what); }
  [[nodiscard]] std::string where() const;

  TextWindow& m_window;
  Intake& m_intake;
  std::size_t m_at = 0;
  std::vector<Frame> m_stack{{Level::File, ~std::uint64_t{0}}};
  OtlpResource m_resource;
  std::string m_scope;
  std::uint64_t m_resources = 0;
  std::uint64_t m_spans = 0;
  OtlpSpanReader m_reader;
};

/// Makes that many bytes readable from m_at on.
bool OtlpProto::have(std::uint64_t count) {
  while (m_window.size() - m_at < count) {
    m_window.mark(m_at);
    const bool grown = m_window.grow();
    m_at -= m_window.takeShift();
    if (!grown) return false;
  }
  return true;
}

bool OtlpProto::skip(std::uint64_t count) {
  while (count > 0) {
    if (m_at == m_window.size() && !have(1)) return false;
    const auto step = std::min<std::uint64_t>(count, m_window.size() - m_at);
    m_at += step;
    count -= step;
  }
  return true;
}

std::string OtlpProto::where() const {
  std::string text =
      "resourceSpans[" + std::to_string(m_resources == 0 ? 0 : m_resources - 1) + "]";
  if (m_stack.size() > 2) text += ".scopeSpans.spans[" + std::to_string(m_spans) + "]";
  return text;
}

bool OtlpProto::readHead(std::uint32_t& field, std::uint32_t& wire, std::uint64_t& size) {
  (void)have(kMostTagBytes);
  std::string_view rest(m_window.data() + m_at, std::min(kMostTagBytes, m_window.size() - m_at));
  const std::size_t before = rest.size();
  std::uint64_t tag = 0;
  if (!ProtoCursor::varint(rest, tag)) return false;
  field = static_cast<std::uint32_t>(tag >> 3);
  wire = static_cast<std::uint32_t>(tag & 7);
  size = wire == 1 ? 8 : wire == 5 ? 4 : 0;
  if (field == 0 || (wire != 0 && wire != 1 && wire != 2 && wire != 5)) return false;
  if (wire == 2 && !ProtoCursor::varint(rest, size)) return false;
  if (wire == 0) {
    std::uint64_t ignored = 0;
    if (!ProtoCursor::varint(rest, ignored)) return false;
  }
  m_at += before - rest.size();
  return size <= m_stack.back().end - offset();
}

void OtlpProto::leave() {
  while (m_stack.size() > 1 && offset() >= m_stack.back().end) {
    if (m_stack.back().level == Level::Resource) m_resource.clear();
    m_scope.clear();
    m_stack.pop_back();
  }
}

Result<void> OtlpProto::run() {
  while (true) {
    if (!m_intake.goOn()) return {};
    leave();
    if (!have(1)) break;
    std::uint32_t number = 0, wire = 0;
    std::uint64_t size = 0;
    if (!readHead(number, wire, size)) {
      // Protobuf has no place to go on from, except behind a message whose length is known.
      reject("no protobuf field");
      if (m_stack.size() == 1) break;
      const std::uint64_t end = m_stack.back().end;
      if (end <= offset() || !skip(end - offset())) break;
      continue;
    }
    if (auto taken = field(number, wire, size); !taken) return taken;
  }
  if (m_window.failed()) return m_window.error();
  if (m_stack.size() > 1) reject("the file ends inside a message");
  return {};
}

Result<void> OtlpProto::field(std::uint32_t number, std::uint32_t wire, std::uint64_t size) {
  if (wire == 0) return {};
  const Level level = m_stack.back().level;
  if (wire == 2 && level == Level::File && number == 1) {
    ++m_resources;
    m_stack.push_back({Level::Resource, offset() + size});
    return {};
  }
  if (wire == 2 && level == Level::Resource && (number == 2 || number == 1000)) {
    m_spans = 0;
    m_stack.push_back({Level::Scope, offset() + size});
    return {};
  }
  const bool wanted = wire == 2 && ((level == Level::Resource && number == 1) ||
                                    (level == Level::Scope && (number == 1 || number == 2)));
  if (!wanted || size > kMostBytes) {
    if (wanted) reject("a record of more than 64 MiB");
    if (!skip(size)) reject("the file ends inside a field");
    return {};
  }
  if (!have(size)) {
    reject("the file ends inside a record");
    (void)skip(size);
    m_stack.resize(1);
    return {};
  }
  const std::string_view bytes(m_window.data() + m_at, size);
  Result<void> taken = message(number, bytes);
  m_at += size;
  return taken;
}

Result<void> OtlpProto::message(std::uint32_t number, std::string_view bytes) {
  if (m_stack.back().level == Level::Resource) {
    if (!m_reader.resource(bytes, m_resource)) reject("no resource: broken protobuf");
    return {};
  }
  if (number == 1) {
    m_scope = OtlpSpanReader::scopeName(bytes);
    return {};
  }
  Span* span = m_reader.span(bytes);
  if (span == nullptr) {
    reject(m_reader.what());
    ++m_spans;
    return {};
  }
  ++m_spans;
  span->service = m_resource.service;
  span->instance = m_resource.instance.empty() ? m_resource.host : m_resource.instance;
  span->scope = m_scope;
  return m_intake.span(*span);
}

}  // namespace

Result<void> readOtlpProto(TextWindow& window, Intake& intake, const ReadOptions&) {
  return OtlpProto(window, intake).run();
}

}  // namespace rheo::files
