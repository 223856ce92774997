// SPDX-License-Identifier: Apache-2.0
#pragma once

namespace rheo::store {

/// Whether there are more threads to run than cores: told by how often the calling thread is made
/// to leave its own (ru_nivcsw of getrusage(2)). Where the system does not count that, there never
/// are. One thread.
class CrowdWatch {
 public:
  /// To be asked again and again, some milliseconds apart: once is chance.
  bool isCrowded();

 private:
  long m_interrupted = 0;  ///< times, until the last question
  double m_share = 0;      ///< of the questions before which it was; the last ones count most
};

}  // namespace rheo::store
