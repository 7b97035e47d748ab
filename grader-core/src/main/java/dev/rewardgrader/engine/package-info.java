/**
 * The pipeline from lines to records: bounded, ordered, resumable. It knows nothing of any family;
 * it keeps the promise that every line gets exactly one record and that a fault of ours is never a
 * reward.
 */
package dev.rewardgrader.engine;
