// SPDX-License-Identifier: Apache-2.0
#include "model/sources/files/tag_memo.h"

#include <QTest>
#include <random>

#include "model/sources/files/otlp_span.h"
#include "model/sources/files/span_facts.h"
#include "model/sources/files/tag_writer.h"

using namespace rheo;
using namespace rheo::files;

namespace {

void field(std::string& to, int number, std::string_view bytes) {
  to += static_cast<char>(number << 3 | 2);
  to += static_cast<char>(bytes.size());  // all of them are short
  to += bytes;
}

std::string tagOf(std::string_view key, std::string_view text) {
  std::string value, tag;
  field(value, 1, text);
  field(tag, 1, key);
  field(tag, 2, value);
  return tag;
}

std::string tagOf(std::string_view key, std::uint8_t number) {
  std::string tag;
  field(tag, 1, key);
  field(tag, 2, {"\x18", 1});
  tag.back() = '\x18';
  tag[tag.size() - 2] = 2;
  tag += static_cast<char>(number & 0x7F);
  return tag;
}

/// A span with these tags, to be read.
std::string spanOf(const std::vector<std::string>& tags) {
  std::string span;
  field(span, 1, "0123456789abcdef");
  field(span, 2, "12345678");
  for (const std::string& tag : tags) field(span, 9, tag);
  return span;
}

std::string memberOf(const Attribute& tag) {
  TagWriter writer;
  writer.clear();
  writer.tag(tag);
  return std::string(writer.finish());
}

const TagMeaning* meaningOf(const Attribute& tag) {
  return tag.known != nullptr ? tag.known->meaning : files::meaningOf(tag.key);
}

/// Few tags that come all the time, many that come a few times, and all kinds of bytes in them.
std::vector<std::string> makeTags() {
  std::vector<std::string> tags;
  for (const char* key : {"messaging.system", "messaging.destination.name", "http.route", "k"}) {
    for (const char* text : {"kafka", "orders \"and\" more", "", "a\tb", "0123456789012345678"})
      tags.push_back(tagOf(key, text));
    for (std::uint8_t number = 0; number < 9; ++number) tags.push_back(tagOf(key, number));
  }
  for (int i = 0; i < 3'000; ++i) tags.push_back(tagOf("order.id", "order-" + std::to_string(i)));
  return tags;
}

}  // namespace

/// A tag that is known says what it said when it was read.
class TestTagMemo : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void saysWhatReadingSays();
  void keepsWhatComesOften();
};

void TestTagMemo::saysWhatReadingSays() {
  std::mt19937 random(4);
  const std::vector<std::string> tags = makeTags();
  OtlpSpanReader used;
  int known = 0;
  for (int round = 0; round < 20'000; ++round) {
    std::vector<std::string> some;
    for (std::size_t n = random() % 24; n > 0; --n)
      some.push_back(tags[random() % (random() % 4 == 0 ? tags.size() : 56)]);
    const std::string bytes = spanOf(some);
    OtlpSpanReader fresh;
    const Span* const span = used.span(bytes);
    const Span* const expected = fresh.span(bytes);
    QVERIFY(span != nullptr && expected != nullptr);
    QCOMPARE(span->attributes.size(), some.size());
    QCOMPARE(expected->attributes.size(), some.size());
    for (std::size_t i = 0; i < some.size(); ++i) {
      const Attribute& one = span->attributes[i];
      const Attribute& other = expected->attributes[i];
      QVERIFY(other.known == nullptr);
      known += one.known != nullptr ? 1 : 0;
      QCOMPARE(std::string(one.key), std::string(other.key));
      QCOMPARE(std::string(one.value), std::string(other.value));
      QVERIFY(one.type == other.type);
      QCOMPARE(memberOf(one), memberOf(other));
      QVERIFY(meaningOf(one) == meaningOf(other));
    }
  }
  QVERIFY2(known > 100'000, qPrintable(QString::number(known)));
}

void TestTagMemo::keepsWhatComesOften() {
  TagMemo memo;
  const std::string often = tagOf("http.route", "/orders");
  const Attribute tag{"http.route", "/orders", Attribute::Type::Text};
  for (int i = 0; i < 100 && memo.find(often) == nullptr; ++i) {
    memo.nextSpan();
    memo.keep(often, tag);
  }
  QVERIFY(memo.find(often) != nullptr);
  // What comes once never takes its place.
  for (int i = 0; i < 100'000; ++i) {
    memo.nextSpan();
    const std::string once = tagOf("order.id", "order-" + std::to_string(i));
    QVERIFY(memo.find(once) == nullptr);
    memo.keep(once, {"order.id", "x", Attribute::Type::Text});
  }
  QVERIFY(memo.find(often) != nullptr);
  // Neither do bytes that are too few or too many.
  for (const std::string& bytes : {std::string("short"), std::string(500, 'x')}) {
    for (int i = 0; i < 100; ++i) {
      memo.nextSpan();
      memo.keep(bytes, tag);
    }
    QVERIFY(memo.find(bytes) == nullptr);
  }
}

QTEST_APPLESS_MAIN(TestTagMemo)
#include "tst_tag_memo.moc"
