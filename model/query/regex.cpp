// SPDX-License-Identifier: Apache-2.0
#include "model/query/regex.h"

#include <re2/re2.h>

#include <array>

namespace rheo::query {
namespace {

constexpr std::int64_t kMaxMemory = 1 << 20;

RE2::Options options() {
  RE2::Options o;
  o.set_log_errors(false);
  o.set_max_mem(kMaxMemory);
  return o;
}

re2::StringPiece piece(std::string_view text) {
  return {text.data(), text.size()};
}

}  // namespace

struct Regex::Impl {
  explicit Impl(std::string_view pattern) : re(piece(pattern), options()) {}
  RE2 re;
};

Regex::Regex(std::string_view pattern) : m_impl(std::make_unique<Impl>(pattern)) {}
Regex::~Regex() = default;

bool Regex::ok() const {
  return m_impl->re.ok();
}
std::string Regex::error() const {
  return m_impl->re.error();
}
bool Regex::matches(std::string_view text) const {
  return ok() && RE2::PartialMatch(piece(text), m_impl->re);
}

bool regexMatches(std::string_view pattern, std::string_view text) {
  struct Entry {
    std::string pattern;
    std::unique_ptr<Regex> regex;
  };
  // A statement holds few patterns; the oldest slot goes first.
  thread_local std::array<Entry, 8> cache;
  thread_local std::size_t next = 0;
  for (const auto& entry : cache) {
    if (entry.regex && entry.pattern == pattern) return entry.regex->matches(text);
  }
  Entry& entry = cache[next++ % cache.size()];
  entry = {std::string(pattern), std::make_unique<Regex>(pattern)};
  return entry.regex->matches(text);
}

}  // namespace rheo::query
