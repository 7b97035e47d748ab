/**
 * The corners of Python that published graders rest on: whitespace, digits and words by Unicode,
 * newlines, how floats are written, and the layout of its JSON. Only pure functions may enter.
 */
package dev.rewardgrader.python;
