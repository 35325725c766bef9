/**
 * What is said of scripts as SARIF 2.1.0, the format in which hosts of repositories take findings
 * and show them at their lines.
 *
 * @see <a href="https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html">the standard</a>
 */
package dev.waymark.migration.sarif;
