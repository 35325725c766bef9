package dev.waymark.schema.diagram;

/** What surrounds the boxes of a namespace. */
record Frame(String namespace, int x, int y, int width, int height) {}
