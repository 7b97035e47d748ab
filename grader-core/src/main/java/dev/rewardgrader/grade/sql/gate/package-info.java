/**
 * Looks at the text of a statement before any engine does: one statement, a query, no forbidden
 * words; and what makes its result vary from run to run. Text only: nothing is executed here, and
 * the engines' own walls do not rely on it.
 */
package dev.rewardgrader.grade.sql.gate;
