// SPDX-License-Identifier: Apache-2.0
#include "model/query/payload_path.h"

#include "model/query/expr.h"
#include "model/query/path_reader.h"

namespace rheo::query {

std::string printPath(const PayloadPath& path) {
  std::string out;
  for (const auto& step : path) {
    if (step.index >= 0) {
      out += '[' + std::to_string(step.index) + ']';
      continue;
    }
    if (!out.empty()) out += '.';
    out += isWord(step.name) ? step.name : quote(step.name);
  }
  return out;
}

std::optional<PayloadPath> parsePath(std::string_view text) {
  // A first name is read as if a dot stood before it, as it does in a filter.
  const std::string dotted = (text.starts_with('[') ? "" : ".") + std::string(text);
  std::vector<Token> tokens;
  FilterError error;
  std::size_t at = 0;
  PayloadPath path;
  if (!lex(dotted, tokens, error) || !readPath(tokens, at, path, error)) return std::nullopt;
  if (tokens[at].kind != TokenKind::End) return std::nullopt;
  return path;
}

}  // namespace rheo::query
