/**
 * The result of a query as plain data: typed values, rows and columns, and the equality that Python
 * gives them. Nothing here knows of engines, metrics or files.
 */
package dev.rewardgrader.grade.sql.result;
