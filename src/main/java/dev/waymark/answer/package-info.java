/** Answers that are made once for all who ask: their bytes, plain and compressed, and their tag. */
package dev.waymark.answer;
