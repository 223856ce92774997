// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <unistd.h>

#include <filesystem>
#include <string>

namespace rheo::bench {

/// A database of its own in the folder for such files ($TMPDIR), gone afterwards.
class ScratchFile {
 public:
  explicit ScratchFile(const std::string& name)
      : m_path((std::filesystem::temp_directory_path() / (name + std::to_string(::getpid())))
                   .string()) {
    remove();
  }
  ~ScratchFile() { remove(); }
  ScratchFile(const ScratchFile&) = delete;
  ScratchFile& operator=(const ScratchFile&) = delete;
  [[nodiscard]] const std::string& path() const { return m_path; }
  [[nodiscard]] double size() const {
    return static_cast<double>(std::filesystem::file_size(m_path));
  }

 private:
  void remove() const {
    for (const char* suffix : {"", "-wal", "-shm"}) std::filesystem::remove(m_path + suffix);
  }
  std::string m_path;
};

}  // namespace rheo::bench
