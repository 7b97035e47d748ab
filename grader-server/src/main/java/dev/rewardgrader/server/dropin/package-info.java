/**
 * The endpoints of other services, in their field names, types and words, so that their clients
 * need another URL and nothing else. One class an API.
 */
package dev.rewardgrader.server.dropin;
