/**
 * The parts of pandas 1.5 that PaVeRL-SQL's and Spider 2.0's scores depend on: the type inference
 * of {@code DataFrame(rows)}, {@code read_csv}, {@code to_csv} and {@code to_numeric}. Only that; a
 * general data frame does not live here.
 */
package dev.rewardgrader.grade.sql.pandas;
