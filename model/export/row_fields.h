// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "model/json/json.h"
#include "model/store/results.h"

namespace rheo::exports {

/// One field of a sighting under the filter language's name. What is unknown has none.
struct RowField {
  enum class Type : std::uint8_t { Text, Number, Flag };
  std::string_view name;
  std::string text;
  Type type = Type::Text;
};

/// All but payload and attributes: those are shaped by the format.
std::vector<RowField> fieldsOf(const store::EventRow& row);

/// How a payload (or the attributes) can be carried in JSON without changing a byte.
enum class Carriage : std::uint8_t {
  None,   ///< there is nothing
  Json,   ///< an object or array on one line: as it is
  Text,   ///< UTF-8: as a JSON string
  Base64  ///< anything else
};
class CarriageCheck {
 public:
  Carriage of(std::string_view bytes);

 private:
  JsonParser m_parser;
};
bool isUtf8(std::string_view bytes);

}  // namespace rheo::exports
