// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string_view>

namespace rheo {

/// The member's value as it is written in the text of a JSON object, to the byte: for payloads,
/// whose numbers and spaces are not ours to tidy. Empty if there is none. The text must be good
/// JSON (a JsonParser took it); keys are compared as written.
std::string_view rawMember(std::string_view object, std::string_view key);

}  // namespace rheo
