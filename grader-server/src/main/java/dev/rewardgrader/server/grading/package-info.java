/** From a request's JSON to a reward record, through the dispatcher. */
package dev.rewardgrader.server.grading;
