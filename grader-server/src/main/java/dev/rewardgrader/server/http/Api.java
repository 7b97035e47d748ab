package dev.rewardgrader.server.http;

import java.util.List;

/** A few endpoints that belong together. */
@FunctionalInterface
public interface Api {
  List<Route> routes();
}
