/** Load manners: a bounded queue, turns, equal work done once, and nothing done for nobody. */
package dev.rewardgrader.server.work;
