// SPDX-License-Identifier: Apache-2.0
#include "model/query/parser.h"

#include "model/query/lexer.h"
#include "model/query/literal.h"
#include "model/query/path_reader.h"
#include "model/query/suggest.h"

namespace rheo::query {
namespace {

/// or := and ("||" and)*    and := unary ("&&" unary)*    unary := "!" unary | "(" or ")" | leaf
class Parser {
 public:
  Parser(const std::vector<Token>& tokens, FilterError& error) : m_tokens(tokens), m_error(error) {}

  bool whole(Expr& out);

 private:
  [[nodiscard]] const Token& here() const { return m_tokens[m_at]; }
  [[nodiscard]] bool is(TokenKind kind) const { return here().kind == kind; }
  bool take(TokenKind kind) {
    if (!is(kind)) return false;
    ++m_at;
    return true;
  }
  bool fail(const Token& at, std::string message, std::string suggestion = {}) {
    m_error = {at.column, std::max<std::size_t>(at.length, 1), std::move(message),
               std::move(suggestion)};
    return false;
  }
  bool joined(Expr::Op op, Expr& out, int depth);
  bool unary(Expr& out, int depth);
  bool leaf(Expr& out);
  bool call(const Token& function, Expr& out);
  bool operand(const Token& word, Expr& out);
  bool unknownField(const Token& word);
  bool afterField(const Token& field, Expr& out);
  bool flag(Expr& out);
  bool list(Expr& out);
  bool comparison(const Token& field, Expr& out);
  bool suits(const Token& op, const Expr& expr);
  bool pattern(const Token& value, Expr& out);
  bool strayToken();

  const std::vector<Token>& m_tokens;
  FilterError& m_error;
  std::size_t m_at = 0;
  std::size_t m_leaves = 0;
};

bool Parser::strayToken() {
  const Token& token = here();
  if (token.kind == TokenKind::RightParen) return fail(token, "there is no '(' for this ')'");
  if (token.kind == TokenKind::Word && (token.text == "and" || token.text == "AND"))
    return fail(token, "write && for and", "&&");
  if (token.kind == TokenKind::Word && (token.text == "or" || token.text == "OR"))
    return fail(token, "write || for or", "||");
  return fail(token, "expected && or || here", "&&");
}

bool Parser::whole(Expr& out) {
  if (!joined(Expr::Op::Or, out, 0)) return false;
  return is(TokenKind::End) || strayToken();
}

bool Parser::joined(Expr::Op op, Expr& out, int depth) {
  const bool isOr = op == Expr::Op::Or;
  const auto next = [&](Expr& child) {
    return isOr ? joined(Expr::Op::And, child, depth) : unary(child, depth);
  };
  Expr first;
  if (!next(first)) return false;
  if (!is(isOr ? TokenKind::Or : TokenKind::And)) {
    out = std::move(first);
    return true;
  }
  out.op = op;
  out.children.push_back(std::move(first));
  while (take(isOr ? TokenKind::Or : TokenKind::And)) {
    if (!next(out.children.emplace_back())) return false;
  }
  return true;
}

bool Parser::unary(Expr& out, int depth) {
  const Token& token = here();
  if (depth >= kMaxDepth) return fail(token, "nested more than 64 deep");
  if (take(TokenKind::Not)) {
    out.op = Expr::Op::Not;
    return unary(out.children.emplace_back(), depth + 1);
  }
  if (take(TokenKind::LeftParen)) {
    if (!joined(Expr::Op::Or, out, depth + 1)) return false;
    if (take(TokenKind::RightParen)) return true;
    return is(TokenKind::End) ? fail(token, "this '(' is not closed", ")") : strayToken();
  }
  return leaf(out);
}

bool Parser::unknownField(const Token& word) {
  std::vector<std::string_view> names;
  for (const auto& info : fields()) names.push_back(info.name);
  if (word.text == "not" || word.text == "NOT") return fail(word, "write ! for not", "!");
  const std::string near = nearest(word.text, names);
  const TokenKind next = m_tokens[m_at].kind;
  const bool alone = next != TokenKind::Comparison && next != TokenKind::Dot;
  if (near.empty() && alone) {
    return fail(word, "'" + word.text + "' is not a field; a filter compares fields with values",
                "payload ~ " + quote(word.text));
  }
  return fail(word, "unknown field '" + word.text + "'", near);
}

bool Parser::leaf(Expr& out) {
  const Token& token = here();
  if (++m_leaves > kMaxLeaves) return fail(token, "more than 1000 conditions");
  switch (token.kind) {
    case TokenKind::Word:
      break;
    case TokenKind::End:
      return fail(token, "the filter ends where a condition is expected");
    case TokenKind::String:
      return fail(token, "a condition starts with a field", "payload ~ " + quote(token.text));
    default:
      return fail(token, "a condition starts with a field, such as topic");
  }
  ++m_at;
  if (is(TokenKind::LeftParen) && isFunction(token.text)) return call(token, out);
  if (!operand(token, out)) return false;
  return infoOf(out.field).kind == FieldKind::Flag ? flag(out) : afterField(token, out);
}

/// A field with the path behind it.
bool Parser::operand(const Token& word, Expr& out) {
  const auto info = fieldFromName(word.text);
  if (!info) return unknownField(word);
  out.field = info->field;
  if (info->kind == FieldKind::Payload) return readPath(m_tokens, m_at, out.path, m_error);
  if (is(TokenKind::Dot) || is(TokenKind::LeftBracket))
    return fail(here(), "only payload and attributes have members", "payload");
  return true;
}

/// function "(" field ")": exists() is a condition, the others are compared.
bool Parser::call(const Token& function, Expr& out) {
  ++m_at;
  const Token& word = here();
  if (word.kind != TokenKind::Word) return fail(word, "expected a field in the parentheses");
  ++m_at;
  if (!operand(word, out)) return false;
  if (!take(TokenKind::RightParen)) return fail(here(), "expected ')' after the field", ")");
  const FieldKind kind = infoOf(out.field).kind;
  if (function.text == kExists) {
    if (kind == FieldKind::Flag) return fail(word, "a flag is always there", word.text);
    out.op = Expr::Op::Exists;
    return true;
  }
  const bool isText =
      kind == FieldKind::Name || kind == FieldKind::Text || kind == FieldKind::Payload;
  if (!isText) return fail(word, function.text + "() wants text; " + word.text + " is not text");
  out.function =
      function.text == functionName(Function::Lower) ? Function::Lower : Function::Length;
  return afterField(function, out);
}

/// A flag stands alone; compared with true or false it means itself or its opposite.
bool Parser::flag(Expr& out) {
  out.op = Expr::Op::Flag;
  if (!is(TokenKind::Comparison)) return true;
  const Token& op = here();
  ++m_at;
  const bool equal = op.comparison == Comparison::Eq;
  if (!equal && op.comparison != Comparison::Ne) return fail(op, "a flag is true or false", "==");
  const Token& value = here();
  if (value.kind != TokenKind::Word || (value.text != "true" && value.text != "false"))
    return fail(value, "a flag is compared with true or false", "true");
  ++m_at;
  if (equal == (value.text == "true")) return true;
  Expr inner = std::move(out);
  out = Expr{};
  out.op = Expr::Op::Not;
  out.children.push_back(std::move(inner));
  return true;
}

bool Parser::afterField(const Token& field, Expr& out) {
  if (is(TokenKind::Word) && here().text == "in") {
    ++m_at;
    return list(out);
  }
  if (is(TokenKind::Comparison)) return comparison(field, out);
  if (is(TokenKind::End) || is(TokenKind::And) || is(TokenKind::Or) || is(TokenKind::RightParen))
    return fail(field, "'" + field.text + "' needs a comparison", field.text + " == ...");
  return fail(here(), "expected a comparison or in (...)", "==");
}

bool Parser::list(Expr& out) {
  out.op = Expr::Op::In;
  if (!take(TokenKind::LeftParen)) return fail(here(), "expected '(' after in", "(");
  do {
    if (++m_leaves > kMaxLeaves) return fail(here(), "more than 1000 values");
    if (is(TokenKind::End) || is(TokenKind::RightParen)) return fail(here(), "expected a value");
    if (!readLiteral(here(), out, false, out.values.emplace_back(), m_error)) {
      return false;
    }
    ++m_at;
  } while (take(TokenKind::Comma));
  return take(TokenKind::RightParen) || fail(here(), "expected ',' or ')'", ")");
}

bool Parser::suits(const Token& op, const Expr& expr) {
  const bool counted = expr.function == Function::Length;
  const FieldKind kind = counted ? FieldKind::Number : infoOf(expr.field).kind;
  const bool matches =
      op.comparison == Comparison::Matches || op.comparison == Comparison::NotMatches;
  const bool ordered =
      !matches && op.comparison != Comparison::Eq && op.comparison != Comparison::Ne;
  const bool isText = kind == FieldKind::Name || kind == FieldKind::Text || kind == FieldKind::Id ||
                      kind == FieldKind::Payload;
  const std::string name(counted ? "a length" : infoOf(expr.field).name);
  if (matches && !isText) return fail(op, "~ searches text; " + name + " is not text", "==");
  if (ordered && kind == FieldKind::Id) return fail(op, name + " has no order", "==");
  return true;
}

bool Parser::pattern(const Token& value, Expr& out) {
  out.regex = std::make_shared<const Regex>(out.values.front().text);
  if (out.regex->ok()) return true;
  return fail(value, "the pattern is not a regular expression: " + out.regex->error());
}

bool Parser::comparison(const Token& field, Expr& out) {
  const Token& op = here();
  ++m_at;
  out.op = Expr::Op::Compare;
  out.comparison = op.comparison;
  if (!suits(op, out)) return false;
  const Token& value = here();
  if (value.kind == TokenKind::End)
    return fail(value, "'" + field.text + "' is compared with nothing");
  const bool matches =
      op.comparison == Comparison::Matches || op.comparison == Comparison::NotMatches;
  Literal literal;
  if (!readLiteral(value, out, matches, literal, m_error)) return false;
  if (literal.kind == Literal::Kind::Bool && op.comparison != Comparison::Eq &&
      op.comparison != Comparison::Ne) {
    return fail(op, "true and false have no order", "==");
  }
  out.values.push_back(std::move(literal));
  ++m_at;
  return !matches || pattern(value, out);
}

}  // namespace

bool isFunction(std::string_view name) {
  return name == kExists || name == functionName(Function::Lower) ||
         name == functionName(Function::Length);
}

bool parseExpr(std::string_view text, Expr& out, FilterError& error) {
  std::vector<Token> tokens;
  if (!lex(text, tokens, error)) return false;
  return Parser(tokens, error).whole(out);
}

}  // namespace rheo::query
