// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <initializer_list>
#include <limits>
#include <span>
#include <string>

#include "model/sources/files/byte_source.h"
#include "model/sources/files/importer.h"
#include "target.h"

namespace rheo::test {

/// Looks at what comes, keeps nothing.
class Nowhere final : public files::Receiver {
 public:
  NameTable& names() override { return m_names; }
  std::uint32_t announce(const SessionInfo&) override { return 1; }
  Result<void> take(EventBatch&& batch, std::vector<Problem>&&) override {
    for (const TraceEvent& event : batch.events) {
      fuzzRequire(event.timeNs >= m_last, "sightings come by time");
      m_last = event.timeNs;
      // A view that points nowhere is found here, not where it is used.
      for (const std::string_view text : {event.key, event.payload, event.attributes})
        for (const char c : text) m_sum += static_cast<unsigned char>(c);
    }
    m_taken += batch.events.size();
    return {};
  }
  std::uint64_t m_taken = 0;

 private:
  NameTable m_names;
  TimeNs m_last = std::numeric_limits<TimeNs>::min();
  std::uint64_t m_sum = 0;
};

/// The first byte chooses one of the formats, or beyond them what the content says. Never crashes
/// or hangs; what is counted is what was handed over.
inline int importInput(std::initializer_list<files::Format> formats, const std::uint8_t* data,
                       std::size_t size) {
  if (size == 0) return 0;
  std::optional<files::Format> format;
  if (data[0] < formats.size()) format = formats.begin()[data[0]];
  Nowhere nowhere;
  files::Importer importer(nowhere, {});
  const auto source =
      files::unpacked(files::openBytes({reinterpret_cast<const char*>(data) + 1, size - 1}));
  if (!source) return 0;
  (void)importer.add(**source, "fuzz", format);
  fuzzRequire(importer.finish().ok(), "what was read can be handed over");
  fuzzRequire(importer.counts().sightings == nowhere.m_taken,
              "every sighting counted was handed over");
  return 0;
}

/// A seed: which of the formats, and the text.
inline std::string seed(char which, const std::string& text) {
  return std::string(1, which) + text;
}

}  // namespace rheo::test
