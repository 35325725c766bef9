package dev.waymark.migration.flyway;

/** The files of a source as they were listed once, for a run that must execute no others. */
public final class ListedFiles {
  private final Listing listing;

  ListedFiles(Listing listing) {
    this.listing = listing;
  }

  Listing listing() {
    return listing;
  }
}
