// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <sys/mman.h>

#include <cstddef>
#include <cstdlib>
#include <memory>
#include <new>
#include <vector>

namespace rheo {

/// Allocates large tables in huge pages where the system has them (Linux: madvise, see
/// Documentation/admin-guide/mm/transhuge.rst): the first touch of memory costs a fraction, and a
/// look-up somewhere in it does not miss the cache of page addresses as well. What is smaller than
/// such a page comes from where everything comes from.
template <class T>
class HugePages {
 public:
  using value_type = T;
  static constexpr std::size_t kPage = std::size_t{2} << 20;

  HugePages() = default;
  template <class U>
  HugePages(const HugePages<U>&) noexcept {}  // NOLINT(google-explicit-constructor): as allocators

  [[nodiscard]] T* allocate(std::size_t count) {
    if (bytesOf(count) < kPage) return std::allocator<T>().allocate(count);
    const std::size_t whole = (bytesOf(count) + kPage - 1) / kPage * kPage;
    void* const memory = std::aligned_alloc(kPage, whole);
    if (memory == nullptr) throw std::bad_alloc();
#ifdef MADV_HUGEPAGE
    (void)::madvise(memory, whole, MADV_HUGEPAGE);
#endif
    return static_cast<T*>(memory);
  }
  void deallocate(T* memory, std::size_t count) noexcept {
    if (bytesOf(count) < kPage) return std::allocator<T>().deallocate(memory, count);
    std::free(memory);
  }
  template <class U>
  friend bool operator==(const HugePages&, const HugePages<U>&) noexcept {
    return true;
  }

 private:
  static std::size_t bytesOf(std::size_t count) {
    return count * sizeof(T);  // NOLINT(bugprone-sizeof-expression): a T may well be a pointer
  }
};

template <class T>
using HugeVector = std::vector<T, HugePages<T>>;

}  // namespace rheo
