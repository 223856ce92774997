// SPDX-License-Identifier: Apache-2.0
#include <zlib.h>
#include <zstd.h>

#include <algorithm>
#include <cstring>
#include <vector>

#include "model/sources/files/byte_source.h"

namespace rheo::files {
namespace {

constexpr std::size_t kChunk = 256u << 10;
constexpr int kMostWindowLog = 27;  // 128 MiB: what `zstd -d` takes without being told more

/// Packed bytes on their way: what was read ahead to recognise them comes first.
class Inflow {
 public:
  explicit Inflow(std::unique_ptr<ByteSource> source)
      : m_source(std::move(source)), m_bytes(kChunk) {}

  /// Makes at least one byte available, or is at the end.
  Result<void> fill() {
    if (m_at < m_end) return {};
    m_at = 0;
    const auto count = m_source->read(m_bytes.data(), m_bytes.size());
    if (!count) return count.error();
    m_end = *count;
    return {};
  }
  /// For recognising: a few bytes, however small the first reads are.
  Result<void> fillAhead(std::size_t wanted) {
    while (m_end < wanted) {
      const auto count = m_source->read(m_bytes.data() + m_end, m_bytes.size() - m_end);
      if (!count) return count.error();
      if (*count == 0) break;
      m_end += *count;
    }
    return {};
  }
  /// For who wants the bytes as they are: nothing is read ahead any more.
  Result<std::size_t> readThrough(char* to, std::size_t size) {
    if (this->size() == 0) return m_source->read(to, size);
    const std::size_t count = std::min(size, this->size());
    std::memcpy(to, data(), count);
    take(count);
    return count;
  }
  [[nodiscard]] char* data() { return m_bytes.data() + m_at; }
  [[nodiscard]] std::size_t size() const { return m_end - m_at; }
  void take(std::size_t count) { m_at += count; }
  [[nodiscard]] const ByteSource& source() const { return *m_source; }

 private:
  std::unique_ptr<ByteSource> m_source;
  std::vector<char> m_bytes;
  std::size_t m_at = 0;
  std::size_t m_end = 0;
};

class Unpacker : public ByteSource {
 public:
  explicit Unpacker(Inflow inflow) : m_in(std::move(inflow)) {}
  [[nodiscard]] std::uint64_t consumed() const override { return m_in.source().consumed(); }
  [[nodiscard]] std::uint64_t total() const override { return m_in.source().total(); }

 protected:
  Inflow m_in;
};

class Plain final : public Unpacker {
 public:
  using Unpacker::Unpacker;
  Result<std::size_t> read(char* to, std::size_t size) override {
    return m_in.readThrough(to, size);
  }
};

class Gzip final : public Unpacker {
 public:
  explicit Gzip(Inflow inflow) : Unpacker(std::move(inflow)) {
    m_ready = inflateInit2(&m_stream, 16 + MAX_WBITS) == Z_OK;
  }
  ~Gzip() override { inflateEnd(&m_stream); }
  Gzip(const Gzip&) = delete;
  Gzip& operator=(const Gzip&) = delete;

  Result<std::size_t> read(char* to, std::size_t size) override {
    if (!m_ready) return Error{"Cannot start to unpack gzip", "", ""};
    m_stream.next_out = reinterpret_cast<Bytef*>(to);
    m_stream.avail_out = static_cast<uInt>(std::min<std::size_t>(size, 1u << 30));
    const uInt room = m_stream.avail_out;
    while (m_stream.avail_out == room) {
      if (const auto filled = m_in.fill(); !filled) return filled.error();
      if (m_in.size() == 0) {
        if (m_between) return std::size_t{0};
        return Error{"The gzip data ends too early", "", "What came before is kept"};
      }
      if (const auto stepped = step(); !stepped) return stepped.error();
    }
    return std::size_t{room - m_stream.avail_out};
  }

 private:
  Result<void> step() {
    m_between = false;
    m_stream.next_in = reinterpret_cast<Bytef*>(m_in.data());
    m_stream.avail_in = static_cast<uInt>(m_in.size());
    const uInt before = m_stream.avail_in;
    const int status = inflate(&m_stream, Z_NO_FLUSH);
    m_in.take(before - m_stream.avail_in);
    if (status == Z_STREAM_END) {
      m_between = true;  // another member may follow
      return inflateReset(&m_stream) == Z_OK ? Result<void>() : Error{"Cannot unpack gzip", "", ""};
    }
    if (status == Z_OK || status == Z_BUF_ERROR) return {};
    return Error{"The gzip data is damaged", m_stream.msg == nullptr ? "" : m_stream.msg,
                 "What came before is kept"};
  }

  z_stream m_stream{};
  bool m_ready = false;
  bool m_between = false;
};

class Zstd final : public Unpacker {
 public:
  explicit Zstd(Inflow inflow) : Unpacker(std::move(inflow)), m_stream(ZSTD_createDStream()) {
    ZSTD_DCtx_setParameter(m_stream, ZSTD_d_windowLogMax, kMostWindowLog);
  }
  ~Zstd() override { ZSTD_freeDStream(m_stream); }
  Zstd(const Zstd&) = delete;
  Zstd& operator=(const Zstd&) = delete;

  Result<std::size_t> read(char* to, std::size_t size) override {
    ZSTD_outBuffer out{to, size, 0};
    while (out.pos == 0) {
      if (const auto filled = m_in.fill(); !filled) return filled.error();
      const bool ended = m_in.size() == 0;
      if (ended && m_between) return std::size_t{0};
      ZSTD_inBuffer in{m_in.data(), m_in.size(), 0};
      const std::size_t left = ZSTD_decompressStream(m_stream, &out, &in);
      m_in.take(in.pos);
      if (ZSTD_isError(left) != 0) {
        return Error{"The zstd data is damaged", ZSTD_getErrorName(left),
                     "What came before is kept"};
      }
      m_between = left == 0;
      if (ended && out.pos == 0 && !m_between) {
        return Error{"The zstd data ends too early", "", "What came before is kept"};
      }
    }
    return out.pos;
  }

 private:
  ZSTD_DStream* m_stream;
  bool m_between = false;
};

bool startsWith(Inflow& in, std::string_view magic) {
  return in.size() >= magic.size() && std::memcmp(in.data(), magic.data(), magic.size()) == 0;
}

}  // namespace

Result<std::unique_ptr<ByteSource>> unpacked(std::unique_ptr<ByteSource> packed) {
  Inflow in(std::move(packed));
  if (const auto filled = in.fillAhead(4); !filled) return filled.error();
  if (startsWith(in, "\x1F\x8B")) return std::unique_ptr<ByteSource>(new Gzip(std::move(in)));
  if (startsWith(in, "\x28\xB5\x2F\xFD"))
    return std::unique_ptr<ByteSource>(new Zstd(std::move(in)));
  return std::unique_ptr<ByteSource>(new Plain(std::move(in)));
}

}  // namespace rheo::files
