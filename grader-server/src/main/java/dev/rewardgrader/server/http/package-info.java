/** HTTP: routes, limits, tokens, and the way from a connection to a handler's virtual thread. */
package dev.rewardgrader.server.http;
