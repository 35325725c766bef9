package dev.waymark.verification;

/** How certain it has to be that a report says how things are when it is asked for. */
public enum Freshness {
  /**
   * Whatever costs next to nothing: a report may be older by as long as an idle session takes to
   * report to the statistics what it did, and its {@code checkedAt} says so. For polls.
   */
  RECENT,
  /**
   * Nothing that was committed before the question is missing, proven by the versions of the
   * catalogs' rows. For whatever lets something pass.
   */
  PROVEN,
  /**
   * Everything is read now, or was being read at the question and nothing at all was committed
   * since that began; and a replay of the migrations is waited for however long it takes.
   */
  READ
}
