/** The pool: sandboxes kept warm, checked, emptied between candidates, and replaced when broken. */
package dev.rewardgrader.sandboxes.pool;
