/** Verifiable rewards: what a model wrote goes in, a reward that can be trusted comes out. */
package dev.rewardgrader;
