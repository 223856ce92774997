// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <array>

#include "model/query/filter.h"
#include "model/query/lexer.h"
#include "model/query/parser.h"
#include "model/query/path_reader.h"
#include "model/query/suggest.h"

namespace rheo::query {
namespace {

constexpr std::size_t kMaxCompletions = 50;

enum class Expect : std::uint8_t { Condition, Operator, Value, Connective, Nothing };

/// What stands before the cursor: the tokens that are finished, and the word being written.
struct Context {
  Expect expect = Expect::Condition;
  FieldKind kind = FieldKind::Name;  ///< of what is compared
  Field field = Field::Topic;
  std::string partial;
  std::size_t replaceFrom = 0;
};

bool startsCondition(TokenKind kind) {
  return kind == TokenKind::And || kind == TokenKind::Or || kind == TokenKind::Not ||
         kind == TokenKind::LeftParen;
}

/// Walks the finished tokens as the grammar would, forgiving whatever is not closed yet.
class Walk {
 public:
  explicit Walk(const std::vector<Token>& tokens) : m_tokens(tokens) {}

  Context run() {
    while (m_tokens[m_at].kind != TokenKind::End && m_context.expect != Expect::Nothing) step();
    return m_context;
  }

 private:
  void step() {
    const Token& token = m_tokens[m_at++];
    switch (m_context.expect) {
      case Expect::Condition:
        if (!startsCondition(token.kind)) field(token);
        break;
      case Expect::Operator:
        m_list = token.kind == TokenKind::Word && token.text == "in";
        if (m_list && m_tokens[m_at].kind == TokenKind::LeftParen) ++m_at;
        m_context.expect =
            m_list || token.kind == TokenKind::Comparison ? Expect::Value : Expect::Nothing;
        break;
      case Expect::Value:
        m_context.expect = Expect::Connective;
        break;
      case Expect::Connective:
        if (token.kind == TokenKind::Comma && m_list) m_context.expect = Expect::Value;
        if (startsCondition(token.kind)) m_context.expect = Expect::Condition;
        break;
      case Expect::Nothing:
        break;
    }
  }

  void field(const Token& token) {
    if (isFunction(token.text) && m_tokens[m_at].kind == TokenKind::LeftParen) return call(token);
    const auto info = fieldFromName(token.text);
    m_context.expect = Expect::Nothing;
    if (token.kind != TokenKind::Word || !info) return;
    m_context.field = info->field;
    m_context.kind = info->kind;
    m_context.expect = info->kind == FieldKind::Flag ? Expect::Connective : Expect::Operator;
    PayloadPath path;
    FilterError error;
    if (info->kind == FieldKind::Payload && !readPath(m_tokens, m_at, path, error))
      m_context.expect = Expect::Nothing;
  }

  /// Up to the field the next words are fields; behind the parenthesis, what the function gives.
  void call(const Token& function) {
    ++m_at;
    if (m_tokens[m_at].kind == TokenKind::End) return;
    field(m_tokens[m_at++]);
    if (m_context.expect != Expect::Operator) return;
    m_context.expect = Expect::Nothing;
    if (m_tokens[m_at].kind != TokenKind::RightParen) return;
    ++m_at;
    const bool counted = function.text == functionName(Function::Length);
    m_context.kind = counted ? FieldKind::Number : FieldKind::Text;
    m_context.expect = function.text == kExists ? Expect::Connective : Expect::Operator;
  }

  const std::vector<Token>& m_tokens;
  std::size_t m_at = 0;
  bool m_list = false;
  Context m_context;
};

Context contextAt(std::string_view text) {
  std::vector<Token> tokens;
  FilterError error;
  std::string partial;
  std::size_t from = text.size();
  if (!lex(text, tokens, error)) {
    // A string that is still open is what is being written; any other damage ends the help.
    const bool open = error.column < text.size() &&
                      (text[error.column] == '"' || text[error.column] == '\'') &&
                      error.column + error.length == text.size();
    if (!open) return {Expect::Nothing, {}, {}, {}, from};
    from = error.column;
    partial = text.substr(from + 1);
    tokens.emplace_back();
  } else if (tokens.size() > 1 && tokens[tokens.size() - 2].kind == TokenKind::Word &&
             tokens[tokens.size() - 2].column + tokens[tokens.size() - 2].length == text.size()) {
    from = tokens[tokens.size() - 2].column;
    partial = tokens[tokens.size() - 2].text;
    tokens.erase(tokens.end() - 2);
  }
  Context context = Walk(tokens).run();
  context.partial = std::move(partial);
  context.replaceFrom = from;
  return context;
}

/// 0 = a prefix, 1 = a prefix but for case, 2 = inside, 3 = a slip of the pen; none = not offered.
std::optional<int> rank(std::string_view candidate, std::string_view partial) {
  if (candidate.starts_with(partial)) return 0;
  if (candidate.size() >= partial.size() &&
      editDistance(candidate.substr(0, partial.size()), partial) == 0)
    return 1;
  if (candidate.find(partial) != std::string_view::npos) return 2;
  if (partial.size() >= 3 && !nearest(partial, {candidate}).empty()) return 3;
  return std::nullopt;
}

class Offers {
 public:
  explicit Offers(const Context& context) : m_context(context) {}

  void add(std::string_view match, std::string text, std::string_view detail) {
    const auto r = rank(match, m_context.partial);
    if (r)
      m_ranked.emplace_back(
          *r, Completion{std::move(text), std::string(detail), m_context.replaceFrom});
  }
  std::vector<Completion> take() {
    std::stable_sort(m_ranked.begin(), m_ranked.end(),
                     [](const auto& a, const auto& b) { return a.first < b.first; });
    std::vector<Completion> out;
    for (auto& [rank, completion] : m_ranked) {
      if (out.size() == kMaxCompletions) break;
      out.push_back(std::move(completion));
    }
    return out;
  }

 private:
  const Context& m_context;
  std::vector<std::pair<int, Completion>> m_ranked;
};

void offerOperators(FieldKind kind, Offers& offers) {
  const bool isText = kind == FieldKind::Name || kind == FieldKind::Text || kind == FieldKind::Id ||
                      kind == FieldKind::Payload;
  const bool hasOrder = kind != FieldKind::Name && kind != FieldKind::Id;
  offers.add("==", "==", "is");
  offers.add("!=", "!=", "is not");
  if (isText) {
    offers.add("~", "~", "a regular expression is found in it");
    offers.add("!~", "!~", "the regular expression is not found in it");
  }
  if (hasOrder) {
    for (const auto* text : {">", ">=", "<", "<="}) offers.add(text, text, "compared by order");
  }
  offers.add("in", "in (", "is one of");
}

void offerNames(const NameTable* names, Offers& offers) {
  const Name size = names == nullptr ? 0 : names->size();
  for (Name code = 1; code < size; ++code) {
    const auto text = names->text(code);
    offers.add(text, quote(text), "seen in this recording");
  }
}

void offerValues(Field field, const NameTable* names, Offers& offers) {
  switch (infoOf(field).kind) {
    case FieldKind::Name:
      for (int i = 0; field == Field::Stage && i < 32; ++i) {
        const auto name = stageName(static_cast<Stage>(i));
        if (stageFromName(name)) offers.add(name, quote(name), "stage");
      }
      for (int i = 0; field == Field::Kind && i < 4; ++i) {
        const auto name = kindName(static_cast<Kind>(i));
        offers.add(name, quote(name), "kind");
      }
      if (field != Field::Stage && field != Field::Kind) offerNames(names, offers);
      break;
    case FieldKind::Duration:
      for (const auto* text : {"10ms", "100ms", "1s", "10s"}) offers.add(text, text, "duration");
      break;
    case FieldKind::Size:
      for (const auto* text : {"1KiB", "64KiB", "1MiB"}) offers.add(text, text, "size");
      break;
    default:
      break;
  }
}

}  // namespace

std::vector<Completion> complete(std::string_view text, std::size_t cursor,
                                 const NameTable* names) {
  const Context context = contextAt(text.substr(0, std::min(cursor, text.size())));
  Offers offers(context);
  switch (context.expect) {
    case Expect::Condition:
      for (const auto& info : fields()) offers.add(info.name, std::string(info.name), info.help);
      offers.add("exists", "exists(", "the field says something");
      offers.add("lower", "lower(", "the text in lower case");
      offers.add("length", "length(", "bytes of the text");
      break;
    case Expect::Operator:
      offerOperators(context.kind, offers);
      break;
    case Expect::Value:
      if (context.kind == infoOf(context.field).kind) offerValues(context.field, names, offers);
      break;
    case Expect::Connective:
      offers.add("&&", "&&", "and");
      offers.add("||", "||", "or");
      break;
    case Expect::Nothing:
      break;
  }
  return offers.take();
}

}  // namespace rheo::query
