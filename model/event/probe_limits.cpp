// SPDX-License-Identifier: Apache-2.0
#include "model/event/probe_limits.h"

#include <algorithm>
#include <charconv>

namespace rheo {
namespace {

template <typename Number>
bool read(std::string_view text, Number& value) {
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  return error == std::errc() && end == text.data() + text.size();
}

bool isRate(std::string_view text, double& rate) {
  return read(text, rate) && rate >= 0 && rate <= 1;
}

std::string numberText(double value) {
  char digits[32];
  return {digits, std::to_chars(digits, digits + sizeof digits, value).ptr};
}

Error wrong(std::string_view word) {
  return {"'" + std::string(word) + "' is no limit", "",
          "Write pause, sample=0.1, sample:TOPIC=0.5 (0 to 1) or capture=BYTES"};
}

/// One word; false when it is none of ours.
bool take(std::string_view word, ProbeLimits& limits) {
  if (word == "pause") return limits.pause = true;
  const std::size_t equals = word.rfind('=');
  if (equals == std::string_view::npos) return false;
  const std::string_view name = word.substr(0, equals), value = word.substr(equals + 1);
  if (name == "capture") return read(value, limits.captureBytes) && limits.captureBytes > 0;
  if (name == "sample") return isRate(value, limits.sampling);
  constexpr std::string_view kTopic = "sample:";
  double rate = 0;
  if (name.size() <= kTopic.size() || name.substr(0, kTopic.size()) != kTopic ||
      limits.topics.size() == ProbeLimits::kMaxTopics || !isRate(value, rate))
    return false;
  limits.topics.emplace_back(name.substr(kTopic.size()), rate);
  return true;
}

}  // namespace

std::string ProbeLimits::text() const {
  std::string out;
  const auto add = [&out](const std::string& word) { out += (out.empty() ? "" : " ") + word; };
  if (pause) add("pause");
  if (sampling != 1.0) add("sample=" + numberText(sampling));
  for (const auto& [topic, rate] : topics) add("sample:" + topic + "=" + numberText(rate));
  if (captureBytes != 0) add("capture=" + std::to_string(captureBytes));
  return out;
}

Result<ProbeLimits> ProbeLimits::parse(std::string_view text) {
  ProbeLimits limits;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find(' '), text.size());
    const std::string_view word = text.substr(0, end);
    if (!word.empty() && !take(word, limits)) return wrong(word);
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return limits;
}

}  // namespace rheo
