/**
 * From a completion to the SQL in it: the rules of the published trainers, exactly, and one of
 * ours. Text only.
 */
package dev.rewardgrader.grade.sql.extract;
