/**
 * The corners of Python's text handling that decide how a test is named in the SWE formats:
 * whitespace, digits and words by Unicode, newlines, and the layout of its JSON. Only pure
 * functions may enter.
 */
package dev.rewardgrader.grade.swe.python;
