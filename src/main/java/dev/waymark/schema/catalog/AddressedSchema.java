package dev.waymark.schema.catalog;

import dev.waymark.schema.ObjectId;
import dev.waymark.schema.Schema;
import java.util.Map;

/**
 * A schema, and where in the catalogs its objects are: what else the catalogs say of an object in
 * the same snapshot names it by its address.
 *
 * @param addresses of every object of the schema
 */
public record AddressedSchema(Schema schema, Map<CatalogAddress, ObjectId> addresses) {}
