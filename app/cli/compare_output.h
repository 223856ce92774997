// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "model/verdict/compare.h"

namespace rheo::cli {

/// What is different, for people at a terminal.
std::string comparisonText(const verdict::Comparison& comparison);
/// The same as Markdown, for a pull request. Names from outside cannot become markup.
std::string comparisonMarkdown(const verdict::Comparison& comparison);
/// Everything, news or not, as one JSON object.
std::string comparisonJson(const verdict::Comparison& comparison);

}  // namespace rheo::cli
