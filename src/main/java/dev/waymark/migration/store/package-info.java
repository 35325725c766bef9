/** Where runs are kept: Waymark's own schema, and the memory of this process. */
package dev.waymark.migration.store;
