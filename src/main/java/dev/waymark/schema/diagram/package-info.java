/**
 * Draws a schema: {@link dev.waymark.schema.diagram.DiagramReader} finds what there is to show,
 * {@link dev.waymark.schema.diagram.Neighbourhood} leaves a part of it, {@link
 * dev.waymark.schema.diagram.Layout} gives everything its place, and {@link
 * dev.waymark.schema.diagram.SvgWriter} and {@link dev.waymark.schema.diagram.MermaidWriter} write
 * it. Foreign keys go between columns of tables, as layered drawings have them (Sugiyama): layers,
 * an order with few crossings, heights, tracks; all in whole pixels.
 */
package dev.waymark.schema.diagram;
