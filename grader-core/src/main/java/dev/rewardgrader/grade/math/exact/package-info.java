/**
 * Exact arithmetic: rationals under a budget of bits, and residues modulo 62-bit primes that test
 * identities of polynomials, rational functions and square-root towers without expanding them, and
 * the expanded normal form that proves what the residues found.
 */
package dev.rewardgrader.grade.math.exact;
