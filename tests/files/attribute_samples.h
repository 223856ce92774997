// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <string>

namespace rheo::test {

/// Attributes as sightings hold them, and what an OTLP reader must see of them. (Apart from the
/// tests: moc stumbles over raw strings.)
inline const std::array<const char*, 3> kAttributeSamples{
    "", R"({"a":1,"b":"x"})",
    R"({"n":1.10,"deep":{"k":[1,2]},"on":true,"span.name":"é \"q\"",)"
    R"("span.links":[{"traceId":"4bf92f3577b34da6a3ce929d0e0e4736","spanId":"00f067aa0ba902b7"}]})"};
inline const std::array<const char*, 5> kOwnTags{
    R"({"key":"a","value":{"intValue":"1"}})", R"({"key":"b","value":{"stringValue":"x"}})",
    R"({"key":"on","value":{"boolValue":true}})", R"({"key":"n","value":{"doubleValue":1.1}})",
    R"("links":[{"traceId":"4bf92f3577b34da6a3ce929d0e0e4736","spanId":"00f067aa0ba902b7"}])"};

}  // namespace rheo::test
