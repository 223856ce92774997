// SPDX-License-Identifier: Apache-2.0
#include "model/store/draft.h"

#include <filesystem>
#include <system_error>

#include "model/store/try.h"

namespace rheo::store {
namespace {

namespace fs = std::filesystem;

}  // namespace

Draft::Draft(const std::string& place) : m_place(place), m_path(place + ".part") {
  remove();
}

Draft::~Draft() {
  remove();
}

Result<void> Draft::checkFree(const std::string& place) {
  std::error_code unknown;
  if (!fs::exists(place, unknown)) return {};
  return Error{"The file exists already", place, "Choose another name, or remove it"};
}

Result<void> Draft::moveToPlace() {
  RHEO_TRY(checkFree(m_place));
  return replace();
}

Result<void> Draft::replace() {
  std::error_code error;
  fs::rename(m_path, m_place, error);
  if (!error) return {};
  return Error{"cannot move the recording to its place: " + error.message(), m_place,
               "Check the folder"};
}

void Draft::remove() const {
  std::error_code ignored;
  for (const char* suffix : {"", "-wal", "-shm"}) fs::remove(m_path + suffix, ignored);
}

}  // namespace rheo::store
