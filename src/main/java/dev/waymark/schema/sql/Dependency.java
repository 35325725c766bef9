package dev.waymark.schema.sql;

import dev.waymark.schema.ObjectId;

/**
 * That one object, or a part of it, needs another one.
 *
 * @param object what needs it
 * @param part the part that does, such as {@code default price}; empty for the object itself
 * @param needed what is needed
 */
record Dependency(ObjectId object, String part, ObjectId needed) {}
