/** Rows of datasets as they are published: JSON Lines, one JSON array, or Parquet. */
package dev.rewardgrader.testsuites.rows;
