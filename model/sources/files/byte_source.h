// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>

#include "model/base/result.h"

namespace rheo::files {

/// Bytes from outside, front to back. One thread.
class ByteSource {
 public:
  virtual ~ByteSource() = default;
  /// At most `size` bytes; 0 only at the end.
  virtual Result<std::size_t> read(char* to, std::size_t size) = 0;
  /// Of the file as stored, for progress: bytes read so far, and all of them (0 = unknown).
  [[nodiscard]] virtual std::uint64_t consumed() const = 0;
  [[nodiscard]] virtual std::uint64_t total() const = 0;
};

/// Bytes in memory; the text must outlive the source.
std::unique_ptr<ByteSource> openBytes(std::string_view bytes);
/// A file, or standard input for "-". gzip and zstd are recognised from content and unpacked on the
/// way, in constant memory.
Result<std::unique_ptr<ByteSource>> openFile(const std::string& path);
/// Unpacks what starts like gzip or zstd, hands through everything else. Broken packing is an Error
/// of read().
Result<std::unique_ptr<ByteSource>> unpacked(std::unique_ptr<ByteSource> packed);

}  // namespace rheo::files
