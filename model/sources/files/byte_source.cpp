// SPDX-License-Identifier: Apache-2.0
#include "model/sources/files/byte_source.h"

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <filesystem>

namespace rheo::files {
namespace {

class MemorySource final : public ByteSource {
 public:
  explicit MemorySource(std::string_view bytes) : m_bytes(bytes) {}
  Result<std::size_t> read(char* to, std::size_t size) override {
    const std::size_t count = std::min(size, m_bytes.size() - m_at);
    std::memcpy(to, m_bytes.data() + m_at, count);
    m_at += count;
    return count;
  }
  [[nodiscard]] std::uint64_t consumed() const override { return m_at; }
  [[nodiscard]] std::uint64_t total() const override { return m_bytes.size(); }

 private:
  std::string_view m_bytes;
  std::size_t m_at = 0;
};

class FileSource final : public ByteSource {
 public:
  FileSource(std::FILE* file, std::string path, std::uint64_t total)
      : m_file(file), m_path(std::move(path)), m_total(total) {}
  ~FileSource() override {
    if (m_file != stdin) std::fclose(m_file);
  }
  FileSource(const FileSource&) = delete;
  FileSource& operator=(const FileSource&) = delete;

  Result<std::size_t> read(char* to, std::size_t size) override {
    const std::size_t count = std::fread(to, 1, size, m_file);
    m_consumed += count;
    if (count == 0 && std::ferror(m_file) != 0) {
      return Error{"Cannot read", m_path + ": " + std::strerror(errno), ""};
    }
    return count;
  }
  [[nodiscard]] std::uint64_t consumed() const override { return m_consumed; }
  [[nodiscard]] std::uint64_t total() const override { return m_total; }

 private:
  std::FILE* m_file;
  std::string m_path;
  std::uint64_t m_total;
  std::uint64_t m_consumed = 0;
};

}  // namespace

std::unique_ptr<ByteSource> openBytes(std::string_view bytes) {
  return std::make_unique<MemorySource>(bytes);
}

Result<std::unique_ptr<ByteSource>> openFile(const std::string& path) {
  if (path == "-") return unpacked(std::make_unique<FileSource>(stdin, "standard input", 0));
  std::error_code unknown;
  if (std::filesystem::is_directory(path, unknown)) {
    return Error{"Cannot read a folder", path, "Name the files in it"};
  }
  std::FILE* file = std::fopen(path.c_str(), "rbe");
  if (file == nullptr) return Error{"Cannot open", path + ": " + std::strerror(errno), ""};
  const auto size = std::filesystem::file_size(path, unknown);
  return unpacked(std::make_unique<FileSource>(file, path, unknown ? 0 : size));
}

}  // namespace rheo::files
