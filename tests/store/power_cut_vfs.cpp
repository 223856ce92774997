// SPDX-License-Identifier: Apache-2.0
#include "power_cut_vfs.h"

#include <sqlite3.h>

#include <algorithm>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <map>
#include <string>
#include <vector>

namespace rheo::test {
namespace {

constexpr std::size_t kSector = 512;

/// A write, or a truncation to `offset`.
struct Operation {
  std::size_t offset = 0;
  std::string bytes;
  bool isTruncation = false;

  void apply(std::string& content) const {
    if (isTruncation) return content.resize(offset);
    if (content.size() < offset + bytes.size()) content.resize(offset + bytes.size());
    std::copy(bytes.begin(), bytes.end(), content.begin() + static_cast<std::ptrdiff_t>(offset));
  }
};

struct DiskFile {
  std::string synced;
  std::vector<Operation> pending;
};

struct Disk {
  std::map<std::string, DiskFile> files;
  int operationsLeft = -1;  ///< -1 = no cut is coming
  bool isCut = false;

  /// True if the power is still on for this operation.
  bool spend() {
    if (operationsLeft > 0) --operationsLeft;
    if (operationsLeft == 0) isCut = true;
    return !isCut;
  }
};

Disk& disk() {
  static Disk instance;
  return instance;
}

sqlite3_vfs* below() {
  static sqlite3_vfs* const vfs = sqlite3_vfs_find("unix");
  return vfs;
}

/// The real file follows in the same memory.
struct File : sqlite3_file {
  DiskFile* tracked;
  sqlite3_file* real() { return static_cast<sqlite3_file*>(static_cast<void*>(this + 1)); }
};

File& own(sqlite3_file* file) {
  return *static_cast<File*>(file);
}

const sqlite3_io_methods* methods(sqlite3_file* file) {
  return own(file).real()->pMethods;
}

int writeFile(sqlite3_file* file, const void* bytes, int size, sqlite3_int64 offset) {
  if (!disk().spend()) return SQLITE_IOERR_WRITE;
  if (own(file).tracked != nullptr) {
    own(file).tracked->pending.push_back(
        {static_cast<std::size_t>(offset),
         std::string(static_cast<const char*>(bytes), static_cast<std::size_t>(size)), false});
  }
  return methods(file)->xWrite(own(file).real(), bytes, size, offset);
}

int truncateFile(sqlite3_file* file, sqlite3_int64 size) {
  if (!disk().spend()) return SQLITE_IOERR_TRUNCATE;
  if (own(file).tracked != nullptr) {
    own(file).tracked->pending.push_back({static_cast<std::size_t>(size), {}, true});
  }
  return methods(file)->xTruncate(own(file).real(), size);
}

/// The disk is trusted once it says that it has synced; the real one is not asked.
int syncFile(sqlite3_file* file, int) {
  if (!disk().spend()) return SQLITE_IOERR_FSYNC;
  if (DiskFile* tracked = own(file).tracked) {
    for (const Operation& operation : tracked->pending) operation.apply(tracked->synced);
    tracked->pending.clear();
  }
  return SQLITE_OK;
}

/// A method that goes straight to the real file.
template <auto kMethod, class... Arguments>
int pass(sqlite3_file* file, Arguments... arguments) {
  return (methods(file)->*kMethod)(own(file).real(), arguments...);
}

void shmBarrier(sqlite3_file* file) {
  methods(file)->xShmBarrier(own(file).real());
}

sqlite3_io_methods makeMethods() {
  using M = sqlite3_io_methods;
  M m{};
  m.iVersion = 2;
  m.xClose = pass<&M::xClose>;
  m.xRead = pass<&M::xRead, void*, int, sqlite3_int64>;
  m.xWrite = writeFile;
  m.xTruncate = truncateFile;
  m.xSync = syncFile;
  m.xFileSize = pass<&M::xFileSize, sqlite3_int64*>;
  m.xLock = pass<&M::xLock, int>;
  m.xUnlock = pass<&M::xUnlock, int>;
  m.xCheckReservedLock = pass<&M::xCheckReservedLock, int*>;
  m.xFileControl = pass<&M::xFileControl, int, void*>;
  m.xSectorSize = pass<&M::xSectorSize>;
  m.xDeviceCharacteristics = pass<&M::xDeviceCharacteristics>;
  m.xShmMap = pass<&M::xShmMap, int, int, int, void volatile**>;
  m.xShmLock = pass<&M::xShmLock, int, int, int>;
  m.xShmBarrier = shmBarrier;
  m.xShmUnmap = pass<&M::xShmUnmap, int>;
  return m;
}

int openFile(sqlite3_vfs*, const char* name, sqlite3_file* file, int flags, int* outFlags) {
  static const sqlite3_io_methods kMethods = makeMethods();
  own(file).tracked = name == nullptr ? nullptr : &disk().files[name];
  own(file).pMethods = nullptr;
  const int status = below()->xOpen(below(), name, own(file).real(), flags, outFlags);
  if (own(file).real()->pMethods != nullptr) own(file).pMethods = &kMethods;
  return status;
}

int deleteFile(sqlite3_vfs*, const char* name, int syncFolder) {
  if (disk().isCut) return SQLITE_IOERR_DELETE;
  disk().files[name] = {};
  return below()->xDelete(below(), name, syncFolder);
}

/// Some of what was not synced: of each operation nothing, all, or some sectors.
std::string contentAfterCut(const DiskFile& file, Random& random) {
  std::string content = file.synced;
  const auto kept = pick(random, 5);  // 0: nothing, 4: everything
  for (const Operation& operation : file.pending) {
    if (pick(random, 4) >= kept) continue;
    if (operation.isTruncation || pick(random, 3) != 0) {
      operation.apply(content);
      continue;
    }
    for (std::size_t at = 0; at < operation.bytes.size(); at += kSector) {
      if (pick(random, 2) == 0) continue;
      const Operation sector{operation.offset + at, operation.bytes.substr(at, kSector), false};
      sector.apply(content);
    }
  }
  return content;
}

}  // namespace

void PowerCutVfs::install() {
  static sqlite3_vfs vfs = *below();
  vfs.zName = "power-cut";
  vfs.szOsFile = static_cast<int>(sizeof(File)) + below()->szOsFile;
  vfs.xOpen = openFile;
  vfs.xDelete = deleteFile;
  sqlite3_vfs_register(&vfs, 1);
}

void PowerCutVfs::cutAfter(int operations) {
  disk().operationsLeft = operations;
}

bool PowerCutVfs::isCut() {
  return disk().isCut;
}

void PowerCutVfs::restore(Random& random) {
  for (auto& [path, file] : disk().files) {
    file.synced = contentAfterCut(file, random);
    file.pending.clear();
    if (!std::filesystem::exists(path)) continue;
    std::ofstream out(path, std::ios::binary | std::ios::trunc);
    out.write(file.synced.data(), static_cast<std::streamsize>(file.synced.size()));
  }
  disk().isCut = false;
  disk().operationsLeft = -1;
}

}  // namespace rheo::test
