// SPDX-License-Identifier: Apache-2.0
#include <QTest>
#include <algorithm>
#include <array>
#include <limits>

#include "model/store/cell_stats.h"
#include "model/store/chunk_codec.h"
#include "model/store/id_filter.h"
#include "model/store/packed_block.h"
#include "model/store/sha256.h"
#include "naive_store.h"

using namespace rheo;
using namespace rheo::store;

namespace {

constexpr std::array kGroups{kHot, kIds, kText, kPayload};

Columns randomColumns(test::Random& random, std::size_t count, CellTable& cells, NameTable& names) {
  Columns columns;
  for (std::size_t i = 0; i < count; ++i) {
    TraceEvent e = test::randomSighting(random, names, 1'700'000'000 * kSecond, kSecond);
    constexpr std::array<std::int64_t, 4> kEdges{std::numeric_limits<std::int64_t>::min(),
                                                 std::numeric_limits<std::int64_t>::max(), -1, 0};
    for (std::int64_t* time : {&e.timeNs, &e.publishedNs, &e.brokerNs, &e.durationNs}) {
      if (test::pick(random, 20) == 0) *time = kEdges[test::pick(random, 4)];
    }
    columns.append(e, cells.intern(cellOf(e)));
  }
  return columns;
}

/// Decodes what may be damaged. What decodes must be whole: every row can be looked at.
bool decodes(Group group, const std::string& packed, std::size_t count, const CellTable& cells,
             Columns& out) {
  if (!decodeGroup(group, packed, count, cells.size(), out)) return false;
  std::size_t touched = 0;
  if (group == kHot || (out.groups & kHot) != 0) {
    for (std::size_t i = 0; i < count; ++i) {
      const TraceEvent e = out.at(i, cells);
      touched += e.payload.size() + e.key.size() + static_cast<std::size_t>(e.eventId.lo & 1);
    }
  }
  return touched != std::numeric_limits<std::size_t>::max();
}

}  // namespace

class TestChunkCodec : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void anyRunOfRowsRoundTrips();
  void damagedBytesAreFound();
  void forgedBytesNeverCrash();
  void forgedRollupsNeverCrash();
  void filterKnowsItsIds();
  void slicesAreTheirFilters();
  void sha256IsTheStandards();
};

void TestChunkCodec::anyRunOfRowsRoundTrips() {
  test::Random random(3);
  NameTable names;
  CellTable cells;
  ChunkEncoder encoder;
  EncodedChunk chunk;
  for (int round = 0; round < 20; ++round) {
    const Columns columns = randomColumns(random, 1 + test::pick(random, 2000), cells, names);
    const std::size_t from = test::pick(random, columns.size());
    const std::size_t count = 1 + test::pick(random, columns.size() - from);
    encoder.encode(columns, from, from + count, chunk);
    Columns decoded;
    for (std::size_t g = 0; g < kGroups.size(); ++g) {
      QVERIFY(decodeGroup(kGroups[g], chunk.groups[g], count, cells.size(), decoded));
    }
    for (std::size_t i = 0; i < count; ++i) {
      QVERIFY(test::sameSighting(columns.at(from + i, cells), decoded.at(i, cells)));
      QVERIFY(chunk.fromNs <= decoded.time[i] && decoded.time[i] <= chunk.toNs);
      for (const Id128& id : {decoded.event[i], decoded.trace[i], decoded.cause[i]}) {
        QVERIFY(id.isNull() || IdProbe(id).mayBeInAll(chunk.filter));
        QVERIFY(id.isNull() || idGroupHolds(chunk.groups[1], count, id));
      }
    }
    QVERIFY(!idGroupHolds(chunk.groups[1], count, {random(), random()}));
    std::vector<std::uint32_t> present;
    QVERIFY(decodeCellList(chunk.cells, cells.size(), present));
    QVERIFY(std::all_of(decoded.cell.begin(), decoded.cell.end(), [&](std::uint32_t cell) {
      return std::binary_search(present.begin(), present.end(), cell);
    }));
  }
}

void TestChunkCodec::damagedBytesAreFound() {
  test::Random random(4);
  NameTable names;
  CellTable cells;
  const Columns columns = randomColumns(random, 500, cells, names);
  ChunkEncoder encoder;
  EncodedChunk chunk;
  encoder.encode(columns, 0, 500, chunk);
  for (int i = 0; i < 2000; ++i) {
    const std::size_t g = test::pick(random, 4);
    std::string bytes = chunk.groups[g];
    bytes[test::pick(random, bytes.size())] ^= static_cast<char>(1 + test::pick(random, 255));
    Columns out;
    QVERIFY(!decodeGroup(kGroups[g], bytes, 500, cells.size(), out));
    bytes = chunk.groups[g].substr(0, test::pick(random, chunk.groups[g].size()));
    QVERIFY(!decodeGroup(kGroups[g], bytes, 500, cells.size(), out));
  }
}

/// A checksum keeps accidents out, not malice: bytes changed before they are packed.
void TestChunkCodec::forgedBytesNeverCrash() {
  test::Random random(5);
  NameTable names;
  CellTable cells;
  const Columns columns = randomColumns(random, 300, cells, names);
  ChunkEncoder encoder;
  EncodedChunk chunk;
  encoder.encode(columns, 0, 300, chunk);
  int accepted = 0;
  for (int i = 0; i < 6000; ++i) {
    const std::size_t g = test::pick(random, 4);
    std::string raw;
    QVERIFY(unpackBlock(chunk.groups[g], raw));
    for (std::size_t n = 1 + test::pick(random, 6); n > 0; --n) {
      raw[test::pick(random, raw.size())] = static_cast<char>(random());
    }
    if (i % 5 == 0) raw.resize(test::pick(random, raw.size()));
    std::string packed;
    packBlock(raw, packed);
    const std::size_t count = i % 11 == 0 ? test::pick(random, 70'000) : 300;
    Columns out;
    if (count == 300) QVERIFY(decodeGroup(kHot, chunk.groups[0], 300, cells.size(), out));
    Columns fresh;
    accepted += decodes(kGroups[g], packed, count, cells, kGroups[g] == kHot ? fresh : out);
  }
  QVERIFY(accepted > 0);
  QVERIFY(accepted < 6000);
}

void TestChunkCodec::forgedRollupsNeverCrash() {
  test::Random random(6);
  std::vector<RollupCell> cells(40);
  for (std::uint32_t i = 0; i < cells.size(); ++i) {
    cells[i].cell = i;
    NameTable names;
    for (std::size_t n = 1 + test::pick(random, 50); n > 0; --n) {
      cells[i].stats.add(test::randomSighting(random, names, kSecond, kSecond));
    }
  }
  std::string counts;
  std::string parts;
  RollupEncoder encoder;
  encoder.start(0);
  for (const RollupCell& cell : cells) encoder.add(cell.cell, cell.stats);
  encoder.finish(counts, parts);
  std::vector<RollupCell> out;
  QVERIFY(decodeCounts(counts, 0, 40, out) && decodeParts(parts, out));
  QCOMPARE(out.size(), cells.size());
  for (std::size_t i = 0; i < out.size(); ++i) {
    QCOMPARE(out[i].stats.count, cells[i].stats.count);
    QCOMPARE(out[i].stats.maxPublishedNs, cells[i].stats.maxPublishedNs);
    QVERIFY(out[i].stats.parts == cells[i].stats.parts);
  }
  for (int i = 0; i < 4000; ++i) {
    std::string raw;
    QVERIFY(unpackBlock(i % 2 == 0 ? counts : parts, raw));
    for (int n = 0; n < 3; ++n) raw[test::pick(random, raw.size())] = static_cast<char>(random());
    std::string packed;
    packBlock(raw, packed);
    if (i % 2 == 0) {
      (void)decodeCounts(packed, 0, 40, out);
    } else if (decodeCounts(counts, 0, 40, out)) {
      (void)decodeParts(packed, out);
    }
  }
}

void TestChunkCodec::filterKnowsItsIds() {
  test::Random random(7);
  for (const std::size_t count : {0, 1, 40, 1000, 12'000}) {
    std::vector<Id128> ids;
    for (std::size_t i = 0; i < count; ++i) ids.push_back({random(), random()});
    const std::string filter = makeIdFilter(ids);
    for (const Id128& id : ids) QVERIFY(IdProbe(id).mayBeInAll(filter));
    int wrong = 0;
    for (int i = 0; i < 20'000; ++i) wrong += IdProbe({random(), random()}).mayBeInAll(filter);
    QVERIFY2(wrong <= 40, qPrintable(QString::number(wrong)));
  }
}

/// Filters of different sizes side by side are the same filters; broken ones are refused.
void TestChunkCodec::slicesAreTheirFilters() {
  test::Random random(8);
  std::vector<ChunkFilter> chunks;
  for (std::uint64_t row = 1; row < 5000; row += 1 + random() % 300) {
    std::vector<Id128> ids;
    for (std::size_t i = random() % 900; i > 0; --i) ids.push_back({random(), random()});
    chunks.push_back({row, makeIdFilter(ids)});
  }
  std::vector<std::string> filters(chunks.size());
  std::vector<ChunkSlice> slices;
  for (std::size_t slice = 0; slice < kFilterSlices; ++slice) {
    const std::string joined = joinSlices(chunks, slice);
    QVERIFY(splitSlices(joined, slices));
    QCOMPARE(slices.size(), chunks.size());
    for (std::size_t i = 0; i < chunks.size(); ++i) {
      QCOMPARE(slices[i].firstRow, chunks[i].firstRow);
      filters[i] += slices[i].bytes;
    }
    QVERIFY(!splitSlices(joined.substr(0, joined.size() - 1), slices));
    QVERIFY(!splitSlices(joined + 'x', slices));
    for (int i = 0; i < 200; ++i) {
      std::string broken = joined;
      broken[random() % broken.size()] = static_cast<char>(random());
      (void)splitSlices(broken.substr(0, random() % (broken.size() + 1)), slices);
    }
  }
  for (std::size_t i = 0; i < chunks.size(); ++i) QCOMPARE(filters[i], chunks[i].filter);
}

void TestChunkCodec::sha256IsTheStandards() {
  QCOMPARE(sha256Hex(""),
           std::string("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"));
  QCOMPARE(sha256Hex("abc"),
           std::string("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"));
  QCOMPARE(sha256Hex(std::string(1'000'000, 'a')),
           std::string("cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0"));
}

QTEST_APPLESS_MAIN(TestChunkCodec)
#include "tst_chunk_codec.moc"
