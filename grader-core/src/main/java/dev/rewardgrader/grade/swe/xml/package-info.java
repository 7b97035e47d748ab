/** XML from code under test. Only the hardened reader may enter. */
package dev.rewardgrader.grade.swe.xml;
