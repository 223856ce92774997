// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "model/base/result.h"

namespace rheo {

/// Held by who records into a file: two recorders would number the same rows twice. It is the name
/// of an abstract socket made from the file's path, so that it ends with its process, however that
/// dies, and leaves nothing behind.
class RecordingLock {
 public:
  RecordingLock() = default;
  ~RecordingLock() { release(); }
  RecordingLock(const RecordingLock&) = delete;
  RecordingLock& operator=(const RecordingLock&) = delete;

  /// Fails when somebody else records into the file. The file need not exist.
  Result<void> take(const std::string& path);
  void release();

 private:
  int m_fd = -1;
};

}  // namespace rheo
