// SPDX-License-Identifier: Apache-2.0
#include <QFile>
#include <QTemporaryDir>
#include <cstdio>

#include "format_sample.h"

/// make_format_sample FILE: writes the sample recording of today's format, compressed.
int main(int argc, char** argv) {
  if (argc != 2) {
    std::fprintf(stderr, "usage: make_format_sample FILE\n");
    return 2;
  }
  const QTemporaryDir dir;
  const QString path = dir.filePath(QStringLiteral("sample.rheo"));
  if (const auto written = rheo::test::writeFormatSample(path.toStdString()); !written) {
    std::fprintf(stderr, "make_format_sample: %s\n", written.error().text().c_str());
    return 1;
  }
  QFile sample(path);
  QFile out(QString::fromLocal8Bit(argv[1]));
  if (!sample.open(QIODevice::ReadOnly) || !out.open(QIODevice::WriteOnly)) return 1;
  const QByteArray packed = qCompress(sample.readAll(), 9);
  return out.write(packed) == packed.size() ? 0 : 1;
}
