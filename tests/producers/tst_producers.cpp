// SPDX-License-Identifier: Apache-2.0
#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QSet>
#include <QTemporaryDir>
#include <QTest>

#include "collecting_receiver.h"
#include "model/export/exporter.h"
#include "model/session/file_import.h"
#include "model/store/store.h"

using namespace rheo;

namespace {

constexpr int kInstallMs = 280'000;
constexpr int kRunMs = 60'000;

QByteArray contentOf(const QString& path) {
  QFile file(path);
  return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

QJsonArray arrayOf(const QByteArray& text) {
  return QJsonDocument::fromJson(text).array();
}

Id128 idOf(const QJsonValue& hex) {
  return Id128::fromHex(hex.toString().rightJustified(32, u'0').toStdString()).value_or(Id128{});
}

/// The sighting that stands for the span: what was published, or the end of what was handled.
const TraceEvent* sightingOf(const test::CollectingReceiver& receiver, const QJsonObject& span) {
  for (const TraceEvent& event : receiver.events) {
    if (event.spanId == idOf(span[u"spanId"]).lo && event.stage != Stage::Received &&
        receiver.text(event.service) == span[u"service"].toString().toStdString())
      return &event;
  }
  return nullptr;
}

}  // namespace

/// Files of real exporters come in as they were meant, and real readers understand ours.
class TestProducers : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void initTestCase() {
    QVERIFY(QDir().mkpath(npm()));
    const QDir sources(QStringLiteral(RHEO_SOURCE_DIR "/tests/producers"));
    for (const QString& name : sources.entryList(
             {QStringLiteral("*.cjs"), QStringLiteral("package*.json"), QStringLiteral(".npmrc")},
             QDir::Files | QDir::Hidden)) {
      QFile::remove(npm(name));
      QVERIFY(QFile::copy(sources.filePath(name), npm(name)));
    }
    install();
    run(QStringLiteral("node"), {QStringLiteral("produce.cjs"), m_folder.path()}, kRunMs);
    m_expected = arrayOf(contentOf(file(QStringLiteral("expected.json"))));
    QCOMPARE(m_expected.size(), qsizetype{6});
  }

  void whatWasExportedIsUnderstood_data() {
    QTest::addColumn<QString>("name");
    QTest::addColumn<int>("format");
    const auto row = [](const char* name, files::Format format) {
      QTest::newRow(name) << QString::fromLatin1(name) << int(format);
    };
    row("otlp.jsonl", files::Format::OtlpJson);
    row("otlp.pb", files::Format::OtlpProto);
    row("zipkin.json", files::Format::Zipkin);
    row("jaeger.json", files::Format::Jaeger);
  }

  void whatWasExportedIsUnderstood() {
    QFETCH(QString, name);
    QFETCH(int, format);
    const std::string text = contentOf(file(name)).toStdString();
    QCOMPARE(int(files::recognise(text).value()), format);
    test::CollectingReceiver receiver;
    const files::ImportCounts counts = test::importText(receiver, text);
    QVERIFY2(counts.broken == 0, counts.examples.empty() ? "" : counts.examples[0].what.c_str());
    QCOMPARE(counts.spans, std::uint64_t(m_expected.size()));
    QCOMPARE(counts.orphans + counts.cycles + counts.duplicates + counts.untimed, std::uint64_t{0});
    for (const QJsonValue& each : qAsConst(m_expected)) compare(receiver, each.toObject());
    const TraceEvent* sent = sightingOf(receiver, m_expected[3].toObject());
    for (const int consumer : {4, 5}) {
      const TraceEvent* taken = sightingOf(receiver, m_expected[consumer].toObject());
      QCOMPARE(taken->eventId, sent->eventId);
      QCOMPARE(taken->publishedNs, sent->timeNs);
      QCOMPARE(receiver.text(taken->topic), std::string("orders"));
    }
  }

  void cloudEventsAreUnderstood_data() {
    QTest::addColumn<QString>("name");
    QTest::addColumn<int>("count");
    QTest::newRow("single") << QStringLiteral("cloudevent.json") << 1;
    QTest::newRow("batch") << QStringLiteral("cloudevents.json") << 3;
  }

  void cloudEventsAreUnderstood() {
    QFETCH(QString, name);
    QFETCH(int, count);
    test::CollectingReceiver receiver;
    const files::ImportCounts counts =
        test::importText(receiver, contentOf(file(name)).toStdString());
    QCOMPARE(counts.broken, std::uint64_t{0});
    QCOMPARE(receiver.events.size(), std::size_t(count));
    const TraceEvent& first = receiver.events.front();
    QCOMPARE(first.timeNs, TimeNs{1763880000001} * kMillisecond);
    QCOMPARE(std::string(first.key), std::string("order-1"));
    QCOMPARE(receiver.text(first.type), std::string("OrderPlaced"));
    const QByteArray payload(first.payload.data(), qsizetype(first.payload.size()));
    QCOMPARE(QJsonDocument::fromJson(payload).object()[u"text"].toString(),
             QStringLiteral("Gr\u00F6\u00DFe \"1\"\n"));
  }

  void openTelemetryReadsWhatIsExported_data() {
    QTest::addColumn<int>("format");
    QTest::addColumn<QString>("name");
    QTest::newRow("json") << int(exports::Format::OtlpJson) << QStringLiteral("ours.jsonl");
    QTest::newRow("proto") << int(exports::Format::OtlpProto) << QStringLiteral("ours.pb");
  }

  void openTelemetryReadsWhatIsExported() {
    QFETCH(int, format);
    QFETCH(QString, name);
    exportTo(name, static_cast<exports::Format>(format));
    const QJsonArray spans =
        arrayOf(run(QStringLiteral("node"), {QStringLiteral("read_otlp.cjs"), file(name)}, kRunMs));
    for (const QJsonValue& value : qAsConst(m_expected)) {
      const QJsonObject meant = value.toObject();
      const QJsonObject got = spanIn(spans, meant[u"spanId"].toString());
      for (const char* key : {"traceId", "parentSpanId", "name", "kind", "service", "startNs"})
        QCOMPARE(got[QLatin1String(key)], key == QByteArray("kind")
                                              ? QJsonValue(meant[u"kind"].toInt() + 1)
                                              : meant[QLatin1String(key)]);
      QCOMPARE(got[u"endNs"], meant[u"endNs"]);
      QCOMPARE(got[u"error"].toBool(), !meant[u"error"].toString().isEmpty());
    }
    const QJsonObject tags =
        spanIn(spans, m_expected[2][u"spanId"].toString())[u"attributes"].toObject();
    QCOMPARE(tags[u"text"].toString(), QStringLiteral("Gr\u00F6\u00DFe \"1\"\n"));
    QCOMPARE(tags[u"count"].toString(), QStringLiteral("3"));
    QCOMPARE(tags[u"ratio"].toDouble(), 0.25);
    QCOMPARE(tags[u"ok"].toBool(), true);
    const QJsonObject linked = spanIn(spans, m_expected[5][u"spanId"].toString());
    QCOMPARE(linked[u"links"].toArray().at(0)[u"spanId"], m_expected[3][u"spanId"]);
  }

  void chromesTraceViewerReadsWhatIsExported() {
    exportTo(QStringLiteral("ours.json"), exports::Format::Chrome);
    const QJsonObject read =
        QJsonDocument::fromJson(
            run(QStringLiteral("node"),
                {QStringLiteral("read_chrome.cjs"), file(QStringLiteral("ours.json"))}, kRunMs))
            .object();
    QCOMPARE(read[u"warnings"].toArray(), QJsonArray());
    const QJsonArray slices = read[u"slices"].toArray();
    for (const QJsonValue& value : qAsConst(m_expected)) {
      const QJsonObject meant = value.toObject();
      const QJsonObject got = sliceOf(slices, meant[u"spanId"].toString());
      QCOMPARE(got[u"process"], meant[u"service"]);
      QCOMPARE(got[u"name"], meant[u"name"]);
      QCOMPARE(got[u"nested"].toBool(), false);  // beside each other, whoever waited for whom
      const qint64 startNs = meant[u"startNs"].toString().toLongLong();
      const qint64 endNs = meant[u"endNs"].toString().toLongLong();
      // The viewer counts in doubles of milliseconds: a quarter of a microsecond, today.
      QVERIFY(std::abs(got[u"startMs"].toDouble() - double(startNs) / 1e6) < 0.0005);
      QVERIFY(std::abs(got[u"durationMs"].toDouble() - double(endNs - startNs) / 1e6) < 1e-6);
    }
    const auto place = [](const char* process, const QJsonValue& span) {
      return QJsonObject{{QStringLiteral("process"), QLatin1String(process)},
                         {QStringLiteral("span"), span[u"spanId"]}};
    };
    QSet<QJsonValue> ends;
    for (const QJsonValue& arrow : read[u"arrows"].toArray()) {
      if (arrow[u"from"] == place("orders", m_expected[3])) ends.insert(arrow[u"to"]);
    }
    QCOMPARE(ends,
             (QSet<QJsonValue>{place("billing", m_expected[4]), place("shipping", m_expected[5])}));
  }

 private:
  static QString npm(const QString& name = {}) { return QStringLiteral(RHEO_NPM_DIR "/") + name; }
  [[nodiscard]] QString file(const QString& name) const { return m_folder.filePath(name); }

  /// Installs what the lock file says, unless that was done.
  void install() {
    const QString mark = npm(QStringLiteral("installed"));
    const QByteArray wanted = contentOf(npm(QStringLiteral("package-lock.json")));
    if (contentOf(mark) == wanted) return;
    run(QStringLiteral("npm"), {QStringLiteral("ci"), QStringLiteral("--prefer-offline")},
        kInstallMs);
    QFile done(mark);
    QVERIFY(done.open(QIODevice::WriteOnly));
    done.write(wanted);
  }

  static QByteArray run(const QString& program, const QStringList& arguments, int timeoutMs) {
    QProcess process;
    process.setWorkingDirectory(npm());
    process.start(program, arguments);
    const bool ended = process.waitForFinished(timeoutMs);
    const QByteArray output = process.readAllStandardOutput();
    if (!ended || process.exitCode() != 0) {
      qWarning("%s: %s\n%s", qPrintable(program), qPrintable(process.errorString()),
               process.readAllStandardError().constData());
      QTest::qFail("a program of the test failed", __FILE__, __LINE__);
    }
    return output;
  }

  static void compare(const test::CollectingReceiver& receiver, const QJsonObject& meant) {
    const TraceEvent* event = sightingOf(receiver, meant);
    QVERIFY2(event != nullptr, qPrintable(meant[u"name"].toString()));
    QCOMPARE(event->traceId, idOf(meant[u"traceId"]));
    QCOMPARE(event->parentSpanId, idOf(meant[u"parentSpanId"]).lo);
    const TimeNs start = meant[u"startNs"].toString().toLongLong();
    const TimeNs end = meant[u"endNs"].toString().toLongLong();
    QCOMPARE(event->timeNs, event->stage == Stage::Published ? start : end);
    QCOMPARE(event->durationNs, end - start);
    QCOMPARE(event->stage == Stage::Failed, !meant[u"error"].toString().isEmpty());
  }

  static QJsonObject spanIn(const QJsonArray& spans, const QString& id) {
    for (const QJsonValue& each : spans) {
      if (each[u"spanId"].toString() == id) return each.toObject();
    }
    return {};
  }

  /// Of the sighting that keeps the span: others stand beside it without a length.
  static QJsonObject sliceOf(const QJsonArray& slices, const QString& span) {
    for (const QJsonValue& each : slices) {
      const QJsonObject args = each[u"args"].toObject();
      if (args[u"rheo.span"].toString() == span && args[u"rheo.stage"].toString() != u"received")
        return each.toObject();
    }
    return {};
  }

  void exportTo(const QString& name, exports::Format format) {
    const std::string recording = file(name + QStringLiteral(".rheo")).toStdString();
    FileImportOptions options;
    options.files = {file(QStringLiteral("otlp.jsonl")).toStdString()};
    options.path = recording;
    QVERIFY(importFiles(options).ok());
    const auto reader = store::openReader(recording);
    QFile out(file(name));
    QVERIFY(out.open(QIODevice::WriteOnly));
    const auto counts = exports::exportRecording(**reader, {}, format,
                                                 [&out](std::string_view bytes) {
                                                   out.write(bytes.data(), qint64(bytes.size()));
                                                   return Result<void>();
                                                 },
                                                 {});
    QVERIFY(counts.ok());
  }

  QTemporaryDir m_folder;
  QJsonArray m_expected;
};

QTEST_GUILESS_MAIN(TestProducers)
#include "tst_producers.moc"
