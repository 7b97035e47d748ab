package dev.rewardgrader.grade.sql.metric;

/** Rows and columns. */
public record Shape(long rows, long columns) {}
