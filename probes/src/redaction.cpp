// SPDX-License-Identifier: Apache-2.0
#include "probes/src/redaction.hpp"

#include <algorithm>
#include <cstring>

namespace rheo::probe {
namespace {

constexpr std::string_view kMask = "***";
constexpr std::string_view kQuotedMask = "\"***\"";
constexpr std::string_view kAttributesWithheld = "{\"rheo.attributesWithheld\":true}";

/// The pieces of a text between separators, without the spaces around them.
template <typename Take>
void split(std::string_view text, char separator, Take take) {
  while (!text.empty()) {
    const std::size_t end = std::min(text.find(separator), text.size());
    std::string_view piece = text.substr(0, end);
    while (!piece.empty() && piece.front() == ' ') piece.remove_prefix(1);
    while (!piece.empty() && piece.back() == ' ') piece.remove_suffix(1);
    if (!piece.empty()) take(piece);
    text.remove_prefix(std::min(end + 1, text.size()));
  }
}

}  // namespace

AllowList::AllowList(std::string_view commaSeparated) {
  split(commaSeparated, ',', [this](std::string_view entry) {
    if (entry == "$key") {
      m_key = true;
    } else if (entry == "$saga") {
      m_sagaKey = true;
    } else if (m_paths.size() < kMaxPaths) {
      Path& path = m_paths.emplace_back();
      split(entry, '.', [&path](std::string_view name) { path.emplace_back(name); });
    }
  });
}

AllowList::Verdict AllowList::of(const std::string_view* path, std::size_t depth) const noexcept {
  Verdict best = depth == 0 ? Verdict::Inside : Verdict::Withheld;
  for (const Path& allowed : m_paths) {
    const std::size_t common = std::min(allowed.size(), depth);
    if (!std::equal(path, path + common, allowed.begin())) continue;
    if (allowed.size() <= depth) return Verdict::Allowed;
    best = Verdict::Inside;
  }
  return best;
}

void Redaction::prepare(std::size_t payloadBytes, std::size_t attributeBytes) noexcept {
  if (m_allowed == nullptr) return;
  try {
    if (m_payload.size() < redactedRoom(payloadBytes)) m_payload.resize(redactedRoom(payloadBytes));
    if (m_attributes.size() < redactedRoom(attributeBytes))
      m_attributes.resize(redactedRoom(attributeBytes));
  } catch (...) {
    // What does not fit is withheld.
  }
}

std::string_view Redaction::replaced(std::string_view json, std::string& into,
                                     std::string_view otherwise) noexcept {
  const std::size_t size = redact(json, *m_allowed, into.data(), into.size());
  return size != 0 ? std::string_view(into.data(), size) : otherwise;
}

void Redaction::apply(wire::EventView& event) noexcept {
  if (m_allowed == nullptr) return;
  const auto put = [&event](std::string_view& text, std::string_view with) {
    if (text.empty() || text == with) return;
    text = with;
    event.flags |= wire::kRedacted;
  };
  if (!m_allowed->key()) put(event.key, kMask);
  if (!m_allowed->sagaKey()) put(event.sagaKey, kMask);
  if (!event.attributes.empty())
    put(event.attributes, replaced(event.attributes, m_attributes, kAttributesWithheld));
  if (event.payload.empty()) return;
  const std::string_view payload = replaced(event.payload, m_payload, {});
  if (payload.empty()) event.flags |= wire::kPayloadTruncated;
  put(event.payload, payload);
}

namespace {

/// One pass over a JSON text, copying as it goes. Recursion is bounded by kMaxDepth.
class Redactor {
 public:
  Redactor(std::string_view json, const AllowList& allowed, char* out, std::size_t room) noexcept
      : m_at(json.data()),
        m_end(json.data() + json.size()),
        m_out(out),
        m_begin(out),
        m_outEnd(out + room),
        m_allowed(allowed) {}

  std::size_t run() noexcept {
    const bool whole = value(0, AllowList::Verdict::Inside) && (space(), m_at == m_end);
    return whole && m_fits ? static_cast<std::size_t>(m_out - m_begin) : 0;
  }

 private:
  using Verdict = AllowList::Verdict;
  static constexpr std::size_t kMaxDepth = 32;

  void space() noexcept {
    while (m_at != m_end && (*m_at == ' ' || *m_at == '\n' || *m_at == '\r' || *m_at == '\t'))
      ++m_at;
  }
  bool take(char expected) noexcept {
    space();
    if (m_at == m_end || *m_at != expected) return false;
    ++m_at;
    return true;
  }
  void put(std::string_view text) noexcept {
    if (static_cast<std::size_t>(m_outEnd - m_out) < text.size()) {
      m_fits = false;
      return;
    }
    std::memcpy(m_out, text.data(), text.size());
    m_out += text.size();
  }

  /// A value at `depth` names below the root, nested `m_nesting` deep.
  bool value(std::size_t depth, Verdict verdict) noexcept {
    space();
    if (m_at == m_end) return false;
    const char* from = m_at;
    const char first = *m_at;
    if (verdict != Verdict::Inside || (first != '{' && first != '[')) {
      if (!skip()) return false;
      put(verdict == Verdict::Allowed
              ? std::string_view(from, static_cast<std::size_t>(m_at - from))
              : kQuotedMask);
      return true;
    }
    if (++m_nesting > kMaxDepth) return false;
    const bool whole = first == '{' ? object(depth) : array(depth);
    --m_nesting;
    return whole;
  }

  bool object(std::size_t depth) noexcept {
    ++m_at;
    put("{");
    if (take('}')) return put("}"), true;
    do {
      space();
      const char* from = m_at;
      if (!skipString()) return false;
      const std::string_view quoted(from, static_cast<std::size_t>(m_at - from));
      if (!take(':')) return false;
      // A name that is written with escapes equals no allowed one: withheld.
      m_path[depth] = quoted.substr(1, quoted.size() - 2);
      put(quoted);
      put(":");
      if (!value(depth + 1, m_allowed.of(m_path, depth + 1))) return false;
    } while (take(',') && (put(","), true));
    return take('}') && (put("}"), true);
  }

  bool array(std::size_t depth) noexcept {
    ++m_at;
    put("[");
    if (take(']')) return put("]"), true;
    do {
      if (!value(depth, depth == 0 ? Verdict::Inside : m_allowed.of(m_path, depth))) return false;
    } while (take(',') && (put(","), true));
    return take(']') && (put("]"), true);
  }

  /// Past one value, whatever it is.
  bool skip() noexcept {
    space();
    if (m_at == m_end) return false;
    if (*m_at == '"') return skipString();
    if (*m_at == '{' || *m_at == '[') return skipNested();
    for (const std::string_view word : {"true", "false", "null"})
      if (std::string_view(m_at, static_cast<std::size_t>(m_end - m_at)).substr(0, word.size()) ==
          word)
        return m_at += word.size(), true;
    return skipNumber();
  }

  bool skipNested() noexcept {
    const bool isObject = *m_at++ == '{';
    const char close = isObject ? '}' : ']';
    if (++m_nesting > kMaxDepth) return false;
    if (!take(close)) {
      do {
        space();
        if (isObject && !(skipString() && take(':'))) return false;
        if (!skip()) return false;
      } while (take(','));
      if (!take(close)) return false;
    }
    --m_nesting;
    return true;
  }

  bool skipString() noexcept {
    if (m_at == m_end || *m_at != '"') return false;
    for (++m_at; m_at != m_end; ++m_at) {
      if (*m_at == '"') return ++m_at, true;
      if (static_cast<unsigned char>(*m_at) < 0x20) return false;
      if (*m_at == '\\' &&
          (++m_at == m_end || std::strchr("\"\\/bfnrtu", *m_at) == nullptr || *m_at == 0))
        return false;
    }
    return false;
  }

  bool digits() noexcept {
    const char* from = m_at;
    while (m_at != m_end && *m_at >= '0' && *m_at <= '9') ++m_at;
    return m_at != from;
  }
  bool next(char c) noexcept { return m_at != m_end && *m_at == c && (++m_at, true); }
  bool skipNumber() noexcept {
    next('-');
    if (!digits()) return false;
    if (next('.') && !digits()) return false;
    if (!next('e') && !next('E')) return true;
    if (!next('+')) next('-');
    return digits();
  }

  const char* m_at;
  const char* const m_end;
  char* m_out;
  char* const m_begin;
  char* const m_outEnd;
  const AllowList& m_allowed;
  std::string_view m_path[kMaxDepth + 1];
  std::size_t m_nesting = 0;
  bool m_fits = true;
};

}  // namespace

std::size_t redact(std::string_view json, const AllowList& allowed, char* out,
                   std::size_t room) noexcept {
  return Redactor(json, allowed, out, room).run();
}

}  // namespace rheo::probe
