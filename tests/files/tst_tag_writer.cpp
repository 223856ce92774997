// SPDX-License-Identifier: Apache-2.0
#include "model/sources/files/tag_writer.h"

#include <QTest>

using namespace rheo;
using namespace rheo::files;

/// Texts of every length, with every byte at every place, are written as JsonWriter writes them.
class TestTagWriter : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void writesWhatJsonWriterWrites();
};

void TestTagWriter::writesWhatJsonWriterWrites() {
  TagWriter tags;
  std::string expected;
  const auto check = [&](const std::string& text) {
    tags.clear();
    tags.text("key", text);
    tags.text(text, "value");
    expected.clear();
    JsonWriter json(expected);
    json.beginObject().member("key", text).member(text, "value").endObject();
    return tags.finish() == expected;
  };
  for (std::size_t size = 0; size <= 70; ++size) {
    std::string text(size, 'a');
    for (std::size_t i = 0; i < size; ++i) text[i] = static_cast<char>('a' + i % 26);
    QVERIFY(check(text));
    for (std::size_t at = 0; at < size; ++at) {
      for (int byte = 0; byte < 128; ++byte) {
        std::string changed = text;
        changed[at] = static_cast<char>(byte);
        QVERIFY2(check(changed), qPrintable(QStringLiteral("%1 of %2").arg(at).arg(size)));
      }
    }
    QVERIFY(check(text + "\xC3\xA4"));
  }
}

QTEST_APPLESS_MAIN(TestTagWriter)
#include "tst_tag_writer.moc"
