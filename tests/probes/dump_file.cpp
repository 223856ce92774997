// SPDX-License-Identifier: Apache-2.0
#include "tests/probes/dump_file.h"

#include <cstring>
#include <fstream>
#include <iterator>

using namespace rheo;

DumpFile::DumpFile(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  bytes.assign(std::istreambuf_iterator<char>(file), {});
  if (bytes.compare(0, 8, "RHEODUMP") != 0) {
    trouble = "no dump";
    return;
  }
  Last last;
  bool isOver = false;
  for (std::size_t at = 8; at < bytes.size() && trouble.empty();) {
    std::uint32_t size = 0;
    if (bytes.size() - at < sizeof size) break;
    std::memcpy(&size, bytes.data() + at, sizeof size);
    at += sizeof size;
    if (bytes.size() - at < size) break;
    isOver = read({bytes.data() + at, size}, last);
    at += size;
  }
  if (!isOver && trouble.empty()) trouble = "cut short";
}

/// True for the last words.
bool DumpFile::read(std::string_view frame, Last& last) {
  wire::FrameKind kind{};
  const char* reason = nullptr;
  if (!wire::peek(frame, kind, reason)) trouble = reason;
  if (kind == wire::FrameKind::Hello) {
    if (!wire::decode(frame, hello, reason)) trouble = reason;
    for (const auto& at : hello.streams) last[at.stream] = at;
    for (const auto& at : hello.gone) {
      lost += at.lastSeq - last[at.stream].lastSeq;
      last[at.stream] = at;
    }
  }
  if (kind == wire::FrameKind::Batch && !readBatch(frame, last)) return false;
  if (kind != wire::FrameKind::Bye) return false;
  if (!wire::decode(frame, lastWords, reason)) trouble = reason;
  for (const auto& said : lastWords.streams) {
    if (said.lastPosition != last[said.stream].lastPosition) trouble = "events are missing";
    lost += said.lastSeq - last[said.stream].lastSeq;
  }
  return true;
}

bool DumpFile::readBatch(std::string_view frame, Last& last) {
  wire::BatchReader reader;
  const char* reason = nullptr;
  if (!reader.open(frame, reason)) return trouble = reason, false;
  auto& at = last[reader.head().stream];
  wire::EventView event;
  while (reader.next(event)) {
    if (event.position != at.lastPosition + 1 || event.seq <= at.lastSeq)
      return trouble = "events are not in order", false;
    ++events;
    lost += event.seq - at.lastSeq - 1;
    at.lastPosition = event.position;
    at.lastSeq = event.seq;
    payloads.emplace_back(event.payload);
  }
  if (reader.failed()) trouble = reader.reason();
  return trouble.empty();
}
