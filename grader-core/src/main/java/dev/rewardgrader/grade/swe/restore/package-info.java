/**
 * The parts of build files that decide how tests run and what of it is told. Strict mode takes them
 * from the base commit and leaves the rest as the patch has it, since honest fixes change the rest.
 */
package dev.rewardgrader.grade.swe.restore;
