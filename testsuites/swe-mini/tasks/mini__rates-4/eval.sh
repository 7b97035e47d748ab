#!/bin/bash
set -uxo pipefail
cd /testbed
git checkout HEAD src/test/java/mini/rates/RateTest.java src/test/java/mini/rates/RateTest.java
git apply -v - <<'EOF_test_patch'
diff --git a/src/test/java/mini/rates/RateTest.java b/src/test/java/mini/rates/RateTest.java
index da60420..0d2c363 100644
--- a/src/test/java/mini/rates/RateTest.java
+++ b/src/test/java/mini/rates/RateTest.java
@@ -1,6 +1,7 @@
 package mini.rates;
 
 import static org.junit.jupiter.api.Assertions.assertEquals;
+import static org.junit.jupiter.api.Assertions.assertThrows;
 
 import java.math.BigDecimal;
 import org.junit.jupiter.api.Test;
@@ -16,6 +17,17 @@ class RateTest {
     assertEquals(750, Rate.parse("0.075").basisPoints());
   }
 
+  @Test
+  void roundsHalfUp() {
+    assertEquals(new BigDecimal("0.05"), Rate.parse("7.5%").of(new BigDecimal("0.60")));
+    assertEquals(new BigDecimal("0.08"), Rate.parse("7.5%").of(new BigDecimal("1.00")));
+  }
+
+  @Test
+  void refusesNegative() {
+    assertThrows(IllegalArgumentException.class, () -> Rate.parse("-1%"));
+  }
+
   @Test
   void takesPart() {
     assertEquals(new BigDecimal("7.50"), Rate.parse("7.5%").of(new BigDecimal("100")));
EOF_test_patch
: '>>>>> Start Test Output'
mvn -B -o -Dsurefire.useFile=false test -Dtest=mini.rates.RateTest#roundsHalfUp
mvn -B -o -Dsurefire.useFile=false test -Dtest=mini.rates.RateTest#refusesNegative
mvn -B -o -Dsurefire.useFile=false test -Dtest=mini.rates.RateTest#readsPercent
mvn -B -o -Dsurefire.useFile=false test -Dtest=mini.rates.RateTest#readsShare
mvn -B -o -Dsurefire.useFile=false test -Dtest=mini.rates.RateTest#takesPart
: '>>>>> End Test Output'
git checkout HEAD src/test/java/mini/rates/RateTest.java src/test/java/mini/rates/RateTest.java
