/**
 * From text to tree: LaTeX, plain mathematics and Unicode as models mix them. Parsing never
 * evaluates and never throws to its caller; what cannot be read comes back as text with a reason.
 */
package dev.rewardgrader.grade.math.parse;
