/**
 * From a completion to a candidate: the code, query, patch or answer inside what a model wrote.
 * Linear in the text, never guessing in silence: the record tells which rule found the candidate.
 */
package dev.rewardgrader.extract;
