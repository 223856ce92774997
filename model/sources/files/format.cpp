// SPDX-License-Identifier: Apache-2.0
#include "model/sources/files/format.h"

#include <algorithm>

#include "probes/wire/wire.hpp"

namespace rheo::files {
namespace {

bool has(std::string_view text, std::string_view key) {
  return text.find(key) != std::string_view::npos;
}

/// True if the first object, alone or in an array, has such a member itself.
bool hasMember(std::string_view head, std::string_view key) {
  int depth = 0;
  for (std::size_t at = head.find('{'); at < head.size(); ++at) {
    const char c = head[at];
    if (c == '{' || c == '[') ++depth;
    if ((c == '}' || c == ']') && --depth == 0) return false;
    if (c != '"') continue;
    const std::size_t begin = ++at;
    while (at < head.size() && head[at] != '"') at += head[at] == '\\' ? 2 : 1;
    if (depth != 1 || at >= head.size() || head.substr(begin, at - begin) != key) continue;
    const std::size_t next = head.find_first_not_of(" \t\r\n", at + 1);
    if (next != std::string_view::npos && head[next] == ':') return true;
  }
  return false;
}

/// The keys that only this format has, most telling first.
std::optional<Format> recogniseJson(std::string_view head) {
  // Our own lines may hold anything inside.
  if (hasMember(head, "stage") && hasMember(head, "time")) return Format::Jsonl;
  if (has(head, "\"resourceSpans\"") || has(head, "\"scopeSpans\"")) return Format::OtlpJson;
  if (has(head, "\"specversion\"")) return Format::CloudEvents;
  if (has(head, "\"traceID\"")) return Format::Jaeger;
  if (has(head, "\"binaryAnnotations\"")) return Format::Zipkin1;
  if (has(head, "\"traceEvents\"")) return Format::Chrome;
  if (has(head, "\"traceId\"")) {
    const bool old = has(head, "\"annotations\"") && has(head, "\"endpoint\"");
    return old ? Format::Zipkin1 : Format::Zipkin;
  }
  if (has(head, "\"ph\"")) return Format::Chrome;
  if (has(head, "\"stage\"")) return Format::Jsonl;
  return std::nullopt;
}

/// A TracesData message: field 1 (ResourceSpans), holding its field 1 (resource) or 2 (scopes).
bool looksLikeProto(std::string_view head) {
  if (head.size() < 4 || head[0] != 0x0A) return false;
  std::size_t at = 1;
  while (at < head.size() && at < 11 && (head[at] & 0x80) != 0) ++at;
  if (at + 1 >= head.size()) return false;
  const char inside = head[at + 1];
  return inside == 0x0A || inside == 0x12;
}

bool looksLikeCsv(std::string_view head) {
  const std::string_view line = head.substr(0, head.find('\n'));
  const bool separated = line.find_first_of(",;\t") != std::string_view::npos;
  return separated && std::none_of(line.begin(), line.end(), [](char c) {
           return static_cast<unsigned char>(c) < 0x20 && c != '\t' && c != '\r';
         });
}

}  // namespace

std::optional<Format> recognise(std::string_view head) {
  if (head.starts_with(wire::kDumpMagic)) return Format::ProbeDump;
  if (head.starts_with("\xEF\xBB\xBF")) head.remove_prefix(3);
  const std::size_t first = head.find_first_not_of(" \t\r\n");
  if (first == std::string_view::npos) return std::nullopt;
  // JSON first: protobuf may start like a line break and a bracket, but not like these keys too.
  if (head[first] == '{' || head[first] == '[') {
    if (const auto format = recogniseJson(head)) return format;
  }
  if (looksLikeProto(head)) return Format::OtlpProto;
  if (head[first] == '<') {
    return has(head, "<log") || has(head, "xes") ? std::optional(Format::Xes) : std::nullopt;
  }
  return looksLikeCsv(head.substr(first)) ? std::optional(Format::Csv) : std::nullopt;
}

bool looksLikeLines(std::string_view head) {
  head.remove_prefix(std::min(head.find_first_not_of(" \t\r\n"), head.size()));
  // Most lines are whole objects; some may be broken. A document over several lines has at most a
  // few such lines, with commas behind them.
  int lines = 0, objects = 0;
  while (lines < 16) {
    const std::size_t end = head.find('\n');
    if (end == std::string_view::npos) break;
    std::string_view line = head.substr(0, end);
    line = line.substr(0, line.find_last_not_of(" \t\r") + 1);
    head.remove_prefix(end + 1);
    if (line.empty()) continue;
    ++lines;
    if (line.size() > 2 && line.front() == '{' && line.back() == '}') ++objects;
  }
  return objects > 0 && objects * 2 >= lines;
}

}  // namespace rheo::files
