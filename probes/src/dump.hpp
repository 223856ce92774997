// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "probes/src/core.hpp"
#include "probes/src/redaction.hpp"
#include "probes/wire/wire.hpp"

namespace rheo::probe {

/// Writes what the rings hold and no collector has committed into a file: the frames that a
/// collector would hear if it connected now, redacted in the same way (probes/wire/README.md).
/// Made in peace, it needs no memory any more: write() is safe in a signal handler.
class Dump {
 public:
  explicit Dump(Core& core);

  /// Into a new file, or over an old one. While it is written, a full ring drops instead of
  /// overwriting its oldest. False: the file is not whole, or not there. One thread at a time.
  bool write(const char* path) noexcept;

 private:
  struct Hold {
    Stream* stream;
    Stream::Held held;
    bool isLocked;
  };

  bool writeFrames(int file) noexcept;
  bool writeFrame(int file, std::string_view frame) noexcept;
  bool writeNames(int file) noexcept;
  bool writeStream(int file, const Hold& hold) noexcept;
  void holdAll() noexcept;
  void releaseAll() noexcept;

  Core& m_core;
  wire::Hello m_hello;
  wire::Heartbeat m_lastWords;
  std::vector<Hold> m_holds;
  Redaction m_redaction;
  wire::BatchWriter m_writer;
  std::string m_frame, m_record;
};

}  // namespace rheo::probe
