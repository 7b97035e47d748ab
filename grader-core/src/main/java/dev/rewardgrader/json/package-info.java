/**
 * Strict reading of JSON: every error names the place (a JSON path) and every typing error of a
 * field's name is caught.
 */
package dev.rewardgrader.json;
