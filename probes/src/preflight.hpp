// SPDX-License-Identifier: Apache-2.0
#pragma once

namespace rheo::probe {

/// Tries what libzmq will need and would abort() over: a few file descriptors and threads. Null if
/// all is there, else a static reason. Standard streams that are closed are opened on /dev/null, so
/// that libzmq does not get their numbers.
const char* preflight() noexcept;

}  // namespace rheo::probe
