/** OpenAI's grader JSON: checks, similarities, Python and formulas over them. */
package dev.rewardgrader.server.dropin.openai;
